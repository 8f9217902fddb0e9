public import FoundationEssentials
public import ProcessorKit
public import ProcessorTestKit

/// A package in a temporary folder, deleted with it.
public final class TestPackage: Sendable {
    public let folder: URL

    /// - Parameter files: path within the package, and content.
    public init(_ files: [String: Data] = [:]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (path, content) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try content.write(to: file)
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs a processor over the package.
    public func run<P: Processor>(
        _ processor: P.Type, payload: String = #"{"package_id":"p1"}"#
    ) async throws -> TestResult {
        let job = TestJob(payload: payload, packageDirectory: folder.path)
        let result = try await TestHost().run(processor, job)
        withExtendedLifetime(self) {}
        return result
    }
}
