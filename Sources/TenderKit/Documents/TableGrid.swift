/// A table under construction: cells with spans go in, rows of equal width come out.
struct TableGrid {
    struct Row: Equatable {
        var cells: [String]
        var mergedFromAbove: Set<Int>
    }

    private(set) var rows: [Row] = []
    private(set) var rowsLeftOut = 0
    private let limits: DocumentLimits
    /// Rows still to be covered by a cell above, by column.
    private var covered: [Int: Int] = [:]
    private var column = 0

    init(limits: DocumentLimits) {
        self.limits = limits
    }

    mutating func beginRow() {
        guard rows.count < limits.rows else {
            rowsLeftOut += 1
            column = .max
            return
        }
        rows.append(Row(cells: [], mergedFromAbove: []))
        column = 0
        coverFromAbove()
    }

    /// Adds a cell at the next free column. `text` is clean already; spans below 1 count as 1.
    mutating func cell(_ text: String, columns: Int = 1, rows span: Int = 1) {
        guard column < limits.columns else { return }
        let first = column
        put(text)
        for _ in 1..<max(1, min(columns, limits.columns - first)) { put("") }
        if span > 1 {
            for covering in first..<column { covered[covering] = min(span, limits.rows) }
        }
        coverFromAbove()
    }

    /// Adds a cell that continues the one above it.
    mutating func continuation(columns: Int = 1) {
        guard column < limits.columns else { return }
        for _ in 0..<min(max(1, columns), limits.columns - column) {
            rows[rows.count - 1].mergedFromAbove.insert(column)
            put("")
        }
    }

    /// Skips columns that a row leaves out at its start.
    mutating func skip(columns: Int) {
        guard column < limits.columns, columns > 0 else { return }
        for _ in 0..<min(columns, limits.columns - column) { put("") }
    }

    mutating func endRow() {
        guard column <= limits.columns else { return }
        covered = covered.compactMapValues { $0 > 1 ? $0 - 1 : nil }
    }

    /// Gives all rows the same width and drops columns that are empty throughout.
    mutating func close() {
        let width = rows.map(\.cells.count).max() ?? 0
        for index in rows.indices {
            rows[index].cells += Array(repeating: "", count: width - rows[index].cells.count)
        }
        let kept = (0..<width).filter { column in rows.contains { !$0.cells[column].isEmpty } }
        guard kept.count < width else { return }
        for index in rows.indices {
            let row = rows[index]
            rows[index].cells = kept.map { row.cells[$0] }
            rows[index].mergedFromAbove = Set(kept.indices.filter { row.mergedFromAbove.contains(kept[$0]) })
        }
    }

    private mutating func coverFromAbove() {
        while column < limits.columns, covered[column] != nil { continuation() }
    }

    private mutating func put(_ text: String) {
        rows[rows.count - 1].cells.append(text)
        column += 1
    }
}
