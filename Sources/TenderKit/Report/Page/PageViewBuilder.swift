/// Turns the table into what the template shows.
struct PageViewBuilder {
    /// Columns that fit on a sheet of paper.
    static let scopesAcross = 6
    static let offersAcross = 6

    let table: EvaluationTable
    private let places: [String]

    init(_ table: EvaluationTable) {
        self.table = table
        let ranks = table.offers.map(\.rank)
        let shared = Dictionary(grouping: ranks, by: \.self).mapValues(\.count)
        places = ranks.map { shared[$0, default: 1] > 1 ? "\($0) =" : "\($0)" }
    }

    func ranking() -> [RankingLine] {
        let criteria = table.criteria
        return table.ranking.map { index in
            let offer = table.offers[index]
            let rows = criteria.compactMap { $0.rows[index] }
            let share = table.maximum > 0 ? offer.total / table.maximum * 100 : 0
            return RankingLine(
                place: places[index], anchor: "offer-\(index + 1)", bidder: offer.printableName,
                total: Figure.one(offer.total), bar: Figure.one(min(max(share, 0), 100)),
                concerns: "\(rows.count(where: \.grade.raisesConcerns))", queries: "\(rows.count(where: \.isQueried))",
                unread: "\(Set(offer.problems.map(\.file)).count)")
        }
    }

    // MARK: Matrices

    func scopeTables() -> [ScopeTable] {
        let parts = Self.parts(Array(table.scopes.indices), atMost: Self.scopesAcross)
        return parts.enumerated().map { number, scopes in
            ScopeTable(
                part: Self.part(number, of: parts.count),
                heads: scopes.map { scope in
                    ScopeTable.Head(
                        scopeName: Self.text(table.scopes[scope].name),
                        scopeWeight: Figure.two(table.scopes[scope].weight))
                },
                lines: table.ranking.map { offer in
                    ScopeTable.Line(
                        linePlace: places[offer], lineBidder: table.offers[offer].printableName,
                        lineTotal: Figure.one(table.offers[offer].total),
                        scopeScores: scopes.map { ScoreCell(table.scopes[$0].score(of: offer)) })
                })
        }
    }

    func criterionTables() -> [CriterionTable] {
        let parts = Self.parts(table.ranking, atMost: Self.offersAcross)
        return parts.enumerated().map { number, offers in
            CriterionTable(
                columnPart: Self.part(number, of: parts.count),
                columns: offers.map { offer in
                    CriterionTable.Head(
                        headPlace: places[offer], headBidder: table.offers[offer].printableName,
                        headTotal: Figure.one(table.offers[offer].total))
                },
                groups: table.scopes.map { scope in
                    CriterionTable.Group(
                        groupName: Self.text(scope.name), groupWeight: Figure.two(scope.weight),
                        groupScores: offers.map { ScoreCell(scope.score(of: $0)) },
                        rows: scope.criteria.map { row in
                            CriterionTable.Row(
                                rowName: Self.text(row.name), rowWeight: Self.weight(row),
                                scores: offers.map { ScoreCell(row.rows[$0]?.score) })
                        })
                })
        }
    }

    /// Parts of about the same length.
    static func parts(_ items: [Int], atMost limit: Int) -> [[Int]] {
        let count = (items.count + limit - 1) / limit
        return (0..<count).map { part in
            Array(items[items.count * part / count..<items.count * (part + 1) / count])
        }
    }

    private static func part(_ number: Int, of count: Int) -> String? {
        count > 1 ? "part \(number + 1) of \(count)" : nil
    }

    // MARK: Files and criteria

    func files() -> [FileLine] {
        let problems = table.ranking.flatMap { table.offers[$0].problems } + table.otherProblems
        return problems.map { problem in
            FileLine(
                owner: problem.contractorName.isEmpty ? "Request" : PrintableName.of(problem.contractorName),
                file: SourceName.short(problem.file, contractor: problem.contractorName),
                pages: problem.failedPages.isEmpty ? "–" : PageRanges.list(problem.failedPages),
                reasons: problem.errors.map(Self.text))
        }
    }

    func weights(_ scope: EvaluationTable.Scope) -> WeightGroup {
        WeightGroup(
            weightGroup: Self.text(scope.name), weightSum: Figure.two(scope.weight),
            criteria: scope.criteria.map { row in
                WeightRow(
                    criterion: Self.text(row.name), share: Self.weight(row),
                    explanation: Self.text(row.description ?? ""))
            })
    }

    static func weight(_ criterion: EvaluationTable.Criterion) -> String {
        criterion.weight.map(Figure.two) ?? "–"
    }

    /// Text of a document, bounded.
    static func text(_ text: String) -> String {
        let visible = VisibleText.of(text)
        guard visible.count > ReportPage.textLimit else { return visible }
        return "\(visible.prefix(ReportPage.textLimit))… (\(visible.count) characters, cut here)"
    }
}
