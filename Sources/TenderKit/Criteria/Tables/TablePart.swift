/// A criteria table in its place: its columns, its entries, and what speaks for it.
struct TablePart {
    var table: CriteriaTable
    var columns: TableColumns
    var entries: [Entry]
    var withoutWeight: [String]
    var evidence: Candidate.Evidence
    var region: Int?

    /// The criteria tables of a document; tables that go on over a page break are one.
    static func parts(of document: Document, outline: Outline) throws -> [TablePart] {
        try joined(CriteriaTable.tables(of: document), outline: outline).map { $0.turned ?? $0.straightened }.compactMap
        { table in
            try Task.checkCancellation()
            let parts = TableColumns.readings(of: table).map { part(table, columns: $0, outline: outline) }
            // Of several readings the one that makes the best set; of equals the first.
            var best: (part: TablePart, score: Double)?
            for part in parts where part.entries.contains(where: { $0.weight != nil }) || part.columns.evidence > 0 {
                let score = Candidate(entries: part.entries, evidence: part.evidence, origin: "")?.score ?? -100
                if best.map({ score > $0.score + 0.000_1 }) ?? true { best = (part, score) }
            }
            return best?.part
        }
    }

    private static func part(_ table: CriteriaTable, columns: TableColumns, outline: Outline) -> TablePart {
        let read = TableEntries(table, columns: columns)
        let context = outline.contexts[table.firstBlock]
        return TablePart(
            table: table, columns: columns, entries: read.entries, withoutWeight: read.withoutWeight,
            evidence: evidence(table, columns: columns, context: context, outline: outline), region: context.region)
    }

    private static func evidence(
        _ table: CriteriaTable, columns: TableColumns, context: Context, outline: Outline
    ) -> Candidate.Evidence {
        var evidence = context.candidate
        evidence.header = columns.evidence
        // `Share of the effort`, `Percent of contract price`
        let weightHeader = columns.firstRow > 0 ? FoldedText.fold(table.cell(columns.firstRow - 1, columns.weight)) : ""
        if HeaderWords.otherShares.occur(in: weightHeader), evidence.header < 3 { evidence.isForeign = true }
        // `Deliverable | Share`
        let nameHeader =
            columns.firstRow > 0 ? FoldedText.fold(table.cell(columns.firstRow - 1, columns.criterion)) : ""
        if HeaderWords.otherItems.occur(in: nameHeader), evidence.header < 3 { evidence.isForeign = true }
        // `Score the remaining sites with the Board's adopted criteria:`
        let lead = outline.passages.last { $0.block == table.firstBlock - 1 }?.text ?? ""
        evidence.judgesOther = Self.judgesOther(lead + " " + nameHeader)
        // What stands directly above the table, or in its title rows. A sentence counts if it says that something follows.
        let above = outline.passages.last { passage in
            passage.block < table.firstBlock && passage.block >= table.firstBlock - 2
                && (passage.kind != .paragraph || passage.text.wordCount <= 12 || passage.text.hasSuffix(":")
                    || Outline.announces(passage.text))
        }
        let titles = table.rows.prefix(max(columns.firstRow, 0)).map { $0.cells.joined(separator: " ") }
        for text in titles + [above?.text].compactMap({ $0 }) where text.wordCount <= 40 {
            switch PartRole(heading: text) {
            case .evaluation: evidence.heading = max(evidence.heading, 3)
            case .evaluationWeak where text.wordCount <= 8: evidence.heading = max(evidence.heading, 1.5)
            case .example: evidence.isExample = true
            case .foreign, .otherEvaluation:
                evidence.isForeign = evidence.isForeign || evidence.header == 0 && evidence.heading < 3
            default: break
            }
        }
        return evidence
    }

    private static func judgesOther(_ text: String) -> Bool {
        let folded = FoldedText.fold(String(text.prefix(600)))
        return Vocabulary.otherJudged.occur(in: folded) && !Vocabulary.offers.occur(in: folded)
    }

    private static func joined(_ tables: [CriteriaTable], outline: Outline) -> [CriteriaTable] {
        var joined: [CriteriaTable] = []
        for table in tables {
            if let last = joined.last, continues(last, table, outline: outline) {
                joined[joined.count - 1].rows += table.rows
            } else {
                joined.append(table)
            }
        }
        return joined
    }

    /// Same width, on the next page, with the same header or none, and at most a running head between.
    private static func continues(_ one: CriteriaTable, _ two: CriteriaTable, outline: Outline) -> Bool {
        guard one.width == two.width, let end = one.rows.last, let start = two.rows.first else { return false }
        guard let page = end.page, let next = start.page, next == page + 1, start.block - end.block <= 4 else {
            return false
        }
        let between = outline.passages.filter { $0.block > end.block && $0.block < start.block }
        guard !between.contains(where: { $0.kind == .heading }) else { return false }
        let first = start.cells.map { FoldedText.fold($0) }
        if one.rows.prefix(4).contains(where: { $0.cells.map { FoldedText.fold($0) } == first }) { return true }
        return !start.cells.contains { HeaderRole.named(by: $0) == .weight }
    }
}
