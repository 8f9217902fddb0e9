/// The artifact `result` of an analysis: contract 1.1.
public struct AnalysisArtifact: Codable, Sendable, Equatable {
    public var result: Result

    public struct Result: Codable, Sendable, Equatable {
        /// In the order of the folders' names.
        public var tenderReport: [ContractorReport]
        public var documentProcessingErrors: [DocumentProcessingError]

        public init(tenderReport: [ContractorReport], documentProcessingErrors: [DocumentProcessingError]) {
            self.tenderReport = tenderReport
            self.documentProcessingErrors = documentProcessingErrors
        }
    }

    public init(result: Result) {
        self.result = result
    }
}

/// What could not be read of a file.
public struct DocumentProcessingError: Codable, Sendable, Equatable {
    public var file: String
    public var contractorName: String
    public var errors: [String]
    public var failedPages: [Int]

    public init(file: String, contractorName: String, errors: [String], failedPages: [Int]) {
        self.file = file
        self.contractorName = contractorName
        self.errors = errors
        self.failedPages = failedPages
    }
}

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
    public var evidence: [Evidence]
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

/// The part of the artifact that the old worker filled with a model's answers.
public struct RawResponse: Codable, Sendable, Equatable {
    public struct Answer: Codable, Sendable, Equatable {
        public var persona: String
        public var response: Response

        public init(persona: String, response: Response) {
            self.persona = persona
            self.response = response
        }
    }

    public struct Response: Codable, Sendable, Equatable {
        public var grade: Grade
        public var score: Double
        public var reasoning: [Evidence]

        public init(grade: Grade, score: Double, reasoning: [Evidence]) {
            self.grade = grade
            self.score = score
            self.reasoning = reasoning
        }
    }

    public var criterion: String
    public var answers: [Answer]

    enum CodingKeys: String, CodingKey {
        case criterion
        case answers = "llm_responses"
    }

    public init(criterion: String, answers: [Answer]) {
        self.criterion = criterion
        self.answers = answers
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
