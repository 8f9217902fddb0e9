/// Collects the rows of all contractors into one table. Contractors of one analysis have the same rows; should they not,
/// the table has every row that one of them has.
struct CriterionRows {
    private(set) var scopes: [EvaluationTable.Scope] = []
    private var places: [RowKey: (scope: Int, row: Int)] = [:]

    private struct RowKey: Hashable {
        var scope: String
        var criterion: String
    }

    init(_ reports: [ContractorReport]) {
        var scopeIndexes: [String: Int] = [:]
        for (offer, report) in reports.enumerated() {
            for scope in report.tenderEvaluation.scopes {
                let index = scopeIndexes[scope.scopeName] ?? scopes.count
                if index == scopes.count {
                    scopeIndexes[scope.scopeName] = index
                    scopes.append(EvaluationTable.Scope(name: scope.scopeName, criteria: []))
                }
                for row in scope.evaluationBreakdown { add(row, of: offer, count: reports.count, to: index) }
            }
        }
        scopes.removeAll { $0.criteria.isEmpty }
    }

    private mutating func add(_ row: CriterionReport, of offer: Int, count: Int, to scope: Int) {
        let key = RowKey(scope: scopes[scope].name, criterion: row.criteria)
        let place = places[key] ?? (scope, scopes[scope].criteria.count)
        if place.row == scopes[scope].criteria.count {
            places[key] = place
            scopes[scope].criteria.append(
                EvaluationTable.Criterion(name: row.criteria, rows: Array(repeating: nil, count: count)))
        }
        scopes[place.scope].criteria[place.row].rows[offer] = row
    }

    /// Gives the rows their weights and descriptions.
    /// - Returns: how the criteria differ from what the analysis used, one sentence each.
    mutating func apply(_ weights: ConfiguredWeights) -> [String] {
        var differences: [String] = []
        var used: Set<Int> = []
        for scope in scopes.indices {
            for row in scopes[scope].criteria.indices {
                let criterion = scopes[scope].criteria[row]
                let shown = Self.weight(in: criterion.rows)
                guard let match = weights.index(scope: scopes[scope].name, criterion: criterion.name) else {
                    scopes[scope].criteria[row].weight = shown
                    differences.append("The criterion \(Phrase.quoted(criterion.name)) is not among the criteria.")
                    continue
                }
                used.insert(match)
                let configured = weights.criteria[match]
                scopes[scope].criteria[row].weight = configured.weight
                scopes[scope].criteria[row].description = configured.description
                if let shown, abs(shown - configured.weight) > 0.001 {
                    differences.append(
                        "The criterion \(Phrase.quoted(criterion.name)) was analysed with the weight "
                            + "\(Figure.two(shown)) and now has \(Figure.two(configured.weight)).")
                }
            }
        }
        for index in weights.criteria.indices where !used.contains(index) {
            differences.append("The analysis has no criterion \(Phrase.quoted(weights.criteria[index].name)).")
        }
        return differences
    }

    /// The weight that the results were made with: result = score × weight / 100.
    private static func weight(in rows: [CriterionReport?]) -> Double? {
        for case let row? in rows where row.score > 0 {
            return Figure.rounded(row.result * 100 / row.score, to: 6)
        }
        return nil
    }
}

/// Finds the criterion that a row of the analysis was made for.
struct ConfiguredWeights {
    let criteria: [ConfiguredCriterion]
    private var exact: [[String]: Int] = [:]
    private var named: [String: Int] = [:]
    private var keyed: [String: Int] = [:]

    init(_ criteria: [ConfiguredCriterion]) {
        self.criteria = criteria
        for (index, criterion) in criteria.enumerated() {
            exact[[criterion.scope, criterion.name]] = index
            named[criterion.name] = index
            let key = AppKey.of(criterion.name)
            if !key.isEmpty { keyed[key] = index }
        }
    }

    /// By scope and name, else by name, else by the name as the App compares it.
    func index(scope: String, criterion: String) -> Int? {
        exact[[scope, criterion]] ?? named[criterion] ?? keyed[AppKey.of(criterion)]
    }
}
