/// "Did you mean": the nearest of a few known words.
enum Spelling {
    /// The candidate that `word` is most likely a slip of; nil when none is near.
    static func suggestion(for word: String, among candidates: [String]) -> String? {
        let wanted = simplified(word)
        let scored = candidates.map { (word: $0, distance: distance(wanted, simplified($0))) }
        guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, wanted.count / 3) ? best.word : nil
    }

    /// `maxAttempts`, `max-attempts` and `max_attempts` are one word.
    private static func simplified(_ word: String) -> [Character] {
        word.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
    }

    /// Levenshtein's: insertions, deletions and replacements.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (character == other ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
