/// Rows of pages into blocks: headings, paragraphs, list items and tables, across page ends.
struct PDFBlocks {
    private enum Kind: Equatable {
        case paragraph
        case listItem(marker: String, depth: Int)
        case heading(level: Int)
    }

    private struct Open {
        var kind: Kind
        var lines: [String]
        /// Where the first line starts.
        var xMin: Double
        var last: PageRow
        /// Where lines end around the last one.
        var right: Double
        var page: Int
        var lastPage: Int
    }

    private struct OpenTable {
        var columns: [PDFTable.Band]
        var header: [String]
        var rows: Int
    }

    private var builder: DocumentBuilder
    private let sizes: TypeSizes
    private let vocabulary: Set<String>
    private var open: Open?
    private var openTable: OpenTable?
    private var indents: [Double] = []
    /// Level of the last heading that a number or its size made one.
    private var lastLevel = 0
    private var lastNumbered = (level: 0, height: 0.0)
    private var page = 1
    /// Where lines end around the line in hand.
    private var right = 0.0
    /// Where the longest lines of the part in hand end.
    private var pageRight = 0.0
    private var direction = VisualOrder.Direction.leftToRight
    private var mirror: (PDFWord) -> PDFWord = { $0 }

    init(_ builder: DocumentBuilder, sizes: TypeSizes, vocabulary: Set<String>) {
        self.builder = builder
        self.sizes = sizes
        self.vocabulary = vocabulary
    }

    /// Adds a page whose rows are in its reading direction.
    /// - Parameter tables: of the page, from the top; their words are not in the rows.
    mutating func add(
        _ rows: [PageRow], tables: [RuledTable] = [], of page: PDFPage, direction: VisualOrder.Direction,
        mirror: @escaping (PDFWord) -> PDFWord
    ) {
        self.page = page.number
        self.direction = direction
        self.mirror = mirror
        if ContentsPage.matches(rows.map { text(of: $0) }) {
            flush()
            endTable()
            builder.page = self.page
            for row in rows { builder.paragraph(text(of: row)) }
            return
        }
        var rest = rows[...]
        for (index, table) in tables.enumerated() {
            let above = Array(rest.prefix { $0.middle < table.yMin })
            rest = rest.dropFirst(above.count)
            add(above, of: page)
            add(table, isFirst: index == 0 && above.isEmpty)
        }
        add(Array(rest), of: page)
    }

    mutating func finish(pageCount: Int) -> Document {
        flush()
        endTable()
        builder.page = nil
        return builder.finish(pageCount: pageCount)
    }

    private mutating func add(_ rows: [PageRow], of page: PDFPage) {
        let rights = rightEdges(rows)
        pageRight = rows.map(\.xMax).max() ?? 0
        var index = 0
        while index < rows.count {
            let table = PDFTable.find(in: rows, from: index)
            let end = table?.rows.lowerBound ?? rows.count
            for line in index..<end { add(rows, line, rights: rights, end: end) }
            index = end
            if let table {
                add(table, rows, isFirst: table.rows.lowerBound == 0)
                index = table.rows.upperBound
            }
        }
    }

    // MARK: Lines

    private mutating func add(_ rows: [PageRow], _ index: Int, rights: [Double], end: Int) {
        endTable()
        let row = rows[index]
        right = rights[index]
        let text = text(of: row)
        guard TextHygiene.hasWord(text) else { return }
        let above = index > 0 ? rows[index - 1] : nil
        let isWrapped = above.map { wraps($0, into: row, right: rights[index - 1]) } ?? false
        if let above, closesBracket(text), row.middle - above.middle <= 1.35 * max(sizes.pitch, row.height) {
            return goOn(text, row)
        }
        if let level = headingLevel(text, row, isWrapped: isWrapped) {
            let goesOn = index + 1 < end && wraps(row, into: rows[index + 1], right: rights[index])
            let isLong =
                goesOn && index + 2 < end && wraps(rows[index + 1], into: rows[index + 2], right: rights[index + 1])
            if level.isSize ? !isLong : !goesOn {
                return addHeading(text, row, level: level.level, isWrapped: isWrapped)
            }
        }
        if let (marker, rest) = LineMarker.split(text), isItem(marker, row, isWrapped: isWrapped) {
            begin(.listItem(marker: marker.text, depth: depth(at: row.xMin)), rest, row)
        } else if let open, continues(open, row, text, above: above, isWrapped: isWrapped) {
            goOn(text, row)
        } else {
            begin(.paragraph, text, row)
        }
    }

    private func headingLevel(_ text: String, _ row: PageRow, isWrapped: Bool) -> (level: Int, isSize: Bool)? {
        guard text.count <= 200, !HeadingShape.isContentsLine(text) else { return nil }
        if LineMarker.split(text)?.marker.style == .bullet { return nil }
        let shape = HeadingShape.level(of: text)
        // A line does not go on in larger type.
        let isLarger = open.map { $0.last.height < 0.94 * row.height } ?? false
        if let size = sizes.level(row.height), isTitle(text), !isWrapped || open?.kind != .paragraph || isLarger {
            if HeadingShape.isNumbered(text) { return (shape ?? size, true) }
            if HeadingShape.isChapter(text) { return (1, true) }
            // Type of the size of numbered headings is on their level.
            let isLikeLast = abs(lastNumbered.height - row.height) < 0.06 * row.height
            return (isLikeLast ? lastNumbered.level : size, true)
        }
        guard let shape, !isWrapped || open?.kind != .paragraph else { return nil }
        return HeadingShape.isNumbered(text) ? (shape, false) : (min(lastLevel + 1, 6), false)
    }

    private func text(of row: PageRow) -> String {
        TextHygiene.clean(VisualOrder.text(of: row.words.map(mirror), base: direction))
    }

    private func isTitle(_ text: String) -> Bool {
        let words = text.split(separator: " ").count
        if text.first?.isLowercase == true { return false }
        return words <= 20 && (words < 6 || !HeadingShape.endsLikeSentence(text))
    }

    private mutating func addHeading(_ text: String, _ row: PageRow, level: Int, isWrapped: Bool) {
        if let open, case .heading = open.kind, isWrapped, open.lastPage == page, !HeadingShape.isNumbered(text),
            abs(open.last.height - row.height) < 0.1 * row.height
        {
            return goOn(text, row)
        }
        begin(.heading(level: level), text, row)
        indents = []
        if HeadingShape.isNumbered(text) { lastNumbered = (level, row.height) }
        if HeadingShape.isNumbered(text) || sizes.level(row.height) != nil { lastLevel = level }
    }

    private func isItem(_ marker: LineMarker, _ row: PageRow, isWrapped: Bool) -> Bool {
        switch marker.style {
        case .outline: false
        case .bullet: true
        case .number, .letter, .roman:
            // `2. ` or `A. ` can start a wrapped line of a paragraph, but not where the item before started.
            !isWrapped || abs((open?.last.xMin ?? 0) - row.xMin) > 4 || startsLikeOpenItem(row)
        }
    }

    private func startsLikeOpenItem(_ row: PageRow) -> Bool {
        guard let open, case .listItem = open.kind else { return false }
        return abs(open.xMin - row.xMin) < 4
    }

    private func continues(_ open: Open, _ row: PageRow, _ text: String, above: PageRow?, isWrapped: Bool) -> Bool {
        if case .heading = open.kind { return false }
        let startsLower = text.first?.isLowercase ?? false
        let isSentence = open.lines.last?.last.map { ".:;!?؟".contains($0) } ?? false
        guard open.lastPage == page, let above else {
            // Over the end of a column or page only what reads on.
            return open.lastPage >= page - 1 && !isSentence && abs(open.last.height - row.height) < 1
                && (startsLower || isFull(open.last, before: row, right: open.right))
        }
        guard row.middle - above.middle <= 1.25 * max(sizes.pitch, row.height), abs(row.height - above.height) < 3
        else {
            return false
        }
        if case .outline? = LineMarker.split(text)?.marker.style, row.xMin < open.last.xMin + 2 { return false }
        if !startsLower, let line = open.lines.last, isComplete(line, above, before: text) { return false }
        return isWrapped || (startsLower && !isSentence)
    }

    /// Items of a list whose bullets are drawn: `Team: 25%` ends there, and so does a short line with a colon.
    private func isComplete(_ line: String, _ row: PageRow, before next: String) -> Bool {
        let isShort = row.xMax < row.xMin + 0.75 * (pageRight - row.xMin)
        if Self.endsInWeight(line) { return isShort || Self.endsInWeight(next) }
        return isShort && line.last == ":"
    }

    private static func endsInWeight(_ line: String) -> Bool {
        WeightMention.find(in: line).last.map { !line[$0.range.upperBound...].hasLetter } ?? false
    }

    /// `5.1 Menu and food standards (25` above `marks)`
    private func closesBracket(_ text: String) -> Bool {
        guard let line = open?.lines.last, open?.lastPage == page else { return false }
        guard let opening = line.lastIndex(of: "("), !line[opening...].contains(")"), line[opening...].count <= 40
        else {
            return false
        }
        return text.prefix(40).first { "()".contains($0) } == ")"
    }

    private mutating func goOn(_ text: String, _ row: PageRow) {
        open?.lines.append(text)
        open?.last = row
        open?.right = right
        open?.lastPage = page
    }

    private mutating func begin(_ kind: Kind, _ text: String, _ row: PageRow) {
        flush()
        open = Open(kind: kind, lines: [text], xMin: row.xMin, last: row, right: right, page: page, lastPage: page)
    }

    private mutating func flush() {
        guard let open else { return }
        self.open = nil
        builder.page = open.page
        let text = LineJoin.join(open.lines, vocabulary: vocabulary)
        switch open.kind {
        case .paragraph: builder.paragraph(text)
        case .listItem(let marker, let depth): builder.listItem(text, marker: marker, depth: depth)
        case .heading(let level): builder.heading(text, level: level)
        }
    }

    private mutating func depth(at x: Double) -> Int {
        while let last = indents.last, x < last - 4 { indents.removeLast() }
        if indents.last.map({ x > $0 + 4 }) ?? true { indents.append(x) }
        return indents.count - 1
    }

    /// Whether the next line's first word had no room on this one, so that the text goes on.
    private func wraps(_ row: PageRow, into next: PageRow, right: Double) -> Bool {
        next.middle - row.middle <= 1.35 * max(sizes.pitch, row.height) && isFull(row, before: next, right: right)
    }

    private func isFull(_ row: PageRow, before next: PageRow, right: Double) -> Bool {
        guard let first = next.segments.first?.words.first else { return false }
        return row.xMax + 0.2 * row.height + (first.xMax - first.xMin) > right + 0.5
    }

    /// For each row where lines around it end: at the longest of a run of lines without a larger distance, if another comes
    /// near it, else at the end of the page's lines.
    private func rightEdges(_ rows: [PageRow]) -> [Double] {
        let ends = rows.filter { $0.words.count >= 5 }.map(\.xMax).sorted()
        let pageEnd = ends.isEmpty ? 0 : ends[(ends.count - 1) * 9 / 10]
        var edges = rows.map(\.xMax)
        var start = 0
        for index in rows.indices {
            let isLast = index + 1 == rows.count
            let distance = isLast ? .infinity : rows[index + 1].middle - rows[index].middle
            guard isLast || distance > 1.35 * max(sizes.pitch, rows[index].height) else { continue }
            let run = rows[start...index].map(\.xMax).sorted(by: >)
            let left = rows[start...index].map(\.xMin).min() ?? 0
            let isMargin = run.count > 1 && run[1] - left > 0.9 * (run[0] - left)
            let right = isMargin ? run[0] : max(run[0], pageEnd)
            for row in start...index { edges[row] = right }
            start = index + 1
        }
        return edges
    }

    // MARK: Tables

    private mutating func add(_ table: PDFTable, _ rows: [PageRow], isFirst: Bool) {
        flush()
        var cells = table.cells(of: rows, base: direction, mirror: mirror)
        builder.page = page
        if ContentsTable.matches(cells) {
            endTable()
            for row in cells { builder.paragraph(row.filter { !$0.isEmpty }.joined(separator: " ")) }
            return
        }
        if let open = openTable, isFirst, Self.isSame(open.columns, table.columns) {
            if cells.first == open.header {
                cells.removeFirst()
            } else if let rest = Self.rest(of: cells.first ?? [], behind: open.header) {
                cells[0] = rest
            }
        } else {
            endTable()
            openTable = OpenTable(columns: table.columns, header: cells.first ?? [], rows: 0)
        }
        for row in cells {
            builder.tableRow(row, mergedFromAbove: [], row: openTable?.rows ?? 0)
            openTable?.rows += 1
        }
    }

    private mutating func add(_ table: RuledTable, isFirst: Bool) {
        flush()
        builder.page = page
        var rows = table.rows(base: direction, mirror: mirror)
        if let open = openTable, isFirst, Self.isSame(open.columns, table.columns) {
            if rows.first?.cells == open.header {
                rows.removeFirst()
            } else if let rest = Self.rest(of: rows.first?.cells ?? [], behind: open.header) {
                rows[0].cells = rest
            }
        } else {
            endTable()
            openTable = OpenTable(columns: table.columns, header: rows.first?.cells ?? [], rows: 0)
        }
        for row in rows {
            let isEmpty = row.cells.allSatisfy(\.isEmpty)
            if !isEmpty { builder.tableRow(row.cells, mergedFromAbove: row.mergedFromAbove, row: openTable?.rows ?? 0) }
            openTable?.rows += 1
        }
    }

    /// The cells of a row that begin as the header does, without it: no line is drawn between a header that is printed again
    /// and the rest of a row from the page before.
    private static func rest(of cells: [String], behind header: [String]) -> [String]? {
        guard cells.count == header.count, header.count(where: { !$0.isEmpty }) > 1 else { return nil }
        guard zip(cells, header).allSatisfy({ $0.hasPrefix($1) }) else { return nil }
        return zip(cells, header).map { $0.dropFirst($1.count).trimmingWhitespace() }
    }

    private mutating func endTable() {
        guard openTable != nil else { return }
        openTable = nil
        builder.endTable()
    }

    private static func isSame(_ first: [PDFTable.Band], _ second: [PDFTable.Band]) -> Bool {
        first.count == second.count && zip(first, second).allSatisfy { abs($0.xMin - $1.xMin) < 14 }
    }
}
