/// A table whose cells are divided by drawn lines: what stands in one cell is certain.
struct RuledTable {
    /// Edges of the columns in reading direction, ascending.
    let xs: [Double]
    /// Edges of the rows, from the top.
    let ys: [Double]
    /// For each cell of the grid the cell at whose top left its text goes: another one where no line divides them.
    let owners: [[GridCell]]
    /// The words of each owner.
    private(set) var words: [GridCell: [PDFWord]] = [:]

    struct GridCell: Hashable {
        var row: Int
        var column: Int
    }

    var rowCount: Int { ys.count - 1 }
    var columnCount: Int { xs.count - 1 }
    var yMin: Double { ys[0] }
    var yMax: Double { ys[ys.count - 1] }
    var columns: [PDFTable.Band] { zip(xs, xs.dropFirst()).map { PDFTable.Band(xMin: $0, xMax: $1) } }

    /// Lines nearer than this are one: borders are drawn twice, and double.
    static let tolerance = 3.0
    private static let mostColumns = 60
    private static let mostRows = 400

    /// The tables that a page's lines make, from the top, without those inside another's cell.
    /// - Parameter rules: in the coordinates of the words.
    static func tables(of rules: [Rule], words: [PDFWord]) -> [RuledTable] {
        var tables: [RuledTable] = []
        let groups = RuleGroups(rules).groups.compactMap { RuledTable($0) }
        // The outer one first.
        for var table in groups.sorted(by: { $0.area > $1.area }) {
            guard !tables.contains(where: { $0.contains(table) }) else { continue }
            for word in words { table.take(word) }
            if table.isConvincing(pageWords: words.count) { tables.append(table) }
        }
        return tables.sorted { ($0.yMin, $0.xs[0]) < ($1.yMin, $1.xs[0]) }
    }

    private init?(_ rules: [Rule]) {
        let across = rules.filter(\.isHorizontal)
        let down = rules.filter { !$0.isHorizontal }
        let xs = Self.clustered(down.map(\.position), ends: across.flatMap { [$0.from, $0.to] })
        let ys = Self.clustered(across.map(\.position), ends: down.flatMap { [$0.from, $0.to] })
        guard (3...(Self.mostColumns + 1)).contains(xs.count), (3...(Self.mostRows + 1)).contains(ys.count) else {
            return nil
        }
        self.xs = xs
        self.ys = ys
        var joined = GridRegions(rows: ys.count - 1, columns: xs.count - 1)
        for row in 0..<(ys.count - 1) {
            let middle = (ys[row] + ys[row + 1]) / 2
            for column in 0..<(xs.count - 2)
            where !down.contains(where: { $0.divides(at: xs[column + 1], through: middle) }) {
                joined.join(GridCell(row: row, column: column), GridCell(row: row, column: column + 1))
            }
        }
        for column in 0..<(xs.count - 1) {
            let middle = (xs[column] + xs[column + 1]) / 2
            for row in 0..<(ys.count - 2)
            where !across.contains(where: { $0.divides(at: ys[row + 1], through: middle) }) {
                joined.join(GridCell(row: row, column: column), GridCell(row: row + 1, column: column))
            }
        }
        owners = joined.owners()
    }

    /// Positions that differ, in order; ends of crossing lines count where they stand out beyond the outermost.
    private static func clustered(_ positions: [Double], ends: [Double]) -> [Double] {
        var all = positions
        if let first = positions.min(), let end = ends.min(), end < first - 2 * tolerance { all.append(end) }
        if let last = positions.max(), let end = ends.max(), end > last + 2 * tolerance { all.append(end) }
        var clusters: [Double] = []
        for position in all.sorted() {
            if let last = clusters.last, position - last <= tolerance { continue }
            clusters.append(position)
        }
        return clusters
    }

    private mutating func take(_ word: PDFWord) {
        let x = (word.xMin + word.xMax) / 2
        guard let row = Self.slot(word.middle, in: ys), let column = Self.slot(x, in: xs) else { return }
        words[owners[row][column], default: []].append(word)
    }

    func holds(_ word: PDFWord) -> Bool {
        Self.slot(word.middle, in: ys) != nil && Self.slot((word.xMin + word.xMax) / 2, in: xs) != nil
    }

    private static func slot(_ value: Double, in edges: [Double]) -> Int? {
        guard let first = edges.first, let last = edges.last, value >= first, value < last else { return nil }
        return (edges.firstIndex { $0 > value } ?? edges.count) - 1
    }

    private var area: Double { (yMax - yMin) * (xs[xs.count - 1] - xs[0]) }

    private func contains(_ other: RuledTable) -> Bool {
        other.yMin >= yMin - Self.tolerance && other.yMax <= yMax + Self.tolerance
            && other.xs[0] >= xs[0] - Self.tolerance && (other.xs.last ?? 0) <= (xs.last ?? 0) + Self.tolerance
    }

    /// Two rows and two columns with text, and no cell that holds most of the page: that would be a frame around it.
    private func isConvincing(pageWords: Int) -> Bool {
        let filled = words.keys
        guard Set(filled.map(\.row)).count >= 2, Set(filled.map(\.column)).count >= 2 else { return false }
        let most = words.values.map(\.count).max() ?? 0
        return most < 120 || most * 2 < pageWords
    }
}

extension Rule {
    fileprivate func divides(at position: Double, through middle: Double) -> Bool {
        abs(self.position - position) <= RuledTable.tolerance && from <= middle && to >= middle
    }
}

/// Cells of a grid that no line divides, put together.
private struct GridRegions {
    private let rows: Int
    private let columns: Int
    private var parents: [Int]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        parents = Array(0..<(rows * columns))
    }

    mutating func join(_ one: RuledTable.GridCell, _ other: RuledTable.GridCell) {
        let (a, b) = (root(index(one)), root(index(other)))
        // The smaller index is further up, or further to the beginning of the row.
        if a != b { parents[max(a, b)] = min(a, b) }
    }

    mutating func owners() -> [[RuledTable.GridCell]] {
        (0..<rows).map { row in
            (0..<columns).map { column in
                let root = root(row * columns + column)
                return RuledTable.GridCell(row: root / columns, column: root % columns)
            }
        }
    }

    private func index(_ cell: RuledTable.GridCell) -> Int { cell.row * columns + cell.column }

    private mutating func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index {
            parents[index] = parents[parents[index]]
            index = parents[index]
        }
        return index
    }
}
