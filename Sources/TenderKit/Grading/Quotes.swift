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

    static func quoted(_ text: String) -> String { "“\(text.replacing("\0", with: ""))”" }
}
