/// What an analysis has found so far.
struct AnalysisState: Sendable {
    /// One contractor's part.
    struct Offer: Codable, Sendable, Equatable {
        /// What could not be read; nil before it was tried.
        var problems: [DocumentProcessingError]?
        /// One place for each criterion; nil before it is graded.
        var evaluations: [Evaluation?]

        var finished: Int { evaluations.count { $0 != nil } }
        var isFinished: Bool { evaluations.allSatisfy { $0 != nil } }
    }

    /// What could not be read of the RFP; nil before it was tried.
    private(set) var request: [DocumentProcessingError]?
    /// In the order of the contractors.
    private(set) var offers: [Offer]

    init(contractors: Int, criteria: Int) {
        offers = Array(
            repeating: Offer(evaluations: Array(repeating: nil, count: criteria)), count: contractors)
    }

    mutating func noteRequest(problems: [DocumentProcessingError]) {
        request = problems
    }

    mutating func noteOffer(_ contractor: Int, problems: [DocumentProcessingError]) {
        offers[contractor].problems = problems
    }

    /// Keeps what an earlier attempt has found out about a contractor.
    mutating func restore(_ offer: Offer, contractor: Int) {
        offers[contractor] = offer
    }

    mutating func finish(criterion: Int, of contractor: Int, _ evaluation: Evaluation) {
        offers[contractor].evaluations[criterion] = evaluation
    }

    /// Contractors with criteria that are not graded yet.
    var unfinished: [Int] { offers.indices.filter { !offers[$0].isFinished } }

    /// What could not be read: of the RFP first, then of each offer.
    var problems: [DocumentProcessingError] {
        (request ?? []) + offers.flatMap { $0.problems ?? [] }
    }
}
