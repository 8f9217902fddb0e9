import Foundation

/// A Markdown document, read leniently: office exports bend the rules that a strict parser holds to.
struct MarkdownReader {
    private let lines: [Substring]
    private let limits: DocumentLimits
    private var builder: DocumentBuilder
    private var index = 0
    /// Lines of the paragraph or list item in hand.
    private var open: [Substring] = []
    private var openItem: (marker: String, depth: Int)?
    /// Columns at which the open lists' items start, outermost first.
    private var listIndents: [Int] = []
    private var lastATXLevel = 0

    static func read(_ data: Data, as file: String, limits: DocumentLimits) throws(ReadFailure) -> Document {
        var reader = MarkdownReader(try TextDecoding.decode(data), file: file, limits: limits)
        return try reader.run()
    }

    private init(_ text: String, file: String, limits: DocumentLimits) {
        lines = Self.withoutComments(text).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        self.limits = limits
        builder = DocumentBuilder(file: file, limits: limits)
    }

    private mutating func run() throws(ReadFailure) -> Document {
        index = Self.frontMatterEnd(lines)
        while index < lines.count {
            try Cancellation.check()
            step()
        }
        flush()
        return builder.finish()
    }

    private mutating func step() {
        let line = lines[index]
        let text = line.trimmed()
        if text.isEmpty {
            flush()
            index += 1
        } else if text.hasPrefix("```") || text.hasPrefix("~~~") {
            fence(String(text.prefix { $0 == text.first }))
        } else if let (level, title) = Self.atx(text) {
            flush()
            heading(title, level: level)
            lastATXLevel = level
            listIndents = []
            index += 1
        } else if openItem == nil, !open.isEmpty, let level = Self.setext(text) {
            let title = open.joined(separator: " ")
            open = []
            heading(title, level: level)
            lastATXLevel = level
            index += 1
        } else if Self.isRule(text) || (openItem == nil && open.isEmpty && Self.setext(text) != nil) {
            flush()
            index += 1
        } else if let (grid, next) = PipeTable.read(lines, from: index, limits: limits) {
            flush()
            builder.table(grid)
            index = next
        } else if text.lowercased().contains("<table") {
            html()
        } else if let (level, title) = Self.htmlHeading(text) {
            flush()
            heading(title, level: level)
            lastATXLevel = level
            index += 1
        } else if Self.isDefinition(text) {
            index += 1
        } else {
            take(line)
            index += 1
        }
    }

    /// A line of a paragraph or a list.
    private mutating func take(_ line: Substring) {
        let quoted = line.drop { $0 == " " || $0 == ">" }
        let line = line.trimmed().hasPrefix(">") ? quoted : line
        let indent = line.prefix { $0.isWhitespace }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        if let (marker, rest) = LineMarker.split(line), isItem(marker, indent: indent, rest: rest) {
            flush()
            while let last = listIndents.last, indent < last { listIndents.removeLast() }
            if listIndents.last.map({ indent > $0 }) ?? true { listIndents.append(indent) }
            openItem = (marker.text, listIndents.count - 1)
            open = [rest[...]]
        } else {
            if open.isEmpty, indent == 0 { listIndents = [] }
            open.append(line.trimmed())
        }
    }

    private func isItem(_ marker: LineMarker, indent: Int, rest: String) -> Bool {
        switch marker.style {
        case .outline: return false
        case .letter, .roman, .number:
            // A wrapped line of a paragraph may start with `2019.` or `A.`
            return open.isEmpty || openItem != nil || marker.style == .number
        case .bullet: return marker.text != "·" || open.isEmpty
        }
    }

    private mutating func flush() {
        defer {
            open = []
            openItem = nil
        }
        guard !open.isEmpty else { return }
        let lines = open.map { $0.hasSuffix("\\") ? $0.dropLast() : $0 }
        if let item = openItem {
            builder.listItem(MarkdownInline.strip(lines.joined(separator: " ")), marker: item.marker, depth: item.depth)
        } else if lines.count == 1, let title = Self.boldHeading(lines[0]) {
            builder.heading(title, level: min(lastATXLevel + 1, 9))
        } else {
            builder.paragraph(MarkdownInline.strip(lines.joined(separator: " ")))
        }
    }

    private mutating func heading(_ title: some StringProtocol, level: Int) {
        builder.heading(MarkdownInline.strip(String(title)), level: level)
    }

    /// Code is text as it stands, one paragraph a fence.
    private mutating func fence(_ mark: String) {
        flush()
        index += 1
        var code: [Substring] = []
        while index < lines.count, !lines[index].trimmed().hasPrefix(mark) {
            code.append(lines[index])
            index += 1
        }
        index += 1
        builder.paragraph(code.joined(separator: " "))
    }

    /// Raw HTML with tables, up to the line on which the last open table closes.
    private mutating func html() {
        flush()
        var depth = 0
        var source: [Substring] = []
        repeat {
            let line = lines[index].lowercased()
            depth += line.ranges(of: "<table").count - line.ranges(of: "</table").count
            source.append(lines[index])
            index += 1
        } while index < lines.count && depth > 0
        let tokens = HTMLToken.visible(source.joined(separator: "\n"))
        var text = ""
        var position = 0
        while position < tokens.count {
            if case .open("table", _, _) = tokens[position] {
                builder.paragraph(MarkdownInline.strip(text))
                text = ""
                let (grid, next) = HTMLTable.read(
                    tokens, from: position, limits: limits, inline: MarkdownInline.strip)
                builder.table(grid)
                position = next
            } else {
                if case .text(let piece) = tokens[position] { text += piece } else { text += " " }
                position += 1
            }
        }
        builder.paragraph(MarkdownInline.strip(text))
    }
}
