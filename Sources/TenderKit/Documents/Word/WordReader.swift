/// A .docx document.
struct WordReader {
    private let limits: DocumentLimits
    private let styles = WordStyles()
    private let numbering = WordNumbering()
    private var builder: DocumentBuilder
    private var lastStyledLevel = 0

    static func read(
        _ zip: ZipContainer, part: String, as file: String, limits: DocumentLimits
    ) throws(ReadFailure) -> Document {
        guard let stream = try zip.open(part) else { throw ReadFailure(.damaged, "no document part \(part)") }
        var reader = WordReader(file: file, limits: limits)
        let relationships = try Relationships.of(part, in: zip, limits: limits)
        if let path = relationships.path(type: "styles"), let stream = try zip.open(path) {
            try XMLReader.parse(stream, limits: limits, handler: reader.styles)
        }
        if let path = relationships.path(type: "numbering"), let stream = try zip.open(path) {
            try XMLReader.parse(stream, limits: limits, handler: reader.numbering)
        }
        try reader.readPart(stream)
        reader.builder.resetSection()
        for type in ["footnotes", "endnotes"] {
            guard let path = relationships.path(type: type), let stream = try zip.open(path) else { continue }
            try reader.readPart(stream)
        }
        return reader.builder.finish()
    }

    private init(file: String, limits: DocumentLimits) {
        self.limits = limits
        builder = DocumentBuilder(file: file, limits: limits)
    }

    private mutating func readPart(_ stream: ZipEntryStream) throws(ReadFailure) {
        var content: [WordContent] = []
        let part = WordPart(styles: styles) { content.append($0) }
        try XMLReader.parse(stream, limits: limits, handler: part)
        for item in content { write(item) }
        if part.pictures > 0 { builder.skip("\(part.pictures) pictures in the text were not read") }
        if part.objects > 0 { builder.skip("\(part.objects) embedded objects were not read") }
    }

    private mutating func write(_ content: WordContent) {
        switch content {
        case .paragraph(let paragraph): write(paragraph)
        case .table(let table):
            // A frame around text is drawn as a table of one cell.
            if table.rows.count == 1, table.rows[0].cells.count == 1 {
                for item in table.rows[0].cells[0].content { write(item) }
            } else {
                builder.table(grid(of: table))
            }
        }
    }

    private mutating func write(_ paragraph: WordParagraph) {
        guard !styles.isContents(paragraph.style) else { return }
        let reference = numberingReference(paragraph)
        let depth = reference?.level ?? 0
        let marker = TextHygiene.hasWord(paragraph.text) ? reference.flatMap { numbering.next($0) } : nil
        if let level = headingLevel(paragraph) {
            lastStyledLevel = level
            builder.heading(numbered(paragraph.text, marker), level: level)
        } else if let marker {
            builder.listItem(paragraph.text, marker: marker.marker, depth: depth)
        } else if paragraph.isBold, isShortTitle(paragraph.text) {
            builder.heading(paragraph.text, level: min(lastStyledLevel + 1, 9))
        } else if let (typed, rest) = LineMarker.split(paragraph.text), isTypedItem(typed) {
            builder.listItem(rest, marker: typed.text, depth: 0)
        } else {
            builder.paragraph(paragraph.text)
        }
    }

    private func headingLevel(_ paragraph: WordParagraph) -> Int? {
        if let level = paragraph.outlineLevel { return level < 9 ? level + 1 : nil }
        return styles.headingLevel(paragraph.style)
    }

    /// The paragraph's own list wins over its style's; list `0` takes the paragraph out of any.
    private func numberingReference(_ paragraph: WordParagraph) -> WordNumbering.Reference? {
        let ofStyle = styles.numbering(paragraph.style)
        guard let own = paragraph.numbering else { return ofStyle }
        guard own.list != "0" else { return nil }
        return WordNumbering.Reference(list: own.list ?? ofStyle?.list, level: own.level ?? ofStyle?.level)
    }

    private func numbered(_ text: String, _ marker: (marker: String, isBullet: Bool)?) -> String {
        guard let marker, !marker.isBullet else { return text }
        return "\(marker.marker) \(text)"
    }

    private func isShortTitle(_ text: String) -> Bool {
        let text = TextHygiene.clean(text)
        return text.count <= 100 && text.split(separator: " ").count <= 12 && !HeadingShape.endsLikeSentence(text)
    }

    private func isTypedItem(_ marker: LineMarker) -> Bool {
        if case .outline = marker.style { return false }
        return true
    }

    // MARK: Tables

    private mutating func grid(of table: WordTable) -> TableGrid {
        var grid = TableGrid(limits: limits)
        for row in table.rows where !row.isDeleted {
            grid.beginRow()
            grid.skip(columns: row.before)
            for cell in row.cells {
                if cell.merge == .continues {
                    grid.continuation(columns: cell.columns)
                } else {
                    grid.cell(TextHygiene.clean(text(of: cell.content)), columns: cell.columns)
                }
            }
            grid.endRow()
        }
        grid.close()
        return grid
    }

    /// A cell's paragraphs in one line, list markers included; a table within it too.
    private mutating func text(of content: [WordContent]) -> String {
        var pieces: [String] = []
        for item in content {
            switch item {
            case .paragraph(let paragraph):
                guard TextHygiene.hasWord(paragraph.text) || !paragraph.text.trimmed().isEmpty else { continue }
                let marker = numberingReference(paragraph).flatMap { numbering.next($0) }
                pieces.append(marker.map { "\($0.marker) \(paragraph.text)" } ?? paragraph.text)
            case .table(let table):
                pieces += grid(of: table).rows.map { $0.cells.filter { !$0.isEmpty }.joined(separator: " ") }
            }
        }
        return pieces.joined(separator: " ")
    }
}
