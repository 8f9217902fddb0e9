/// Puts grades together into the artifact: arithmetic and order, nothing else (contract 1.1 and 1.6).
struct AnalysisAssembly: Sendable {
    let criteria: [ConfiguredCriterion]
    /// Who graded, for `raw_llm_responses`.
    let persona: String

    /// - Parameter evaluations: one for each criterion, in their order.
    func contractor(_ name: String, _ evaluations: [Evaluation]) -> ContractorReport {
        let rows = zip(criteria, evaluations).map { criterion, evaluation in
            (scope: criterion.scope, row: row(criterion, evaluation))
        }
        let scopes = ConfiguredCriteria(criteria: criteria).scopes.map { scope in
            let own = rows.filter { $0.scope == scope }.map(\.row)
            return ScopeReport(
                scopeName: scope, scopeTotal: own.reduce(0) { $0 + $1.result }, evaluationBreakdown: own)
        }
        return ContractorReport(
            contractorName: name,
            tenderEvaluation: TenderEvaluation(scopes: scopes, totalScore: scopes.reduce(0) { $0 + $1.scopeTotal }),
            rawResponses: rows.map { rawResponse($0.row) }, warnings: warnings(rows.map(\.row)))
    }

    private func row(_ criterion: ConfiguredCriterion, _ evaluation: Evaluation) -> CriterionReport {
        let score = evaluation.grade.score
        return CriterionReport(
            criteria: criterion.name,
            ptc: CriterionReport.Query(
                queryDescription: evaluation.clarification.text, refType: evaluation.clarification.kind),
            score: score, grade: evaluation.grade, result: score * criterion.weight / 100,
            evidence: evaluation.evidence, clientSummary: evaluation.summary)
    }

    /// The reasoning is the row's evidence, which need not be stored twice.
    private func rawResponse(_ row: CriterionReport) -> RawResponse {
        RawResponse(
            criterion: row.criteria,
            answers: [
                RawResponse.Answer(
                    persona: persona, response: .init(grade: row.grade, score: row.score, reasoning: []))
            ])
    }

    private func warnings(_ rows: [CriterionReport]) -> Warnings? {
        let zeros = rows.count { $0.score == 0 }
        guard zeros * 2 > rows.count else { return nil }
        return Warnings(
            tooManyZeroScores: .init(
                flag: true, zeroScoreCount: zeros, totalCriteriaCount: rows.count,
                zeroScoreRatio: Double(zeros) / Double(rows.count),
                message: "\(zeros) of \(rows.count) criteria have the score 0: look at the offer's files."))
    }
}
