/// Sentences of a text, as runs of its words.
enum Statements {
    /// Longer ones are cut: a table without points, a page without breaks.
    static let wordLimit = 120

    static func split(_ words: [Word]) -> [ArraySlice<Word>] {
        var statements: [ArraySlice<Word>] = []
        var start = 0
        for index in words.indices where index > start {
            guard words[index].flags.contains(.afterEnd) || index - start >= wordLimit else { continue }
            statements.append(words[start..<index])
            start = index
        }
        if start < words.count { statements.append(words[start...]) }
        return statements
    }

    /// The text of a statement, with its closing mark.
    static func text(_ words: ArraySlice<Word>, of text: String) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        let utf8 = text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: first.start)
        var end = utf8.index(utf8.startIndex, offsetBy: last.end)
        while end < text.endIndex, ".!?؟)%".contains(text[end]) { end = text.index(after: end) }
        return String(text[start..<end])
    }
}
