import ProcessorKit

/// Why no criteria came out. The messages say what was looked at and what to do.
enum CriteriaError {
    /// A file that was tried, and what became of it.
    struct Attempt: Equatable {
        var file: String
        var outcome: String
        var wasRead: Bool
        /// It states more criteria than anybody judges by.
        var isTooLarge = false
    }

    /// `criteria.none_found`; `criteria.too_many` when a sheet is beyond the limit; `criteria.unreadable` when not one file
    /// could be read.
    static func sheets(_ attempts: [Attempt]) -> ProcessorError {
        if attempts.isEmpty {
            return .permanent(
                code: "criteria.no_files",
                "There is no evaluation sheet to read. Upload one as .csv, .xlsx, .pdf, .docx or .json.")
        }
        guard attempts.contains(where: \.wasRead) else { return unreadable(attempts, what: "evaluation sheet") }
        if attempts.contains(where: \.isTooLarge) {
            return .permanent(
                code: "criteria.too_many",
                "The evaluation sheet has too many rows. \(list(attempts)) Upload a sheet that holds the criteria and their "
                    + "weights alone.")
        }
        return .permanent(
            code: "criteria.none_found",
            "No criteria found in the evaluation sheet. \(list(attempts)) Wanted: a table with a column for the criterion and "
                + "one for its weight, for example \"Scope, Criterion, Weight, Description\".")
    }

    /// `criteria.none_found`, or `criteria.unreadable` when not one file could be read.
    static func request(_ attempts: [Attempt]) -> ProcessorError {
        if attempts.isEmpty {
            return .permanent(
                code: "criteria.no_files",
                "The package has neither an evaluation sheet nor an RFP document to read criteria from.")
        }
        guard attempts.contains(where: \.wasRead) else { return unreadable(attempts, what: "RFP document") }
        return .permanent(
            code: "criteria.none_found",
            "The RFP states no evaluation criteria that could be found, and none are made up. \(list(attempts)) "
                + "Upload an evaluation sheet with criteria and weights.")
    }

    private static func unreadable(_ attempts: [Attempt], what: String) -> ProcessorError {
        .permanent(code: "criteria.unreadable", "No \(what) could be read. \(list(attempts))")
    }

    private static func list(_ attempts: [Attempt]) -> String {
        let shown = attempts.prefix(20).map { "\($0.file): \($0.outcome)." }
        let more = attempts.count > 20 ? " \(attempts.count - 20) more files likewise." : ""
        return shown.joined(separator: " ") + more
    }
}
