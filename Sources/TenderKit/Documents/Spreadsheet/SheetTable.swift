/// The cells of a sheet that hold text, and its merges; written out as one table.
struct SheetTable {
    private struct Row {
        var index: Int
        var cells: [(column: Int, text: String)] = []
    }

    struct Range: Equatable {
        var rows: ClosedRange<Int>
        var columns: ClosedRange<Int>
    }

    private let limits: DocumentLimits
    private var rows: [Row] = []
    private var merges: [Range] = []
    private var leftOutColumns = false
    /// There are more rows with text than may be kept: the rest need not be read.
    private(set) var isFull = false

    init(limits: DocumentLimits) {
        self.limits = limits
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Rows come in ascending order; text is clean already and empty text is no cell.
    mutating func set(_ text: String, row: Int, column: Int) {
        guard !text.isEmpty else { return }
        guard column < limits.columns else {
            leftOutColumns = true
            return
        }
        if rows.last?.index != row {
            guard rows.count < limits.rows else {
                isFull = true
                return
            }
            rows.append(Row(index: row))
        }
        rows[rows.count - 1].cells.append((column, text))
    }

    mutating func merge(_ range: Range) {
        guard merges.count < 50_000 else { return }
        merges.append(range)
    }

    func write(to builder: inout DocumentBuilder) {
        var covered: [Int: Set<Int>] = [:]
        var hidden: [Int: Set<Int>] = [:]
        apply(merges) { row, column, isBelow in
            if isBelow { covered[row, default: []].insert(column) }
            hidden[row, default: []].insert(column)
        }
        let used = Set(
            rows.enumerated().flatMap { position, row in
                row.cells.lazy.map(\.column).filter { hidden[position]?.contains($0) != true }
            }
        ).sorted()
        let place = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
        var wrote = false
        for (position, row) in rows.enumerated() {
            var cells = Array(repeating: "", count: used.count)
            for (column, text) in row.cells where hidden[position]?.contains(column) != true {
                if let index = place[column] { cells[index] = text }
            }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            let merged = Set(covered[position, default: []].compactMap { place[$0] })
            builder.tableRow(cells, mergedFromAbove: merged, row: row.index)
            wrote = true
        }
        if wrote { builder.endTable() }
        if isFull { builder.skip("cut after \(limits.rows) rows with text: the rest was not read") }
        if leftOutColumns { builder.skip("columns beyond column \(limits.columns) left out") }
    }

    /// Calls `cover` for each stored row's columns that a merge covers, except the merge's top left cell.
    private func apply(_ merges: [Range], cover: (_ position: Int, _ column: Int, _ isBelow: Bool) -> Void) {
        var work = 0
        for merge in merges {
            var position = firstPosition(atOrAfter: merge.rows.lowerBound)
            while position < rows.count, rows[position].index <= merge.rows.upperBound {
                let isTop = rows[position].index == merge.rows.lowerBound
                for column in merge.columns.clamped(to: 0...limits.columns) {
                    if isTop, column == merge.columns.lowerBound { continue }
                    cover(position, column, !isTop)
                    work += 1
                }
                position += 1
                // Merges do not overlap in a file that a spreadsheet wrote.
                if work > 20_000_000 { return }
            }
        }
    }

    private func firstPosition(atOrAfter index: Int) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].index < index { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
