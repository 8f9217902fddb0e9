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
        @ReportedEvidence public var reasoning: [Evidence]

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
