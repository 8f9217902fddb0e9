/// One table of a document as a grid.
struct CriteriaTable {
    var file: String
    var page: Int?
    var rows: [Row]

    struct Row {
        var cells: [String]
        var mergedFromAbove: Set<Int>
        var page: Int?
        /// The block of the document that it stands in.
        var block: Int

        var isBlank: Bool { cells.allSatisfy(\.isEmpty) }
    }

    /// A table of two rows, names above and weights below, turned so that each criterion has a row; nil for any other.
    var turned: CriteriaTable? {
        let rows = rows.filter { !$0.isBlank }
        guard rows.count == 2, width >= 3, let names = rows.first?.cells, let weights = rows.last?.cells else {
            return nil
        }
        let values = weights.compactMap { StatedWeight(cell: $0)?.value }
        guard values.count >= weights.count - 1, WeightScale.isWhole(values.reduce(0, +)), let first = rows.first else {
            return nil
        }
        let pairs = zip(names, weights).filter { $0.hasLetter && StatedWeight(cell: $1) != nil }
        var table = self
        table.rows = pairs.map { Row(cells: [$0, $1], mergedFromAbove: [], page: first.page, block: first.block) }
        return pairs.count >= 3 ? table : nil
    }

    var width: Int { rows.map(\.cells.count).max() ?? 0 }
    var firstBlock: Int { rows.first?.block ?? 0 }

    /// The tables of a document, in order.
    static func tables(of document: Document) -> [CriteriaTable] {
        var tables: [CriteriaTable] = []
        var number: Int?
        for (index, block) in document.blocks.enumerated() {
            guard case .tableRow(let row) = block.kind else { continue }
            if row.table != number {
                tables.append(CriteriaTable(file: document.file, page: block.page, rows: []))
                number = row.table
            }
            let cells = row.cells.map { $0.trimmingWhitespace() }
            tables[tables.count - 1].rows.append(
                Row(cells: cells, mergedFromAbove: row.mergedFromAbove, page: block.page, block: index))
        }
        return tables
    }

    func cell(_ row: Int, _ column: Int) -> String {
        rows[row].cells.indices.contains(column) ? rows[row].cells[column] : ""
    }

    func column(_ column: Int, from first: Int = 0) -> [String] {
        guard first < rows.count else { return [] }
        return (first..<rows.count).map { cell($0, column) }
    }
}
