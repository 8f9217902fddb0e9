/// Takes the marks out of a Markdown text and leaves what is read.
enum MarkdownInline {
    static func strip(_ text: String) -> String {
        var text = text
        if text.contains("~~") { text = withoutStruck(text) }
        if text.contains("[") { text = MarkdownLinks.strip(text) }
        if text.contains("<") { text = tags(text) }
        if text.contains("*") || text.contains("_") || text.contains("`") {
            text = emphasis(text)
        }
        if text.contains("\\") { text = escapes(text) }
        return HTMLEntities.decode(text)
    }

    /// Whether the whole text is set in bold, and the text within.
    static func boldLine(_ line: some StringProtocol) -> String? {
        let line = line.trimmed()
        for mark in ["**", "__"] where line.hasPrefix(mark) && line.hasSuffix(mark) && line.count > 4 {
            let inner = line.dropFirst(2).dropLast(2)
            guard !inner.contains(mark) else { continue }
            return strip(String(inner.drop { $0 == "*" || $0 == "_" }.trimmed()))
        }
        return nil
    }

    private static func tags(_ text: String) -> String {
        var out = ""
        for token in HTMLToken.visible(text) {
            switch token {
            case .text(let text): out += autolinks(text)
            case .open(let name, _, _), .close(let name):
                if HTMLTable.breaks.contains(name) { out += " " }
            }
        }
        return out
    }

    /// `<https://…>` → the address.
    private static func autolinks(_ text: Substring) -> String {
        var out = ""
        var rest = text
        while let open = rest.firstIndex(of: "<") {
            out += rest[..<open]
            let inner = rest[rest.index(after: open)...].prefix(2048).prefix { $0 != ">" && $0 != "<" }
            let isClosed = inner.endIndex < rest.endIndex && rest[inner.endIndex] == ">"
            let isAddress = !inner.contains(where: \.isWhitespace) && (inner.contains(":") || inner.contains("@"))
            if isClosed, isAddress {
                out += inner
                rest = rest[rest.index(after: inner.endIndex)...]
            } else {
                out.append("<")
                rest = rest[rest.index(after: open)...]
            }
        }
        return out + rest
    }

    /// `~~No longer part of the offer.~~`
    private static func withoutStruck(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "~~") {
            let inner = rest[open.upperBound...]
            out += rest[..<open.lowerBound]
            guard let close = inner.firstRange(of: "~~"), close.lowerBound > inner.startIndex else {
                out += "~~"
                rest = inner
                continue
            }
            rest = inner[close.upperBound...]
        }
        return out + rest
    }

    /// Removes runs of `*`, `_` and backquotes that mark text: those that touch it on one side.
    private static func emphasis(_ text: String) -> String {
        let characters = Array(text)
        var out = ""
        var index = 0
        while index < characters.count {
            let character = characters[index]
            guard "*_`".contains(character) else {
                out.append(character)
                if character == "\\", index + 1 < characters.count {
                    index += 1
                    out.append(characters[index])
                }
                index += 1
                continue
            }
            var end = index
            while end < characters.count, characters[end] == character { end += 1 }
            let before = index == 0 ? " " : characters[index - 1]
            let after = end == characters.count ? " " : characters[end]
            if !isMark(character, count: end - index, before: before, after: after) {
                out.append(contentsOf: characters[index..<end])
            }
            index = end
        }
        return out
    }

    private static func isMark(_ mark: Character, count: Int, before: Character, after: Character) -> Bool {
        switch mark {
        case "`": true
        case "_": count <= 3 && isWord(before) != isWord(after)
        // `2 * 3` and `a*b` keep the star; `** text **` is a common slip.
        default: count >= 2 ? count <= 8 : isSingleStar(before: before, after: after)
        }
    }

    private static func isSingleStar(before: Character, after: Character) -> Bool {
        (before.isWhitespace != after.isWhitespace && !before.isNumber) || before.isPunctuation != after.isPunctuation
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }

    private static func escapes(_ text: String) -> String {
        var out = ""
        var escaped = false
        for character in text {
            if character == "\\", !escaped {
                escaped = true
                continue
            }
            if escaped, !"\\`*_{}[]()#+-.!|<>~\"'$%&,/:;=?@^".contains(character) { out.append("\\") }
            out.append(character)
            escaped = false
        }
        return out
    }
}

extension StringProtocol {
    func trimmed() -> Substring {
        let whole = Substring(self)
        let bytes = whole.utf8
        var start = bytes.startIndex
        while start < bytes.endIndex, Self.isSpace(bytes[start]) { start = bytes.index(after: start) }
        var end = bytes.endIndex
        while end > start, Self.isSpace(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
        let text = whole[start..<end]
        guard let first = text.utf8.first, let last = text.utf8.last, first >= 0x80 || last >= 0x80 else { return text }
        return text.trimmedOfAllSpaces()
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private func trimmedOfAllSpaces() -> Substring {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        var end = endIndex
        while end > start, self[index(before: end)].isWhitespace { end = index(before: end) }
        return Substring(self[start..<end])
    }
}
