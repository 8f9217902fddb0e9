// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let rooms = Target.Dependency.product(name: "_HostRooms", package: "trubuild-host")
let tender = Target.Dependency.product(name: "_TenderRooms", package: "trubuild-host")

// A package of its own, so that nobody who builds the product builds this; docs/testing.md says how to use it. What the
// fuzzers run lies in libraries, which the tests of the product replay the corpus with.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "trubuild-host", path: "..")],
    targets: [
        .target(name: "FuzzKit", swiftSettings: strict),
        .target(name: "HostTargets", dependencies: ["FuzzKit", rooms], swiftSettings: strict),
        .target(name: "TenderTargets", dependencies: ["FuzzKit", tender], swiftSettings: strict),
        // The life cycle of a run as random histories.
        .target(name: "LifecycleModel", dependencies: [rooms], swiftSettings: strict),
        .executableTarget(name: "lifecycle-model", dependencies: ["LifecycleModel"], swiftSettings: strict),
        // No main: libFuzzer has it.
        .executableTarget(
            name: "fuzz-host", dependencies: ["FuzzKit", "HostTargets"], swiftSettings: strict),
        .executableTarget(
            name: "fuzz-tender", dependencies: ["FuzzKit", "TenderTargets"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
