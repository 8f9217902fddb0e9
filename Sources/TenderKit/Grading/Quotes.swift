/// Verbatim pieces of documents inside sentences of ours.
enum Quotes {
    static let limit = 350

    /// At most `limit` characters, cut at a word.
    static func cut(_ text: String, to limit: Int = limit) -> String {
        let text = text.trimmingWhitespace()
        guard text.utf8.count > limit, text.count > limit else { return text }
        let head = text.prefix(limit - 1)
        let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
        return head[..<end].trimmingWhitespace() + "…"
    }

    /// The cells of a row with the headers of their columns: `Position: Planner; Years: 12`. nil without headers.
    static func row(_ cells: [String], header: [String]) -> String? {
        guard cells.count <= header.count, header.contains(where: { !$0.isEmpty }) else { return nil }
        let cells = zip(header, cells).filter { !$0.1.isEmpty }.map { name, cell in
            name.isEmpty || name == cell ? cell : "\(name): \(cell)"
        }
        return cells.isEmpty ? nil : cells.joined(separator: "; ")
    }

    /// Two quotes that say nearly the same.
    static func areAlike(_ one: String, _ other: String) -> Bool {
        func words(_ text: String) -> Set<Substring> { Set(text.split { !$0.isLetter && !$0.isNumber }) }
        let (one, other) = (words(one), words(other))
        let common = one.count { other.contains($0) }
        return common * 10 >= min(one.count, other.count) * 8
    }

    static func quoted(_ text: String) -> String { "“\(text.replacing("\0", with: ""))”" }
}
