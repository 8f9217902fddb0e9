import EvaluationExtract
import ProcessorTestKit
import TenderTestKit

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

extension TestPackage {
    /// Runs the processor over the package.
    func extract() async throws -> TestResult {
        try await run(EvaluationExtractProcessor.self)
    }
}
