/// Criteria with what a reader of the result may want to know about them.
public struct ExtractedCriteria: Sendable, Equatable {
    /// In the order of the document.
    public var criteria: [Criterion]
    /// To be met, not scored: kept out of the criteria.
    public var passFail: [String]
    /// What was left out or had to be chosen, in words.
    public var warnings: [String]
    /// The file that the criteria come from.
    public var file: String
    /// Why this set was chosen: one line per reason, with its points.
    public var reasons: [String]

    public init(
        criteria: [Criterion], passFail: [String] = [], warnings: [String] = [], file: String, reasons: [String] = []
    ) {
        self.criteria = criteria
        self.passFail = passFail
        self.warnings = warnings
        self.file = file
        self.reasons = reasons
    }
}

/// A file that the criteria may stand in.
public struct CriteriaSource: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
        case document(Document)
        /// The bytes of a `.json` file.
        case json([UInt8])
        /// Why the file could not be read, in words.
        case unreadable(String)
    }

    /// Path relative to the package folder.
    public var file: String
    public var content: Content

    public init(file: String, content: Content) {
        self.file = file
        self.content = content
    }

    public init(_ document: Document) {
        self.init(file: document.file, content: .document(document))
    }
}
