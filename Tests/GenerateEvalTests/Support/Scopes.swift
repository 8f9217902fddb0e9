import GenerateEval
import ProcessorTestKit
import TenderTestKit

/// The shape of the artifact.
typealias Scopes = [String: [String: CriterionValue]]

struct CriterionValue: Decodable, Equatable {
    var weight: Double
    var description: String
}

extension TestPackage {
    /// Runs the processor over the package.
    func generate() async throws -> TestResult {
        try await run(GenerateEvalProcessor.self)
    }
}
