// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let inMemoryLogging = Target.Dependency.product(name: "InMemoryLogging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let lifecycleTestKit = Target.Dependency.product(
    name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

/// The processors that ship. `Plugins/<folder>/Processor` is the processor, `Plugins/<folder>/Entry` the exported symbol
/// alone: a test program can link several processors, but only one such symbol.
let processors = [
    (folder: "Analysis", product: "tech_rfp_analysis"),
    (folder: "EvaluationExtract", product: "tech_rfp_evaluation_extract"),
    (folder: "GenerateEval", product: "tech_rfp_generate_eval"),
    (folder: "Report", product: "tech_rfp_report"),
    (folder: "Summary", product: "tech_rfp_summary"),
]

let package = Package(
    name: "trubuild-host",
    products: [
        .executable(name: "trubuild-host", targets: ["trubuild-host"]),
        .executable(name: "trubuild-runner", targets: ["trubuild-runner"]),
        .library(name: "ProcessorKit", targets: ["ProcessorKit"]),
        .library(name: "ProcessorTestKit", targets: ["ProcessorTestKit"]),
        // Not for use: what Fuzz/ links.
        .library(
            name: "_HostRooms",
            targets: [
                "JSONText", "JobQueue", "PostgresClient", "PostgresJobStore", "ProcessorHost", "ProcessorKit",
                "RunnerProtocol", "Worker",
            ]),
        .library(name: "_TenderRooms", targets: ["TenderKit"]),
    ]
        // One library a processor: each is built alone with `swift build --product NAME`.
        + processors.map { .library(name: $0.product, type: .dynamic, targets: ["\($0.folder)Entry"]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // The ABI, and what stands on it alone.
        .target(name: "CTrubuildProcessor"),
        .target(name: "ProcessorKit", dependencies: ["CTrubuildProcessor"], swiftSettings: strict),
        .target(name: "ProcessorTestKit", dependencies: ["JSONText", "ProcessorKit"], swiftSettings: strict),
        .target(name: "JSONText", swiftSettings: strict),
        .target(name: "RunnerProtocol", swiftSettings: strict),
        .target(name: "Spool", swiftSettings: strict),
        .target(
            name: "ProcessorLoader", dependencies: ["CTrubuildProcessor", "JSONText", "RunnerProtocol"],
            swiftSettings: strict),
        .executableTarget(
            name: "trubuild-runner", dependencies: ["CSandbox", "ProcessorLoader", "RunnerProtocol"],
            swiftSettings: strict),
        .target(name: "CSandbox"),

        // The host.
        .target(name: "JobQueue", dependencies: ["JSONText", "Spool", deque, heap], swiftSettings: strict),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "ProcessorHost",
            dependencies: [
                "CLinux", "CSandbox", "JSONText", "ProcessorLoader", "RunnerProtocol", "Spool", crypto, deque, logging,
            ],
            swiftSettings: strict),
        .target(
            name: "Worker",
            dependencies: [
                "JSONText", "JobQueue", "ProcessorHost", "RunnerProtocol", "Spool", deque, lifecycle, logging,
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "PostgresClient", dependencies: ["CLibpq", logging], swiftSettings: strict),
        .target(
            name: "PostgresJobStore", dependencies: ["JSONText", "JobQueue", "PostgresClient", "Spool", logging],
            swiftSettings: strict),
        .executableTarget(
            name: "trubuild-host",
            dependencies: [
                "JSONText", "JobQueue", "PostgresClient", "PostgresJobStore", "ProcessorHost", "RunnerProtocol",
                "Spool", "Worker", argumentParser,
                configuration, lifecycle, logging, unixSignals,
            ],
            swiftSettings: strict),

        // The domain, and the processors that ship.
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .target(
            name: "TenderKit",
            dependencies: ["CArchive", "CStemmer", "ProcessorKit", crypto, mustache, subprocess, system],
            swiftSettings: strict, plugins: ["ReaderVersion"]),
        .plugin(name: "ReaderVersion", capability: .buildTool(), path: "BuildTools/ReaderVersion"),

        // The example of docs/processors.md. It is a package of its own, too.
        .target(
            name: "WordCount", dependencies: ["ProcessorKit"], path: "Examples/WordCount/Sources/WordCount",
            swiftSettings: strict),

        // Tests mirror the rooms. TestKit starts the private PostgreSQL and compiles the processors of Tests/Processors.
        .target(
            name: "TestKit", dependencies: ["JSONText", "JobQueue", subprocess, system], path: "Tests/TestKit",
            swiftSettings: strict),
        // Of random tests; nothing else, for the processors' tests know nothing of the host.
        .target(name: "TestRandom", path: "Tests/TestRandom", swiftSettings: strict),
        .testTarget(name: "CTrubuildProcessorTests", dependencies: ["CTrubuildProcessor", "TestKit"]),
        .testTarget(name: "ProcessorKitTests", dependencies: ["ProcessorKit", "ProcessorTestKit", subprocess]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText", "TestRandom"]),
        .testTarget(name: "RunnerProtocolTests", dependencies: ["RunnerProtocol", "TestRandom"]),
        .testTarget(name: "SpoolTests", dependencies: ["Spool", "TestKit", "TestRandom"]),
        .testTarget(name: "ProcessorLoaderTests", dependencies: ["ProcessorLoader", "TestKit", "TestRandom"]),
        .testTarget(
            name: "ProcessorHostTests",
            dependencies: ["JSONText", "ProcessorHost", "RunnerProtocol", "Spool", "TestKit", "TestRandom", logging]),
        .testTarget(name: "JobQueueTests", dependencies: ["JSONText", "JobQueue", "Spool", "TestKit"]),
        .testTarget(
            name: "WorkerTests",
            dependencies: [
                "JSONText", "JobQueue", "ProcessorHost", "RunnerProtocol", "Spool", "TestKit", "TestRandom", "Worker",
                inMemoryLogging,
                lifecycleTestKit, logging,
            ]),
        .testTarget(name: "PostgresClientTests", dependencies: ["PostgresClient", "TestKit", "TestRandom", logging]),
        .testTarget(
            name: "PostgresJobStoreTests",
            dependencies: [
                "JSONText", "JobQueue", "PostgresClient", "PostgresJobStore", "Spool", "TestKit", "TestRandom", logging,
            ]),
        .testTarget(
            name: "TenderKitTests",
            dependencies: ["CArchive", "ProcessorKit", "ProcessorTestKit", "TenderKit", "TestRandom", system],
            exclude: ["Fixtures"]),
        .target(
            name: "TenderTestKit", dependencies: ["CArchive", "ProcessorTestKit"], path: "Tests/TenderTestKit",
            swiftSettings: strict),
        .testTarget(name: "TrubuildHostTests", dependencies: ["trubuild-host", unixSignals]),
        .testTarget(
            name: "WordCountTests", dependencies: ["ProcessorTestKit", "WordCount"],
            path: "Examples/WordCount/Tests/WordCountTests"),
        .testTarget(name: "EndToEndTests", dependencies: ["TestKit"]),
        // What can go wrong around hosts: `make chaos` plays it at length, SurvivalTests in short.
        .target(
            name: "ChaosKit", dependencies: ["PostgresClient", "TestKit", logging], path: "Tests/ChaosKit",
            swiftSettings: strict),
        .executableTarget(
            name: "trubuild-chaos", dependencies: ["ChaosKit", argumentParser], path: "Tests/Chaos",
            swiftSettings: strict),
        .testTarget(name: "SurvivalTests", dependencies: ["ChaosKit", "PostgresClient", "TestKit", logging]),
        // Fuzz/ is a package of its own, too: `make fuzz` and `make model` look for more than these tests replay.
        .target(
            name: "LifecycleModel",
            dependencies: ["JSONText", "JobQueue", "PostgresJobStore", "ProcessorHost", "RunnerProtocol", "Worker"],
            path: "Fuzz/Sources/LifecycleModel", swiftSettings: strict),
        .testTarget(name: "LifecycleModelTests", dependencies: ["LifecycleModel", "TestRandom"]),
        .target(name: "FuzzKit", path: "Fuzz/Sources/FuzzKit", swiftSettings: strict),
        .target(
            name: "HostTargets",
            dependencies: [
                "CLibpq", "FuzzKit", "JSONText", "JobQueue", "PostgresClient", "PostgresJobStore", "ProcessorHost",
                "ProcessorKit", "RunnerProtocol",
            ], path: "Fuzz/Sources/HostTargets", swiftSettings: strict),
        .target(
            name: "TenderTargets", dependencies: ["FuzzKit", "ProcessorKit", "TenderKit", system],
            path: "Fuzz/Sources/TenderTargets", swiftSettings: strict),
        .testTarget(name: "FuzzCorpusTests", dependencies: ["FuzzKit", "HostTargets", "TenderTargets"]),
    ]
        + processors.flatMap { processor -> [Target] in
            [
                .target(
                    name: processor.folder, dependencies: ["ProcessorKit", "TenderKit", system],
                    path: "Plugins/\(processor.folder)/Processor", swiftSettings: strict),
                .target(
                    name: "\(processor.folder)Entry",
                    dependencies: [.target(name: processor.folder), "ProcessorKit"],
                    path: "Plugins/\(processor.folder)/Entry", swiftSettings: strict),
                .testTarget(
                    name: "\(processor.folder)Tests",
                    dependencies: [
                        .target(name: processor.folder), "ProcessorTestKit", "TenderKit", "TenderTestKit", "TestRandom",
                        subprocess,
                        system,
                    ]),
            ]
        },
    swiftLanguageModes: [.v6]
)
