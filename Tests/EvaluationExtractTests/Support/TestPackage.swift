import FoundationEssentials
import ProcessorTestKit

@testable import EvaluationExtract

/// A package in a temporary folder, deleted with it.
final class TestPackage: Sendable {
    let folder: URL

    /// - Parameter files: path within the package, and content.
    init(_ files: [String: Data] = [:]) throws {
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

    /// Runs the processor over the package.
    func extract() async throws -> TestResult {
        let job = TestJob(payload: #"{"package_id":"p1"}"#, packageDirectory: folder.path)
        let result = try await TestHost().run(EvaluationExtractProcessor.self, job)
        withExtendedLifetime(self) {}
        return result
    }
}

/// The shape of contract 1.3.
typealias Scopes = [String: [String: CriterionValue]]

struct CriterionValue: Decodable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    var weight: Double
    var description: String?

    init(_ weight: Double, _ description: String? = nil) {
        self.weight = weight
        self.description = description
    }

    init(floatLiteral value: Double) { self.init(value) }
    init(integerLiteral value: Int) { self.init(Double(value)) }
}
