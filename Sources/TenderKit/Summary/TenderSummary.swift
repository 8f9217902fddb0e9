/// What a tender is about, and when: the result of the job `tech_rfp_summary`.
public struct TenderSummary: Sendable, Equatable {
    public var dates: TenderDates
    public var scope: ScopeOfWork

    /// Reads a tender's documents. By rules: the same documents give the same summary.
    /// - Parameters:
    ///   - documents: in the order of their names.
    ///   - checkCancellation: called often; throws to stop.
    /// - Throws: what `checkCancellation` throws.
    public init(_ documents: [Document], checkCancellation: () throws -> Void) rethrows {
        dates = try DateChoice.dates(of: documents, checkCancellation: checkCancellation)
        scope = try ScopeWriter.scope(of: documents, checkCancellation: checkCancellation)
    }

    /// Reads a tender's documents without a break.
    public init(_ documents: [Document]) {
        self.init(documents, checkCancellation: {})
    }
}

/// The artifact `result` as the App reads it.
public struct SummaryArtifact: Sendable, Encodable, Equatable {
    /// ISO days by the name of the event; only those that the documents state.
    public var rfpDates: [String: String]
    /// Markdown.
    public var scopeOfWork: String

    public init(_ summary: TenderSummary) {
        rfpDates = [:]
        for event in TenderEvent.allCases { rfpDates[event.rawValue] = summary.dates[event]?.iso }
        scopeOfWork = summary.scope.text
    }
}
