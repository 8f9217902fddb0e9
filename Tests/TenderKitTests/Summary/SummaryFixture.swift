import Foundation

@testable import TenderKit

/// Requests written in a test, and what the summary makes of them.
enum SummaryFixture {
    static func document(_ text: String, file: String = "tech_rfp/rfp/rfp.md") throws -> Document {
        try MarkdownReader.read(Data(text.utf8), as: file, limits: DocumentLimits())
    }

    /// The dates as `release …, questions …, interviews …, submission …`, those that are there.
    static func dates(_ texts: String...) throws -> String {
        let documents = try texts.enumerated().map { index, text in
            try document(text, file: "tech_rfp/rfp/\(index).md")
        }
        return line(TenderSummary(documents).dates)
    }

    static func line(_ dates: TenderDates) -> String {
        let names: [(TenderEvent, String)] = [
            (.rfpRelease, "release"), (.vendorQuestionsDeadline, "questions"), (.midTenderInterviews, "interviews"),
            (.proposalSubmissionDeadline, "submission"),
        ]
        return names.compactMap { event, name in dates[event].map { "\(name) \($0.iso)" } }.joined(separator: ", ")
    }

    static func scope(_ text: String) throws -> ScopeOfWork {
        TenderSummary([try document(text)]).scope
    }
}
