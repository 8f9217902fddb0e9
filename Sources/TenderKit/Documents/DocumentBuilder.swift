/// Puts the blocks of a document together: cleans text, keeps the section path and the table numbers, holds the bounds.
struct DocumentBuilder {
    private var document: Document
    private var headings: [(level: Int, text: String)] = []
    private var tables = 0
    private var full = false
    private var bytes = 0
    let limits: DocumentLimits
    /// Goes into every block that follows.
    var page: Int?

    init(file: String, limits: DocumentLimits) {
        document = Document(file: file, blocks: [])
        self.limits = limits
    }

    var isEmpty: Bool { document.blocks.isEmpty }

    mutating func heading(_ text: String, level: Int) {
        let text = TextHygiene.clean(text)
        guard TextHygiene.hasWord(text) else { return }
        headings.removeAll { $0.level >= level }
        append(.heading(level: level), text)
        headings.append((level, text))
    }

    mutating func paragraph(_ text: String) {
        let text = TextHygiene.clean(text)
        guard TextHygiene.hasWord(text) else { return }
        append(.paragraph, text)
    }

    mutating func listItem(_ text: String, marker: String, depth: Int) {
        let text = TextHygiene.clean(text)
        guard TextHygiene.hasWord(text) else { return }
        append(.listItem(marker: TextHygiene.clean(marker), depth: max(0, depth)), text)
    }

    /// Adds a table's rows; a table without any text leaves no trace.
    mutating func table(_ grid: TableGrid) {
        var any = false
        for (index, row) in grid.rows.enumerated() where row.cells.contains(where: { !$0.isEmpty }) {
            tableRow(row.cells, mergedFromAbove: row.mergedFromAbove, row: index)
            any = true
        }
        if any { endTable() }
        if grid.rowsLeftOut > 0 {
            skip("table cut after \(limits.rows) rows: \(grid.rowsLeftOut) rows left out")
        }
    }

    /// One row of the table that ``endTable()`` closes. The cells are clean already.
    mutating func tableRow(_ cells: [String], mergedFromAbove: Set<Int>, row: Int) {
        var cells = cells
        for index in cells.indices where cells[index].utf8.count > limits.blockBytes {
            cells[index] = cut(cells[index])
        }
        let row = TableRow(table: tables, row: row, cells: cells, mergedFromAbove: mergedFromAbove)
        append(.tableRow(row), cells.joined(separator: " | "))
    }

    mutating func endTable() {
        tables += 1
    }

    mutating func skip(_ reason: String) {
        document.skipped.append(SkippedPart(page: page, reason: reason))
    }

    mutating func skip(page: Int?, _ reason: String) {
        document.skipped.append(SkippedPart(page: page, reason: reason))
    }

    /// Forgets the headings: a new sheet begins.
    mutating func resetSection() {
        headings = []
    }

    func finish(pageCount: Int? = nil) -> Document {
        var document = document
        document.pageCount = pageCount
        if document.blocks.isEmpty, document.skipped.isEmpty {
            document.skipped.append(SkippedPart(page: nil, reason: "there is no text in the file"))
        }
        return document
    }

    private mutating func append(_ kind: Block.Kind, _ text: String) {
        var text = text
        if text.utf8.count > limits.blockBytes {
            if case .tableRow = kind {} else { text = cut(text) }
        }
        guard !full else { return }
        guard document.blocks.count < limits.blocks, bytes + text.utf8.count <= limits.textBytes else {
            full = true
            let isText = document.blocks.count < limits.blocks
            skip(isText ? "cut after \(limits.textBytes >> 20) MiB of text" : "cut after \(limits.blocks) blocks")
            return
        }
        bytes += text.utf8.count
        document.blocks.append(Block(kind: kind, text: text, page: page, section: headings.map(\.text)))
    }

    /// No more than the bound, and whole letters.
    private mutating func cut(_ text: String) -> String {
        skip("a text of \(text.utf8.count >> 10) KiB was cut after \(limits.blockBytes >> 10) KiB")
        let end = text.utf8.index(text.startIndex, offsetBy: limits.blockBytes)
        return String(text.unicodeScalars[..<end])
    }
}
