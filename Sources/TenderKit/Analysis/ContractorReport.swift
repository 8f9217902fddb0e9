/// One contractor's offer, judged.
public struct ContractorReport: Codable, Sendable, Equatable {
    public var contractorName: String
    public var tenderEvaluation: TenderEvaluation
    public var rawResponses: [RawResponse]
    public var warnings: Warnings?

    enum CodingKeys: String, CodingKey {
        case contractorName, tenderEvaluation, warnings
        case rawResponses = "raw_llm_responses"
    }

    public init(
        contractorName: String, tenderEvaluation: TenderEvaluation, rawResponses: [RawResponse] = [],
        warnings: Warnings? = nil
    ) {
        self.contractorName = contractorName
        self.tenderEvaluation = tenderEvaluation
        self.rawResponses = rawResponses
        self.warnings = warnings
    }
}

public struct TenderEvaluation: Codable, Sendable, Equatable {
    public var scopes: [ScopeReport]
    /// Σ scopeTotal.
    public var totalScore: Double

    public init(scopes: [ScopeReport], totalScore: Double) {
        self.scopes = scopes
        self.totalScore = totalScore
    }
}

public struct ScopeReport: Codable, Sendable, Equatable {
    public var scopeName: String
    /// Σ `result` of the rows.
    public var scopeTotal: Double
    public var evaluationBreakdown: [CriterionReport]

    public init(scopeName: String, scopeTotal: Double, evaluationBreakdown: [CriterionReport]) {
        self.scopeName = scopeName
        self.scopeTotal = scopeTotal
        self.evaluationBreakdown = evaluationBreakdown
    }
}

public struct CriterionReport: Codable, Sendable, Equatable {
    public struct Query: Codable, Sendable, Equatable {
        public var queryDescription: String
        /// `N/A`, `MISSING_INFO` or `INCOMPLETE`.
        public var refType: Clarification.Kind

        public init(queryDescription: String, refType: Clarification.Kind) {
            self.queryDescription = queryDescription
            self.refType = refType
        }
    }

    public var criteria: String
    public var ptc: Query
    public var score: Double
    public var grade: Grade
    /// score × weight / 100.
    public var result: Double
    @ReportedEvidence public var evidence: [Evidence]
    public var clientSummary: String

    public init(
        criteria: String, ptc: Query, score: Double, grade: Grade, result: Double, evidence: [Evidence],
        clientSummary: String
    ) {
        self.criteria = criteria
        self.ptc = ptc
        self.score = score
        self.grade = grade
        self.result = result
        self.evidence = evidence
        self.clientSummary = clientSummary
    }
}

public struct Warnings: Codable, Sendable, Equatable {
    public struct TooManyZeroScores: Codable, Sendable, Equatable {
        public var flag: Bool
        public var zeroScoreCount: Int
        public var totalCriteriaCount: Int
        public var zeroScoreRatio: Double
        public var message: String

        public init(
            flag: Bool, zeroScoreCount: Int, totalCriteriaCount: Int, zeroScoreRatio: Double, message: String
        ) {
            self.flag = flag
            self.zeroScoreCount = zeroScoreCount
            self.totalCriteriaCount = totalCriteriaCount
            self.zeroScoreRatio = zeroScoreRatio
            self.message = message
        }
    }

    public var tooManyZeroScores: TooManyZeroScores?

    public init(tooManyZeroScores: TooManyZeroScores?) {
        self.tooManyZeroScores = tooManyZeroScores
    }
}
