/// What a criterion's description asks for, without what it says about weights and sources.
enum CriterionText {
    static func asked(_ description: String?, reader: WordLookup) -> String {
        var text = (description ?? "").trimmingWhitespace()
        // The file that a criterion was read from: `(rfp.pdf, p. 12)`.
        if let source = text.firstMatch(of: #/\s*\([^()]*\.[A-Za-z]{2,4}(, p\. \d+)?\)\s*$/#) {
            text = String(text[..<source.range.lowerBound])
        }
        let words = TextScanner.words(of: text, reader: reader)
        let kept = Statements.split(words).filter { !isOnWeight($0) }
        return kept.map { Statements.text($0, of: text) }.joined(separator: " ")
    }

    /// A sentence on the weight alone asks for nothing.
    private static func isOnWeight(_ words: ArraySlice<Word>) -> Bool {
        guard words.contains(where: { weighing.contains($0.hash) }) else { return false }
        let matter = words.count {
            $0.isContent && $0.flags.isDisjoint(with: [.general, .number]) && !weighing.contains($0.hash)
                && !around.contains($0.hash)
        }
        return matter == 0
    }

    private static let weighing = Set(
        Units.hashes([
            "weight", "weighting", "points", "marks", "score", "percent", "وزن", "وزنا", "الوزن", "نقاط", "درجة",
            "درجات",
        ]))
    private static let around = Set(
        Units.hashes([
            "document", "state", "maximum", "total", "each", "equal", "available", "worth", "carry", "يذكر", "المستند",
            "لهذا",
            "المعيار", "اقصى", "مجموع",
        ]))
}
