// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that nobody who builds the product builds this. It measures the programs of the release build
// from outside and needs nothing of their code. libpq is here for the client that times single INSERTs.
let package = Package(
    name: "Benchmarks",
    targets: [
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .executableTarget(
            name: "trubuild-bench", dependencies: ["CLibpq"],
            swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")]),
    ],
    swiftLanguageModes: [.v6]
)
