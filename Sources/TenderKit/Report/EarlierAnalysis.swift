import FoundationEssentials
public import ProcessorKit

/// An analysis that an earlier job has left.
public struct EarlierAnalysis: Sendable, Equatable {
    public var result: AnalysisArtifact.Result

    /// Reads the artifact `result` of an analysis job.
    /// - Parameters:
    ///   - data: the artifact, JSON.
    ///   - job: the job's id, for the error.
    /// - Throws: a permanent error (`analysis.unreadable`) that says what is wrong and what to do.
    public init(_ data: [UInt8], job: String) throws(ProcessorError) {
        let wanted = "Wanted {\"result\": {\"tenderReport\": […], \"documentProcessingErrors\": […]}}."
        do {
            result = try JSONDecoder().decode(AnalysisArtifact.self, from: Data(data)).result
        } catch {
            throw Self.unreadable(job, "\(Self.explain(error)). \(wanted)")
        }
        if let damage = Self.damage(of: result) { throw Self.unreadable(job, damage) }
    }

    /// What no analysis can have, in words; nil when all is sound.
    private static func damage(of result: AnalysisArtifact.Result) -> String? {
        guard !result.tenderReport.isEmpty else { return "result.tenderReport holds no contractor." }
        var names: Set<String> = []
        for report in result.tenderReport {
            let name = PrintableName.of(report.contractorName)
            guard !name.trimmingWhitespace().isEmpty else { return "a contractor has no name." }
            guard names.insert(report.contractorName).inserted else { return "the contractor \(name) is there twice." }
            // Weights of a thousand criteria, each of 100 and more.
            guard abs(report.tenderEvaluation.totalScore) <= 1e6 else {
                return "the total of \(name) is \(report.tenderEvaluation.totalScore)."
            }
            for row in report.tenderEvaluation.scopes.flatMap(\.evaluationBreakdown) {
                guard (0...100).contains(row.score), abs(row.result) <= 1e6 else {
                    return
                        "\(name) has the score \(row.score) and \(row.result) points for a criterion; a score is 0 to 100."
                }
            }
        }
        return nil
    }

    private static func unreadable(_ job: String, _ reason: String) -> ProcessorError {
        .permanent(
            code: "analysis.unreadable",
            "the result of the newest analysis (job \(job)) cannot be used: \(reason) Run the analysis again.")
    }

    /// One line that names the member: `result.tenderReport[0].contractorName: missing`.
    private static func explain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return String(describing: error) }
        switch error {
        case .keyNotFound(let key, let context): return "\(path(context.codingPath + [key])) is missing"
        case .valueNotFound(_, let context): return "\(path(context.codingPath)) is null"
        case .typeMismatch(let type, let context): return "\(path(context.codingPath)) is no \(type)"
        case .dataCorrupted(let context): return "\(path(context.codingPath)): \(context.debugDescription)"
        @unknown default: return String(describing: error)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        guard !keys.isEmpty else { return "the artifact" }
        return keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            .replacing(".[", with: "[")
    }
}
