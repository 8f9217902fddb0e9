import Foundation

/// A .txt file: paragraphs between blank lines, headings and list items by their shape.
enum PlainTextReader {
    static func read(_ data: Data, as file: String, limits: DocumentLimits) throws(ReadFailure) -> Document {
        var builder = DocumentBuilder(file: file, limits: limits)
        var open: [String] = []
        var item: (marker: String, depth: Int)?
        var indents: [Int] = []

        func flush(_ builder: inout DocumentBuilder) {
            let text = open.joined(separator: " ")
            if let item {
                builder.listItem(text, marker: item.marker, depth: item.depth)
            } else {
                builder.paragraph(text)
            }
            open = []
            item = nil
        }

        let text = try TextDecoding.decode(data)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: { $0.isNewline || $0 == "\u{0C}" })
        for (index, raw) in lines.enumerated() {
            try Cancellation.check(index)
            let line = TextHygiene.clean(String(raw))
            let indent = raw.prefix { $0.isWhitespace }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
            if !TextHygiene.hasWord(line) {
                let isUnderline =
                    line.count >= 3 && line.allSatisfy { $0 == line.first } && "=-".contains(line.first ?? " ")
                if isUnderline, item == nil, open.count == 1 {
                    builder.heading(open[0], level: line.first == "=" ? 1 : 2)
                    open = []
                }
                flush(&builder)
            } else if open.isEmpty || item != nil, let level = HeadingShape.level(of: line),
                Self.standsAlone(lines, index)
            {
                flush(&builder)
                indents = []
                builder.heading(line, level: level)
            } else if let (marker, rest) = LineMarker.split(line), Self.opensItem(marker, open: open, item: item != nil)
            {
                flush(&builder)
                while let last = indents.last, indent < last { indents.removeLast() }
                if indents.last.map({ indent > $0 }) ?? true { indents.append(indent) }
                item = (marker.text, indents.count - 1)
                open = [rest]
            } else {
                open.append(line)
            }
            // A number of its own, or the title of a column of numbers.
            if Self.isRow(raw) || indent >= 24 && line.count <= 24 { flush(&builder) }
        }
        flush(&builder)
        return builder.finish()
    }

    /// A numbered or capital line is a heading when nothing runs on from it.
    private static func standsAlone(_ lines: [Substring], _ index: Int) -> Bool {
        guard index + 1 < lines.count else { return true }
        let next = lines[index + 1].trimmed()
        return next.first.map { !$0.isLowercase } ?? true
    }

    /// `Work plan            10`: a number set apart at the end makes a line a row of its own.
    private static func isRow(_ line: Substring) -> Bool {
        let end = line.reversed().drop { $0.isWhitespace }
        let number = end.prefix { $0.digit != nil || "%٪.,[]()".contains($0) }
        guard number.contains(where: { $0.digit != nil }) else { return false }
        let gap = end.dropFirst(number.count).prefix { $0.isWhitespace || $0 == "." }
        let width = gap.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        return width >= 3 && end.dropFirst(number.count + gap.count).contains { $0.isLetter }
    }

    private static func opensItem(_ marker: LineMarker, open: [String], item: Bool) -> Bool {
        switch marker.style {
        case .outline: false
        case .bullet, .number: true
        case .letter, .roman: open.isEmpty || item
        }
    }
}
