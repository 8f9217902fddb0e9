/// How one offer meets one criterion, and why.
public struct Evaluation: Sendable, Equatable, Codable {
    public var grade: Grade
    /// What the grade rests on: 1 to 7 items, the first of which states and justifies the grade.
    public var evidence: [Evidence]
    /// At most three sentences without figures, citations and file names.
    public var summary: String
    public var clarification: Clarification

    public init(grade: Grade, evidence: [Evidence], summary: String, clarification: Clarification) {
        self.grade = grade
        self.evidence = evidence
        self.summary = summary
        self.clarification = clarification
    }
}

/// A point of a grade's justification, with the place that it was read from.
public struct Evidence: Sendable, Equatable, Codable {
    /// Never empty.
    public var text: String
    /// The file's path within the package; nil for a statement about the whole offer.
    public var source: String?
    /// From 1; only together with a source.
    public var pageNumber: Int?

    public init(text: String, source: String? = nil, pageNumber: Int? = nil) {
        self.text = text
        self.source = source
        self.pageNumber = pageNumber
    }
}

/// What the contractor should be asked before the award.
public struct Clarification: Sendable, Equatable, Codable {
    public enum Kind: String, Sendable, Codable {
        case none = "N/A"
        /// Something that was asked for is absent.
        case missing = "MISSING_INFO"
        /// Something is there, but vague or in part.
        case incomplete = "INCOMPLETE"
    }

    public var kind: Kind
    /// Numbered lines addressed to the bidder; `N/A` for ``Kind/none``.
    public var text: String

    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    public static let none = Clarification(.none, "N/A")
}
