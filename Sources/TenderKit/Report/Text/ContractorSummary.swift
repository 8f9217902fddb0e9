/// One offer in at most four sentences: its place, its strengths, where it raises concerns, what is open.
struct ContractorSummary {
    private let table: EvaluationTable
    private let index: Int
    private let offer: EvaluationTable.Offer

    init(_ table: EvaluationTable, offer index: Int) {
        self.table = table
        self.index = index
        offer = table.offers[index]
    }

    var text: String {
        [place, strengths, concerns, open].compactMap(\.self).map { $0 + "." }.joined(separator: " ")
    }

    // MARK: Place

    private var place: String {
        let name = Phrase.name(offer.printableName)
        let points = "\(Figure.one(offer.total)) of \(Figure.one(table.maximum)) points"
        guard table.maximum > 0 else { return "\(name) has no total, as the criteria carry no weight" }
        guard table.offers.count > 1 else { return "\(name) made the only offer, which reached \(points)" }
        let rank = Phrase.ordinal(offer.rank)
        let peers = table.ranking.filter { $0 != index && table.offers[$0].rank == offer.rank }.map { table.offers[$0] }
        let offers = "of \(table.offers.count) offers with \(points)"
        guard !peers.isEmpty else { return "\(name) ranks \(rank) \(offers)\(distance(skipping: [index]))" }
        let peerNames = Phrase.list(peers.map(\.printableName))
        return "\(name) ranks \(rank) \(offers), the same total as \(peerNames)"
            + distance(skipping: table.offers.indices.filter { table.offers[$0].rank == offer.rank })
    }

    /// To the leader, or from the leader to those who come next.
    private func distance(skipping equals: [Int]) -> String {
        let others = table.ranking.filter { !equals.contains($0) }.map { table.offers[$0] }
        guard let other = others.first else { return "" }
        let names = Phrase.list(others.filter { $0.rank == other.rank }.map(\.printableName))
        return offer.rank == 1
            ? ", \(Phrase.gap(offer.total, other.total)) ahead of \(names)"
            : ", \(Phrase.gap(other.total, offer.total)) behind \(names)"
    }

    // MARK: Strengths and concerns

    private var strengths: String? {
        ScoreExtremes(table, score: { $0.rows[index]?.score }).map { "It " + $0.text(verb: "scores") }
    }

    private var concerns: String? {
        let rated = table.criteria.filter { $0.rows[index] != nil }
        let weak = rated.filter { $0.rows[index]?.grade.raisesConcerns ?? false }
        guard !rated.isEmpty else { return nil }
        guard !weak.isEmpty else { return "No criterion raises concerns" }
        guard weak.count > 3 else { return "It raises concerns on \(Phrase.list(weak.map(\.spokenName)))" }
        let heaviest = weak.enumerated().sorted { first, second in
            let (one, two) = (first.element.weight ?? 0, second.element.weight ?? 0)
            return one == two ? first.offset < second.offset : one > two
        }
        let names = Phrase.list(heaviest.prefix(3).map(\.element.spokenName))
        let count = weak.count == rated.count ? "all \(weak.count)" : "\(weak.count) of \(rated.count)"
        return "It raises concerns on \(count) criteria, above all on \(names)"
    }

    // MARK: What is open

    private var open: String {
        let kinds = table.criteria.compactMap { $0.rows[index]?.ptc.refType }
        let missing = kinds.count { $0 == .missing }
        let incomplete = kinds.count { $0 == .incomplete }
        let details =
            switch (missing, incomplete) {
            case (0, 0): "No clarification is needed"
            case (_, 0): "Clarification is needed on \(criteria(missing)), where information is missing"
            case (0, _): "Clarification is needed on \(criteria(incomplete)), where information is incomplete"
            default:
                "Clarification is needed on \(criteria(missing + incomplete)): information is missing on \(missing) "
                    + "and incomplete on \(incomplete)"
            }
        return details + ReadingProblems(offer.problems).clause(of: " of the offer")
    }

    private func criteria(_ count: Int) -> String { Phrase.count(count, "criterion", "criteria") }
}
