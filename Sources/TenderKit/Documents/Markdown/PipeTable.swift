/// A GitHub table: a header, a row of dashes, rows.
enum PipeTable {
    /// `| --- | :-: |`, also without the outer pipes.
    static func isDelimiter(_ line: some StringProtocol) -> Bool {
        let line = line.trimmed()
        guard line.contains("|"), line.contains("-"), line.allSatisfy({ "|:- \t".contains($0) }) else { return false }
        return split(line).allSatisfy { cell in
            let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
            return !dashes.isEmpty && cell.trimmed().allSatisfy { $0 == "-" || $0 == ":" }
        }
    }

    /// The cells of a row; `\|` is a pipe in the text.
    static func split(_ line: some StringProtocol) -> [Substring] {
        var line = line.trimmed()
        if line.first == "|" { line = line.dropFirst() }
        if line.last == "|", !line.hasSuffix("\\|") { line = line.dropLast() }
        var cells: [Substring] = []
        var start = line.startIndex
        var escaped = false
        for index in line.indices {
            if line[index] == "|", !escaped {
                cells.append(line[start..<index].trimmed())
                start = line.index(after: index)
            }
            escaped = line[index] == "\\" && !escaped
        }
        cells.append(line[start...].trimmed())
        return cells
    }

    /// The table whose header is `lines[start]`, and the index of the line after it; nil when there is none.
    static func read(_ lines: [Substring], from start: Int, limits: DocumentLimits) -> (grid: TableGrid, next: Int)? {
        guard start + 1 < lines.count, lines[start].contains("|"), isDelimiter(lines[start + 1]) else { return nil }
        var grid = TableGrid(limits: limits)
        var index = start
        while index < lines.count, lines[index].contains("|") {
            if index != start + 1 {
                grid.beginRow()
                for cell in split(lines[index]) { grid.cell(TextHygiene.clean(MarkdownInline.strip(String(cell)))) }
                grid.endRow()
            }
            index += 1
        }
        grid.close()
        return (grid, index)
    }
}
