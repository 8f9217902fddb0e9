/// Sentences, found by their final punctuation.
enum Sentences {
    static func split(_ text: String) -> [Substring] {
        var sentences: [Substring] = []
        var start = text.startIndex
        var at = start
        while at < text.endIndex {
            let next = text.index(after: at)
            let ends = ".!?؟;؛".contains(text[at]) && (next == text.endIndex || text[next].isWhitespace)
            // Leaders do not end a sentence: `Team ..... 20 points`.
            let isLeader = at > start && text[text.index(before: at)] == "."
            if ends, !isLeader, !isAbbreviation(text[start...at]) {
                sentences.append(text[start..<next])
                start = next
            }
            at = next
        }
        if start < text.endIndex { sentences.append(text[start...]) }
        return sentences.filter(\.hasLetter)
    }

    /// The longest run of whole sentences within `limit` characters; a single longer one is cut at a word.
    static func shortened(_ text: String, to limit: Int) -> String {
        let text = text.trimmingWhitespace()
        guard text.count > limit else { return text }
        var kept = ""
        for sentence in split(text) {
            guard kept.count + sentence.count <= limit else { break }
            kept += sentence
        }
        let whole = kept.trimmingWhitespace()
        if !whole.isEmpty { return whole }
        let cut = text.prefix(limit - 1)
        let end = cut.lastIndex(where: \.isWhitespace) ?? cut.endIndex
        return cut[..<end].trimmingWhitespace() + "…"
    }

    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "etc", "no", "sec", "vs", "incl", "approx", "max", "min", "st", "mr", "dr", "art",
    ]

    private static func isAbbreviation(_ text: Substring) -> Bool {
        guard text.last == "." else { return false }
        let body = text.dropLast()
        let word = body.suffix(from: body.lastIndex(where: \.isWhitespace).map(body.index(after:)) ?? body.startIndex)
        return word.count == 1 || abbreviations.contains(word.lowercased().trimming { !$0.isLetter })
    }
}
