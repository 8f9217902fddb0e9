import TenderKit

/// Analyses made for tests.
enum SampleAnalysis {
    typealias Made = (analysis: AnalysisArtifact.Result, criteria: [ConfiguredCriterion])

    struct Row {
        var scope: String
        var name: String
        var weight: Double
        /// By contractor.
        var grades: [Grade]
        var kinds: [Clarification.Kind] = []
        var evidence: [Evidence] = [Evidence(text: "Final grade, with a reason.")]
    }

    /// - Parameter problems: file and contractor.
    static func make(
        _ contractors: [String], _ rows: [Row], problems: [(file: String, contractor: String)] = []
    ) -> Made {
        let reports = contractors.enumerated().map { index, contractor in
            var scopes: [ScopeReport] = []
            for row in rows {
                let kind = row.kinds.indices.contains(index) ? row.kinds[index] : .none
                let report = CriterionReport(
                    criteria: row.name,
                    ptc: .init(queryDescription: kind == .none ? "N/A" : "1. Please state it.", refType: kind),
                    score: row.grades[index].score, grade: row.grades[index],
                    result: row.grades[index].score * row.weight / 100, evidence: row.evidence,
                    clientSummary: "What the offer says of it.")
                if scopes.last?.scopeName != row.scope {
                    scopes.append(ScopeReport(scopeName: row.scope, scopeTotal: 0, evaluationBreakdown: []))
                }
                scopes[scopes.count - 1].evaluationBreakdown.append(report)
                scopes[scopes.count - 1].scopeTotal += report.result
            }
            return ContractorReport(
                contractorName: contractor,
                tenderEvaluation: TenderEvaluation(
                    scopes: scopes, totalScore: scopes.reduce(0) { $0 + $1.scopeTotal }))
        }
        return (
            AnalysisArtifact.Result(
                tenderReport: reports,
                documentProcessingErrors: problems.map {
                    DocumentProcessingError(
                        file: $0.file, contractorName: $0.contractor, errors: ["is cut off"], failedPages: [2, 3])
                }),
            rows.map { ConfiguredCriterion(scope: $0.scope, name: $0.name, weight: $0.weight) }
        )
    }

    static func random(_ random: inout some RandomNumberGenerator) -> Made {
        let contractors = (1...Int.random(in: 1...12, using: &random)).map { "Bidder_\($0)" }
        let kinds: [Clarification.Kind] = [.none, .missing, .incomplete]
        // Few grades make ties.
        let grades = Array(Grade.allCases.shuffled(using: &random).prefix(Int.random(in: 1...12, using: &random)))
        let weights: [Double] = [0, 0.5, 5, 7.5, 10, 33.3]
        var rows: [Row] = []
        for scope in 1...Int.random(in: 1...5, using: &random) {
            for criterion in 1...Int.random(in: 1...6, using: &random) {
                rows.append(
                    Row(
                        scope: "Scope \(scope)", name: "Criterion \(scope).\(criterion)",
                        weight: weights.randomElement(using: &random) ?? 1,
                        grades: contractors.map { _ in grades.randomElement(using: &random) ?? .outstanding },
                        kinds: contractors.map { _ in kinds.randomElement(using: &random) ?? .none }))
            }
        }
        let problems = contractors.filter { _ in Int.random(in: 0...3, using: &random) == 0 }
        return make(contractors, rows, problems: problems.map { ("tech_rfp/tender/\($0)/a.pdf", $0) })
    }
}
