/// What an analysis says, in words: the artifact `result` of a report, and the artifact `report` of an analysis.
///
/// The texts are made by rules from the analysis alone: the same analysis gives the same report.
public struct TechnicalReport: Codable, Sendable, Equatable {
    /// At most four sentences.
    public var executiveSummary: String
    /// In the order of the analysis, not by rank.
    public var contractorEvaluations: [ContractorEvaluation]
    public var evaluationScopes: EvaluationScopes

    public struct ContractorEvaluation: Codable, Sendable, Equatable {
        public var name: String
        /// Rounded to two decimals.
        public var totalScore: Double
        /// At most four sentences.
        public var evaluationSummary: String

        enum CodingKeys: String, CodingKey {
            case name, evaluationSummary
            case totalScore = "total_score"
        }
    }

    public struct EvaluationScopes: Codable, Sendable, Equatable {
        public var summary: String
        public var scopes: [Scope]
    }

    public struct Scope: Codable, Sendable, Equatable {
        public var name: String
        /// Percent points: the sum of the weights of its criteria.
        public var weight: Double
    }

    enum CodingKeys: String, CodingKey {
        case contractorEvaluations, evaluationScopes
        case executiveSummary = "executive_summary"
    }

    /// - Parameters:
    ///   - analysis: as the analysis wrote it; may hold any number of contractors.
    ///   - criteria: give the weights. A criterion of the analysis that is not among them has the weight that its results
    ///     show.
    public init(analysis: AnalysisArtifact.Result, criteria: [ConfiguredCriterion]) {
        self.init(EvaluationTable(analysis: analysis, criteria: criteria))
    }

    /// How criteria differ from those that the analysis was made with, one sentence each: for the log.
    public static func differences(
        between analysis: AnalysisArtifact.Result, and criteria: [ConfiguredCriterion]
    ) -> [String] {
        EvaluationTable(analysis: analysis, criteria: criteria).differences
    }

    init(_ table: EvaluationTable) {
        executiveSummary = ExecutiveSummary(table).text
        contractorEvaluations = table.offers.indices.map { index in
            ContractorEvaluation(
                name: table.offers[index].name, totalScore: Figure.rounded(table.offers[index].total, to: 2),
                evaluationSummary: ContractorSummary(table, offer: index).text)
        }
        evaluationScopes = EvaluationScopes(
            summary: "The submissions were evaluated against the criteria of the request for proposals.",
            scopes: table.scopes.map { Scope(name: $0.name, weight: Figure.rounded($0.weight, to: 6)) })
    }
}
