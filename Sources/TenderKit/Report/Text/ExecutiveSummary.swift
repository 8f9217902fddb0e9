/// The whole evaluation in at most four sentences: who was evaluated, who leads, where offers are strong or weak, what is
/// open.
struct ExecutiveSummary {
    private let table: EvaluationTable

    init(_ table: EvaluationTable) {
        self.table = table
    }

    var text: String {
        guard !table.offers.isEmpty else { return "No offer was evaluated." }
        return [scale, ranking, strengths, open].compactMap(\.self).map { $0 + "." }.joined(separator: " ")
    }

    private var scale: String {
        let offers = Phrase.count(table.offers.count, "offer was", "offers were")
        let criteria = Phrase.count(table.criteria.count, "criterion", "criteria")
        return "\(offers) evaluated against \(criteria) in \(Phrase.count(table.scopes.count, "scope", "scopes"))"
    }

    // MARK: Who leads

    private var ranking: String {
        let ranking = table.ranking.map { table.offers[$0] }
        let best = ranking[0]
        let points = "\(Figure.one(best.total)) of \(Figure.one(table.maximum)) points"
        guard table.maximum > 0 else { return "The criteria carry no weight, so there is no ranking" }
        guard ranking.count > 1 else { return "\(Phrase.name(best.printableName)) reached \(points)" }
        let leaders = ranking.filter { $0.rank == 1 }
        guard leaders.count < ranking.count else {
            return "\(ranking.count == 2 ? "Both" : "All") offers reached the same total, \(points)"
        }
        let next = ranking[leaders.count]
        let followers = ranking.filter { $0.rank == next.rank }
        let gap = "\(Phrase.gap(best.total, next.total)) ahead of \(names(followers))"
        let lead =
            leaders.count == 1
            ? "\(Phrase.name(best.printableName)) leads with \(points), \(gap)"
            : "\(names(leaders)) share the first place with \(points), \(gap)"
        return lead + spread(ranking, shown: leaders.count + followers.count)
    }

    private func spread(_ ranking: [EvaluationTable.Offer], shown: Int) -> String {
        guard ranking.count > shown, let worst = ranking.last else { return "" }
        let last = ranking.filter { $0.rank == worst.rank }
        return "; the lowest total is \(Figure.one(worst.total)) (\(names(last)))"
    }

    private func names(_ offers: [EvaluationTable.Offer]) -> String { Phrase.list(offers.map(\.printableName)) }

    // MARK: Where offers are strong or weak

    private var strengths: String? {
        let isOne = table.offers.count == 1
        guard let extremes = ScoreExtremes(table, score: { Mean.plain($0.rows.compactMap { $0?.score }) }) else {
            return nil
        }
        let text =
            isOne ? "It " + extremes.text(verb: "scores") : "On average, the offers " + extremes.text(verb: "score")
        let weak = table.criteria.filter { row in row.rows.allSatisfy { $0?.grade.raisesConcerns ?? false } }
        guard !isOne, !weak.isEmpty else { return text }
        let subject = table.offers.count == 2 ? "both offers raise" : "every offer raises"
        let place = weak.count == table.criteria.count ? "every criterion" : Phrase.list(weak.map(\.spokenName))
        return "\(text), and \(subject) concerns on \(place)"
    }

    // MARK: What is open

    private var open: String {
        let asked = table.criteria.map { row in row.rows.count { $0?.isQueried ?? false } }
        let queries = asked.reduce(0, +)
        let text = queries == 0 ? "No clarification is needed" : clarifications(asked, queries)
        return text + ReadingProblems(table.offers.flatMap(\.problems) + table.otherProblems).clause(of: "")
    }

    private func clarifications(_ asked: [Int], _ queries: Int) -> String {
        guard table.offers.count > 1 else {
            return "Clarification is needed on \(queries) of \(Phrase.count(asked.count, "criterion", "criteria"))"
        }
        let ratings = table.criteria.reduce(0) { $0 + $1.rows.count { $0 != nil } }
        let text = "Clarification is needed on \(queries) of \(ratings) ratings"
        let most = asked.max() ?? 0
        let often = zip(table.criteria, asked).filter { $0.1 == most }.map(\.0.spokenName)
        // Where every criterion is asked for as often, none stands out.
        guard most > 1, often.count < max(2, asked.count) else { return text }
        let each = often.count > 1 ? " each" : ""
        return "\(text), most often on \(Phrase.list(often)) (\(most) of \(table.offers.count) offers\(each))"
    }
}
