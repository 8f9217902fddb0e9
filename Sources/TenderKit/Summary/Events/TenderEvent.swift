/// The four events whose dates the App shows.
public enum TenderEvent: String, Sendable, CaseIterable {
    case rfpRelease
    case vendorQuestionsDeadline
    case midTenderInterviews
    case proposalSubmissionDeadline

    /// Of several days the event takes place on the first; a deadline is the last.
    var takesLastDay: Bool { self == .vendorQuestionsDeadline || self == .proposalSubmissionDeadline }
}
