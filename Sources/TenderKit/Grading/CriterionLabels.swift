/// The letters and numbers that criteria go by: `a.`, `(3)`, `1.2)`, `أ-`.
enum CriterionLabels {
    /// Takes the label off a name.
    static func split(_ name: String, reader: WordLookup) -> (name: String, label: UInt64?) {
        let words = TextScanner.words(of: name, reader: reader)
        guard words.count > 1, let label = label(words[...]) else { return (name, nil) }
        let utf8 = name.utf8
        return (String(name[utf8.index(utf8.startIndex, offsetBy: words[1].start)...]), label)
    }

    /// The label that a text begins with.
    static func label(_ words: ArraySlice<Word>) -> UInt64? {
        guard let first = words.first, isLabel(first) else { return nil }
        guard let next = words.dropFirst().first else { return first.hash }
        return next.flags.isDisjoint(with: [.afterClosing, .afterEnd, .afterHyphen]) ? nil : first.hash
    }

    /// A single letter, or a number that could count criteria.
    static func isLabel(_ word: Word) -> Bool {
        if word.flags.contains(.number) { return word.number > 0 && word.number < 100 && word.end - word.start <= 5 }
        return word.end - word.start == (word.flags.contains(.arabic) ? 2 : 1)
    }

    /// Words that announce a label inside a text: `criterion 4`, `(point c)`, `criteria # a and b`.
    static let announcing: Set<UInt64> = {
        let stemmer = Stemmer()
        let words = [
            "criterion", "criteria", "requirement", "point", "factor", "معيار", "المعيار", "بند", "البند", "متطلب",
        ]
        return Set(words.map { WordHash.of(stemmer.stem(WordFolding.fold($0))) })
    }()

    private static let joins: Set<UInt64> = Set(["and", "or", "no", "number", "و"].map { WordHash.of($0) })

    /// Labels that a text announces.
    static func announced(in words: ArraySlice<Word>) -> [UInt64] {
        var labels: [UInt64] = []
        for index in words.indices where announcing.contains(words[index].hash) {
            var next = index + 1
            while next < words.endIndex, next <= index + 8 {
                let word = words[next]
                if isLabel(word) {
                    // `at this point a decision` is no label.
                    let ends =
                        next + 1 == words.endIndex
                        || !words[next + 1].flags.isDisjoint(with: [.afterClosing, .afterComma, .afterEnd])
                        || joins.contains(words[next + 1].hash)
                    guard ends || words[index].flags.contains(.afterOpening) || !labels.isEmpty else { break }
                    labels.append(word.hash)
                } else if !joins.contains(word.hash) {
                    break
                }
                next += 1
            }
        }
        return labels
    }
}
