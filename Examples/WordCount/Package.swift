// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "WordCount",
    products: [
        .library(name: "word_count", type: .dynamic, targets: ["WordCount"])
    ],
    dependencies: [
        .package(name: "trubuild-host", path: "../..")
    ],
    targets: [
        .target(
            name: "WordCount",
            dependencies: [.product(name: "ProcessorKit", package: "trubuild-host")]),
        .testTarget(
            name: "WordCountTests",
            dependencies: ["WordCount", .product(name: "ProcessorTestKit", package: "trubuild-host")]),
    ]
)
