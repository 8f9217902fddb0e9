import Foundation
public import ProcessorKit
public import TenderKit

/// `tech_rfp_analysis`: grades each contractor's offer against each criterion, with evidence and clarifications.
public struct AnalysisProcessor: Processor {
    public static let description = ProcessorDescription(
        id: "com.trubuild.analysis", version: "1.0.0",
        summary: "Grades every offer against every criterion, with evidence and clarifications",
        jobTypes: ["tech_rfp_analysis"],
        payloadSchema: """
            {"type":"object","required":["package_id"],"properties":{"package_id":{"type":"string","minLength":1},
            "evaluation_criteria":{"type":["object","string"]},"metadata":{"type":"object"}}}
            """)

    private let config: TenderConfig

    public init(config: TenderConfig) {
        self.config = config
    }

    public func run(_ run: ProcessorRun) async throws {
        let start = ContinuousClock.now
        let analysis = TenderAnalysis(
            evaluator: EmbeddedEvaluator(), version: Self.description.version, config: config,
            width: ProcessInfo.processInfo.activeProcessorCount, now: { ContinuousClock.now - start })
        try await analysis.run(run)
    }
}
