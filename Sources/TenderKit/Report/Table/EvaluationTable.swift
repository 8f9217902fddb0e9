/// An analysis as a table: criteria by scope, a column for each offer, and the ranking.
struct EvaluationTable: Sendable {
    struct Offer: Sendable {
        /// The folder's name, unchanged.
        var name: String
        /// The name for people.
        var printableName: String { PrintableName.of(name) }
        var total: Double
        /// From 1; offers with the same total share a rank.
        var rank: Int
        /// What could not be read of it.
        var problems: [DocumentProcessingError]
        var warnings: Warnings?
    }

    struct Criterion: Sendable {
        var name: String
        var description: String?
        /// Percent points; nil when neither the criteria nor the results tell.
        var weight: Double?
        /// By offer; nil where the analysis has none.
        var rows: [CriterionReport?]

        /// The name without its number in the list, whose full stop would look like the end of a sentence.
        var spokenName: String { String(name.trimmingPrefix(/(?:[A-Za-z]|[0-9]{1,2})[.)]\s+/)) }
    }

    struct Scope: Sendable {
        var name: String
        var criteria: [Criterion]

        /// Percent points.
        var weight: Double { criteria.reduce(0) { $0 + ($1.weight ?? 0) } }

        /// Weighted mean of an offer's scores, 0 to 100; nil when it has none.
        func score(of offer: Int) -> Double? {
            Mean.weighted(criteria.compactMap { row in row.rows[offer].map { ($0.score, row.weight ?? 0) } })
        }
    }

    /// In the order of the analysis.
    private(set) var offers: [Offer]
    private(set) var scopes: [Scope]
    /// What could not be read of the request, or belongs to no offer.
    private(set) var otherProblems: [DocumentProcessingError]
    /// How the criteria differ from those that the analysis used; for the log.
    private(set) var differences: [String]

    init(analysis: AnalysisArtifact.Result, criteria: [ConfiguredCriterion]) {
        let reports = analysis.tenderReport
        let names = Set(reports.map(\.contractorName))
        let problems = Dictionary(grouping: analysis.documentProcessingErrors, by: \.contractorName)
        otherProblems = analysis.documentProcessingErrors.filter { !names.contains($0.contractorName) }
        let ranks = Self.ranks(of: reports.map(\.tenderEvaluation.totalScore))
        offers = zip(reports, ranks).map { report, rank in
            Offer(
                name: report.contractorName, total: report.tenderEvaluation.totalScore, rank: rank,
                problems: problems[report.contractorName] ?? [], warnings: report.warnings)
        }
        var rows = CriterionRows(reports)
        differences = rows.apply(ConfiguredWeights(criteria))
        scopes = rows.scopes
        if reports.isEmpty { scopes = Self.scopes(of: criteria) }
    }

    /// Offers by rank; those that share one in the order of the analysis.
    var ranking: [Int] { offers.indices.sorted { (offers[$0].rank, $0) < (offers[$1].rank, $1) } }

    /// What an offer with the full score everywhere would reach.
    var maximum: Double { scopes.reduce(0) { $0 + $1.weight } }

    var criteria: [Criterion] { scopes.flatMap(\.criteria) }

    /// Totals that agree to two decimals are the same.
    private static func ranks(of totals: [Double]) -> [Int] {
        let totals = totals.map { Figure.rounded($0, to: 2) }
        let sorted = totals.sorted(by: >)
        var first: [Double: Int] = [:]
        for (index, total) in sorted.enumerated() where first[total] == nil { first[total] = index + 1 }
        return totals.map { first[$0] ?? sorted.count }
    }

    private static func scopes(of criteria: [ConfiguredCriterion]) -> [Scope] {
        var scopes: [Scope] = []
        var positions: [String: Int] = [:]
        for criterion in criteria {
            let row = Criterion(
                name: criterion.name, description: criterion.description, weight: criterion.weight, rows: [])
            if let position = positions[criterion.scope] {
                scopes[position].criteria.append(row)
            } else {
                positions[criterion.scope] = scopes.count
                scopes.append(Scope(name: criterion.scope, criteria: [row]))
            }
        }
        return scopes
    }
}
