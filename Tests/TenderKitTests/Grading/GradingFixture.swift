import Foundation

@testable import TenderKit

/// Small requests and offers as documents.
enum GradingFixture {
    static func criterion(_ name: String, _ description: String? = nil) -> ConfiguredCriterion {
        ConfiguredCriterion(scope: "Technical", name: name, weight: 10, description: description)
    }

    /// One block a line: `# heading`, `- item`, else a paragraph.
    static func document(_ text: String, file: String = "tech_rfp/tender/Bidder/offer.md") -> Document {
        var section: [String] = []
        var blocks: [Block] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                section = [String(line.dropFirst(2))]
                blocks.append(Block(kind: .heading(level: 1), text: section[0], section: []))
            } else if line.hasPrefix("- ") {
                blocks.append(
                    Block(kind: .listItem(marker: "-", depth: 0), text: String(line.dropFirst(2)), section: section))
            } else {
                blocks.append(Block(kind: .paragraph, text: String(line), section: section))
            }
        }
        return Document(file: file, blocks: blocks)
    }

    static func evaluate(
        _ criteria: [ConfiguredCriterion], offer: [Document], request: [Document] = [], problems: [FileProblem] = []
    ) async throws -> [Evaluation] {
        let evaluator = EmbeddedEvaluator()
        let request = try await evaluator.prepare(request: request, criteria: criteria)
        let offer = try await evaluator.prepare(
            offer: offer, problems: problems, contractor: "Bidder", request: request)
        var evaluations: [Evaluation] = []
        for criterion in criteria {
            evaluations.append(try await evaluator.evaluate(criterion, offer: offer, request: request))
        }
        return evaluations
    }

    static func scores(
        _ criteria: [ConfiguredCriterion], _ text: String, request: String = ""
    ) async throws -> [Double] {
        try await evaluate(criteria, offer: [document(text)], request: request.isEmpty ? [] : [document(request)])
            .map(\.grade.score)
    }

    static func score(_ criterion: ConfiguredCriterion, _ text: String, request: String = "") async throws -> Double {
        try await scores([criterion], text, request: request)[0]
    }
}
