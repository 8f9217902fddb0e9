import Foundation

/// Where this build has put its programs, and where its sources are.
public enum BuiltProducts {
    /// The folder of Package.swift.
    public static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The path of a program of this package, as built together with the running tests unless `TRUBUILD_TEST_PROGRAMS` names another
    /// folder.
    /// - Throws: when it has not been built.
    public static func program(_ name: String) throws -> String {
        let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let given = ProcessInfo.processInfo.environment["TRUBUILD_TEST_PROGRAMS"].map { [URL(filePath: $0)] }
        let places = given ?? [tests.deletingLastPathComponent(), packageRoot.appending(path: ".build/debug")]
        for place in places {
            let path = place.appending(path: name).path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw MissingProduct(name: name, places: places.map(\.path))
    }

    /// The folder that has `trubuild/processor.h`.
    public static let headerFolder = packageRoot.appending(path: "Sources/CTrubuildProcessor/include")

    /// The sources of the test processors.
    public static let processorSources = packageRoot.appending(path: "Tests/Processors")
}

/// A program that a test needs has not been built.
public struct MissingProduct: Error, CustomStringConvertible {
    public let name: String
    public let places: [String]

    public var description: String {
        "\(name) is in none of \(places.joined(separator: ", ")): run `swift build --build-tests`"
    }
}
