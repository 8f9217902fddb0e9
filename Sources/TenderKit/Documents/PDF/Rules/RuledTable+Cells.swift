/// The rows of a ruled table as text.
extension RuledTable {
    struct Row: Equatable {
        var cells: [String]
        var mergedFromAbove: Set<Int>
    }

    func rows(base: VisualOrder.Direction, mirror: (PDFWord) -> PDFWord) -> [Row] {
        (0..<rowCount).map { row in
            var merged: Set<Int> = []
            let cells = (0..<columnCount).map { column -> String in
                let owner = owners[row][column]
                if owner.row < row { merged.insert(column) }
                guard owner == GridCell(row: row, column: column), let words = words[owner] else { return "" }
                let lines = PageRow.rows(of: words).map { line in
                    VisualOrder.text(of: line.words.map(mirror), base: base)
                }
                return TextHygiene.clean(LineJoin.join(lines))
            }
            return Row(cells: cells, mergedFromAbove: merged)
        }
    }

    /// What makes a table the same on every page: its words without numbers, and its height on the page.
    var runningKey: String {
        let texts = words.sorted { ($0.key.row, $0.key.column) < ($1.key.row, $1.key.column) }.flatMap(\.value)
        let letters = texts.map(\.text).filter { !$0.contains(where: \.isNumber) }
        return "\(Int((yMin / 4).rounded())) \(letters.joined(separator: " "))"
    }
}
