/// How far an analysis is, in the words that the App knows. Never goes back.
struct AnalysisProgress: Sendable {
    /// The six keys, as the App expects them.
    struct Report: Codable, Sendable, Equatable {
        var currentContractor: String
        var currentContractorPercentageCompletion: Double
        var numberOfCriterionFinishedForCurrentContractor: Int
        /// 0 to 1; exactly 1 when the artifacts are written, not before.
        var overallPercentageCompletion: Double
        var totalNumberOfCriteriaToBeAnalyzed: Int
        /// Empty for the last one.
        var nextContractorToBeProcessed: String
    }

    private let contractors: [String]
    private let criteria: Int
    private var current = 0
    private var finished = 0
    private var isComplete = false

    /// - Parameters:
    ///   - contractors: at least one.
    ///   - criteria: how many each is judged by; at least one.
    init(contractors: [String], criteria: Int) {
        self.contractors = contractors.map(Self.shortened)
        self.criteria = criteria
    }

    /// A contractor's turn has come.
    /// - Parameter finished: how many of its criteria an earlier attempt has graded.
    mutating func begin(contractor: Int, finished: Int) {
        current = contractor
        self.finished = finished
    }

    mutating func finishCriterion() {
        finished += 1
    }

    /// The artifacts are written.
    mutating func complete() {
        (current, finished, isComplete) = (contractors.count - 1, criteria, true)
    }

    var report: Report {
        let total = contractors.count * criteria
        let done = Double(current * criteria + finished)
        // The last grade is not the end: what is still to be written counts as half a grade.
        let overall = isComplete ? 1 : min(done, Double(total) - 0.5) / Double(total)
        return Report(
            currentContractor: contractors[current],
            currentContractorPercentageCompletion: Double(finished) / Double(criteria),
            numberOfCriterionFinishedForCurrentContractor: finished, overallPercentageCompletion: overall,
            totalNumberOfCriteriaToBeAnalyzed: total,
            nextContractorToBeProcessed: current + 1 < contractors.count ? contractors[current + 1] : "")
    }

    /// Two names must fit into the 8 KiB of a report, also when each of their characters is escaped.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > 500 else { return name }
        var (short, bytes) = ("", 0)
        for character in name {
            bytes += String(character).utf8.count
            guard bytes <= 500 else { break }
            short.append(character)
        }
        return short + "…"
    }
}
