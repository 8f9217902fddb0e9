// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that nobody who builds the product builds this. It measures the programs of the release build
// from outside and needs nothing of their code.
let package = Package(
    name: "Benchmarks",
    targets: [
        .executableTarget(
            name: "trubuild-bench",
            swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")])
    ],
    swiftLanguageModes: [.v6]
)
