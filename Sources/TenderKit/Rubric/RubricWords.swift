/// Words as cues are compared by: folded, and Arabic ones without their articles, conjunctions and endings.
enum RubricWords {
    static func words(_ text: String) -> [String] {
        FoldedText.words(text).map { isArabic($0) ? stem($0) : $0 }
    }

    private static func isArabic(_ word: String) -> Bool {
        word.unicodeScalars.first.map { (0x0620...0x064A).contains($0.value) } ?? false
    }

    private static let prefixes = ["وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و"].map { Array($0.unicodeScalars) }
    private static let suffixes = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"].map { Array($0.unicodeScalars) }

    /// Light stemming, after Larkey's light10: at most one prefix and one ending, and never down to two letters.
    private static func stem(_ word: String) -> String {
        var letters = Array(word.unicodeScalars)
        if let prefix = prefixes.first(where: { letters.starts(with: $0) && letters.count - $0.count >= 3 }) {
            letters.removeFirst(prefix.count)
        }
        if let suffix = suffixes.first(where: { letters.count - $0.count >= 3 && letters.suffix($0.count) == $0[...] })
        {
            letters.removeLast(suffix.count)
        }
        var stem = ""
        stem.unicodeScalars.append(contentsOf: letters)
        return stem
    }
}
