/// Replaces the links in a Markdown text by what is read: `[text](target)`, `[text][label]` and `![alt](source)` by their text,
/// `[^1]` by nothing.
struct MarkdownLinks {
    private let characters: [Character]
    /// For each opening bracket the place of the one that closes it; found in one pass, so that unclosed ones cost nothing.
    private let closing: [Int: Int]

    static func strip(_ text: String) -> String {
        let links = MarkdownLinks(Array(text))
        return links.text(of: 0..<links.characters.count, depth: 0)
    }

    private init(_ characters: [Character]) {
        self.characters = characters
        var closing: [Int: Int] = [:]
        var squares: [Int] = []
        var rounds: [Int] = []
        for (index, character) in characters.enumerated() where "[]()".contains(character) {
            guard !Self.isEscaped(characters, index) else { continue }
            switch character {
            case "[": squares.append(index)
            case "(": rounds.append(index)
            case "]": if let open = squares.popLast() { closing[open] = index }
            default: if let open = rounds.popLast() { closing[open] = index }
            }
        }
        self.closing = closing
    }

    private func text(of range: Range<Int>, depth: Int) -> String {
        var out = ""
        var index = range.lowerBound
        while index < range.upperBound {
            guard characters[index] == "[", depth < 8, let close = closing[index], close < range.upperBound else {
                out.append(characters[index])
                index += 1
                continue
            }
            let label = (index + 1)..<close
            if label.isEmpty || characters[label.lowerBound] != "^" {
                let target = targetEnd(after: close, in: range)
                if target != nil, out.last == "!" { out.removeLast() }
                let inner = text(of: label, depth: depth + 1)
                out += target == nil ? "[\(inner)]" : inner
                index = target ?? close + 1
            } else {
                index = close + 1
            }
        }
        return out
    }

    /// Where a link ends whose label closes at `close`; nil when no target follows.
    private func targetEnd(after close: Int, in range: Range<Int>) -> Int? {
        let next = close + 1
        guard next < range.upperBound, characters[next] == "(" || characters[next] == "[",
            let end = closing[next], end < range.upperBound
        else { return nil }
        return end + 1
    }

    private static func isEscaped(_ characters: [Character], _ index: Int) -> Bool {
        var backslashes = 0
        var before = index - 1
        while before >= 0, characters[before] == "\\", backslashes < 16 {
            backslashes += 1
            before -= 1
        }
        return backslashes % 2 == 1
    }
}
