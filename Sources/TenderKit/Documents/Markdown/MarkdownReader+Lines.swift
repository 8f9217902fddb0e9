/// What a single line of Markdown is.
extension MarkdownReader {
    /// `## Title ##`; also without the blank after several marks, as people write it.
    static func atx(_ line: Substring) -> (level: Int, title: Substring)? {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level) else { return nil }
        var title = line.dropFirst(level)
        guard
            title.first?.isWhitespace ?? true
                || (level > 1 && title.first.map { $0.isLetter || $0.isNumber || "(*_[".contains($0) } == true)
        else { return nil }
        title = title.trimmed()
        let closing = title.reversed().prefix { $0 == "#" }.count
        if closing == title.count { return (level, "") }
        if closing > 0, title.dropLast(closing).last?.isWhitespace == true { title = title.dropLast(closing).trimmed() }
        return (level, title)
    }

    static func setext(_ line: Substring) -> Int? {
        guard line.count >= 2, let mark = line.first, line.allSatisfy({ $0 == mark }) else { return nil }
        return mark == "=" ? 1 : mark == "-" ? 2 : nil
    }

    static func isRule(_ line: Substring) -> Bool {
        guard let first = line.utf8.first, first == 0x2A || first == 0x5F || first == 0x2D else { return false }
        let marks = line.filter { !$0.isWhitespace }
        guard marks.count >= 3, let mark = marks.first, "*_-".contains(mark) else { return false }
        return marks.allSatisfy { $0 == mark }
    }

    /// `[label]: address`
    static func isDefinition(_ line: Substring) -> Bool {
        guard line.first == "[", !line.hasPrefix("[^"), let end = line.firstRange(of: "]:") else { return false }
        let address = line[end.upperBound...].trimmed()
        return !address.isEmpty && !address.prefix { $0 != "\"" && $0 != "(" }.trimmed().contains(" ")
    }

    /// `<h2 align="center">Title</h2>` on one line.
    static func htmlHeading(_ line: Substring) -> (level: Int, title: String)? {
        guard line.hasPrefix("<h") || line.hasPrefix("<H") else { return nil }
        let tokens = HTMLToken.visible(String(line))
        guard case .open(let name, _, _)? = tokens.first, name.count == 2, let level = Int(name.dropFirst()),
            (1...6).contains(level)
        else { return nil }
        let title = tokens.reduce(into: "") { title, token in
            if case .text(let text) = token { title += text }
        }
        return (level, title)
    }

    /// A short line that is bold as a whole and is no sentence.
    static func boldHeading(_ line: Substring) -> String? {
        guard let title = MarkdownInline.boldLine(line) else { return nil }
        let words = title.split(separator: " ").count
        guard (1...12).contains(words), title.count <= 100, !HeadingShape.endsLikeSentence(title) else { return nil }
        return title
    }

    static func withoutComments(_ text: String) -> String {
        guard text.contains("<!--") else { return text }
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "<!--") {
            out += rest[..<start.lowerBound]
            guard let end = rest[start.upperBound...].firstRange(of: "-->") else {
                return out + rest[start.lowerBound...]
            }
            rest = rest[end.upperBound...]
        }
        return out + rest
    }
}

extension MarkdownReader {
    /// Where the text starts: after a YAML block on the first lines.
    static func frontMatterEnd(_ lines: [Substring]) -> Int {
        guard lines.first?.trimmed() == "---" else { return 0 }
        guard let end = lines.dropFirst().prefix(60).firstIndex(where: { $0.trimmed() == "---" }) else { return 0 }
        let body = lines[1..<end].filter { !$0.trimmed().isEmpty }
        let isYAML = body.allSatisfy { $0.contains(":") || $0.hasPrefix(" ") || $0.hasPrefix("-") || $0.hasPrefix("#") }
        return isYAML && !body.isEmpty ? end + 1 : 0
    }
}
