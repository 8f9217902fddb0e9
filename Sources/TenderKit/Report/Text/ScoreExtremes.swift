/// Where scores are highest and lowest, in words.
struct ScoreExtremes {
    private let highest: [String]
    private let lowest: [String]
    private let high: Double
    private let low: Double
    private let preposition: String

    /// Scopes, or criteria where there is but one scope.
    /// - Parameter score: 0 to 100 of a criterion; nil when it has none.
    /// - Returns: nil when nothing has a score.
    init?(_ table: EvaluationTable, score: (EvaluationTable.Criterion) -> Double?) {
        let scored: [(name: String, score: Double)]
        if table.scopes.count > 1 {
            preposition = "in"
            scored = table.scopes.compactMap { scope in
                Mean.weighted(scope.criteria.compactMap { row in score(row).map { ($0, row.weight ?? 0) } })
                    .map { (scope.name, $0) }
            }
        } else {
            preposition = "on"
            scored = table.criteria.compactMap { row in score(row).map { (row.spokenName, $0) } }
        }
        let shown = scored.map { (name: $0.name, score: Figure.rounded($0.score, to: 1)) }
        guard let high = shown.map(\.score).max(), let low = shown.map(\.score).min() else { return nil }
        (self.high, self.low) = (high, low)
        highest = shown.filter { $0.score == high }.map(\.name)
        lowest = shown.filter { $0.score == low }.map(\.name)
    }

    /// `scores highest in Team (85 of 100) and lowest in Price and Programme (40)`
    func text(verb: String) -> String {
        guard high != low else {
            guard highest.count > 1 else { return "\(verb) \(Figure.one(high)) of 100 \(place(highest))" }
            let all = preposition == "in" ? "in every scope" : "on every criterion"
            return "\(verb) \(Figure.one(high)) of 100 \(all)"
        }
        return "\(verb) highest \(place(highest)) (\(Figure.one(high)) of 100) "
            + "and lowest \(place(lowest)) (\(Figure.one(low)))"
    }

    private func place(_ names: [String]) -> String { "\(preposition) \(Phrase.list(names))" }
}
