/// One table of a document as a grid.
struct CriteriaTable {
    var file: String
    var page: Int?
    var rows: [Row]
    /// Whether the text around it is Arabic.
    var isInArabic = false

    struct Row {
        var cells: [String]
        var mergedFromAbove: Set<Int>
        var page: Int?
        /// The block of the document that it stands in.
        var block: Int

        var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
    }

    /// A table with a column for each criterion, turned so that each has a row; nil for any other.
    ///
    /// The weights stand in the row under the names, in a row that is called so, or in the names: `Price (40%)`.
    var turned: CriteriaTable? {
        let rows = rows.filter { !$0.isBlank }
        guard (2...40).contains(rows.count), (3...40).contains(width), let names = rows.first?.cells else { return nil }
        var pairs = names.map(TableEntries.withoutWeight).filter { $0.1 != nil && $0.0.hasLetter }.map {
            (name: $0.0, weight: $0.1)
        }
        var weights = names
        if pairs.count < max(3, names.count { !$0.isEmpty } - 1) {
            let isPlain = rows.count == 2
            guard
                let row = rows.dropFirst().first(where: { row in
                    row.cells.first.map { isPlain || HeaderRole.named(by: $0) == .weight } ?? false
                })
            else { return nil }
            weights = row.cells
            guard weights.count(where: { StatedWeight(cell: $0) != nil }) >= weights.count - 1 else { return nil }
            pairs = zip(names, weights).filter { $0.hasLetter && StatedWeight(cell: $1) != nil }.map {
                ($0, StatedWeight(cell: $1))
            }
        }
        guard pairs.count >= 3, WeightScale.isWhole(pairs.compactMap { $0.weight?.value }.reduce(0, +)),
            let first = rows.first
        else { return nil }
        var table = self
        table.rows = pairs.map { pair in
            let column = names.firstIndex { $0.hasPrefix(pair.name) } ?? 0
            return Row(
                cells: [pair.name, weights.indices.contains(column) ? Self.plain(weights[column]) : ""],
                mergedFromAbove: [], page: first.page, block: first.block)
        }
        return table
    }

    /// The table with names where names stand: a cell that is merged over the numbering and the name beside it (`Section 2.
    /// Method`, `Total section 2`, the header) counts for the name.
    var straightened: CriteriaTable {
        var table = self
        for column in 0..<max(width - 1, 0) {
            let cells = self.column(column).filter { !$0.isEmpty }
            let numbered = cells.count { Marker.isAlone($0) }
            let merged = rows.indices.filter {
                cell($0, column).hasLetter && !Marker.isAlone(cell($0, column)) && cell($0, column + 1).isEmpty
            }
            guard numbered >= 3, merged.count >= 1, numbered + merged.count + 2 >= cells.count else { continue }
            for row in merged where rows[row].cells.indices.contains(column + 1) {
                table.rows[row].cells.swapAt(column, column + 1)
            }
        }
        return table
    }

    /// The weight of a cell that also holds a name.
    private static func plain(_ cell: String) -> String {
        guard StatedWeight(cell: cell) == nil, let mention = WeightMention.find(in: cell).last else { return cell }
        return String(cell[mention.range])
    }

    var width: Int { rows.map(\.cells.count).max() ?? 0 }
    var firstBlock: Int { rows.first?.block ?? 0 }

    /// The tables of a document, in order.
    static func tables(of document: Document) -> [CriteriaTable] {
        var tables: [CriteriaTable] = []
        var number: Int?
        let isInArabic = isArabic(document)
        for (index, block) in document.blocks.enumerated() {
            guard case .tableRow(let row) = block.kind else { continue }
            if row.table != number {
                tables.append(CriteriaTable(file: document.file, page: block.page, rows: [], isInArabic: isInArabic))
                number = row.table
            }
            let cells = row.cells.map { $0.trimmingWhitespace() }
            tables[tables.count - 1].rows.append(
                Row(cells: cells, mergedFromAbove: row.mergedFromAbove, page: block.page, block: index))
        }
        return tables
    }

    /// Whether most of the text outside of tables is Arabic; of all text, where there are only tables.
    private static func isArabic(_ document: Document) -> Bool {
        let texts = document.blocks.filter { if case .tableRow = $0.kind { false } else { true } }.map(\.text)
        let arabic = texts.count { FoldedText.isArabic($0) }
        return texts.isEmpty ? document.blocks.contains { FoldedText.isArabic($0.text) } : arabic * 2 > texts.count
    }

    func cell(_ row: Int, _ column: Int) -> String {
        rows[row].cells.indices.contains(column) ? rows[row].cells[column] : ""
    }

    func column(_ column: Int, from first: Int = 0) -> [String] {
        guard first < rows.count else { return [] }
        return (first..<rows.count).map { cell($0, column) }
    }
}
