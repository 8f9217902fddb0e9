/// Criteria made for an RFP that is to be judged, with what explains them.
public struct Rubric: Sendable, Equatable {
    public var contractClass: ContractClass
    /// Grouped by scope; the weights are multiples of 0.5, at least 1, and add up to exactly 100.
    public var criteria: [Criterion]
    /// How the result came about, one line each: the class with its points, each criterion with its statements.
    public var reasons: [String]
    /// What a user should know: an RFP without a technical requirement, a limit that was hit.
    public var warnings: [String]

    /// The rubric as the App reads it.
    public var artifact: CriteriaArtifact { CriteriaArtifact(criteria) }
}
