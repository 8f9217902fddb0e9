/// Reads `<table>` elements. Tables within a cell become text of that cell.
struct HTMLTable {
    private var grid: TableGrid
    private var depth = 0
    private var rowIsOpen = false
    private var cell: String?
    private var span = (columns: 1, rows: 1)

    private let inline: (String) -> String

    /// The table that starts at `tokens[start]`, an opening `table` tag, and the index after it.
    /// - Parameter inline: what a cell's text says without the marks in it.
    static func read(
        _ tokens: [HTMLToken], from start: Int, limits: DocumentLimits, inline: @escaping (String) -> String
    ) -> (grid: TableGrid, next: Int) {
        var table = HTMLTable(grid: TableGrid(limits: limits), inline: inline)
        var index = start
        while index < tokens.count {
            let isLast = table.take(tokens[index])
            index += 1
            if isLast { break }
        }
        table.endRow()
        table.grid.close()
        return (table.grid, index)
    }

    private init(grid: TableGrid, inline: @escaping (String) -> String) {
        self.grid = grid
        self.inline = inline
    }

    /// Returns true when the table has ended.
    private mutating func take(_ token: HTMLToken) -> Bool {
        switch token {
        case .text(let text):
            cell?.append(contentsOf: HTMLEntities.decode(text))
        case .open("table", _, _):
            depth += 1
            if depth > 1 { separate() }
        case .close("table"):
            depth -= 1
            separate()
        case .open(let name, _, _) where depth > 1:
            if Self.breaks.contains(name) { separate() }
        case .close(let name) where depth > 1:
            if Self.breaks.contains(name) { separate() }
        case .open("tr", _, _):
            endRow()
            grid.beginRow()
            rowIsOpen = true
        case .close("tr"):
            endRow()
        case .open(let name, let attributes, _) where name == "td" || name == "th":
            endCell()
            if !rowIsOpen {
                grid.beginRow()
                rowIsOpen = true
            }
            cell = ""
            span = (attributes["colspan"].flatMap { Int($0) } ?? 1, attributes["rowspan"].flatMap { Int($0) } ?? 1)
        case .close("td"), .close("th"):
            endCell()
        case .open(let name, _, _), .close(let name):
            if Self.breaks.contains(name) { separate() }
        }
        return depth == 0
    }

    private mutating func separate() {
        cell?.append(" ")
    }

    private mutating func endCell() {
        guard let text = cell else { return }
        grid.cell(TextHygiene.clean(inline(text)), columns: span.columns, rows: span.rows)
        cell = nil
    }

    private mutating func endRow() {
        endCell()
        if rowIsOpen { grid.endRow() }
        rowIsOpen = false
    }

    static let breaks: Set<String> = [
        "br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "dd", "dt",
        "blockquote", "section", "article", "header", "footer", "summary", "details", "caption", "thead", "tbody",
    ]
}
