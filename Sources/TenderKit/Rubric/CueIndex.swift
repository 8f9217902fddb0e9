/// Finds many phrases in one pass over the words of a text.
struct CueIndex<Tag: Equatable & Sendable>: Sendable {
    struct Match: Equatable, Sendable {
        var tag: Tag
        var weight: Double
    }

    private struct Phrase: Sendable {
        /// Behind the first word.
        var rest: [String]
        var match: Match
        var id: Int
    }

    private var phrases: [String: [Phrase]] = [:]
    private var count = 0

    mutating func add(_ phrase: String, tag: Tag, weight: Double) {
        let words = RubricWords.words(phrase)
        guard let first = words.first else { return }
        phrases[first, default: []].append(
            Phrase(rest: Array(words.dropFirst()), match: Match(tag: tag, weight: weight), id: count))
        count += 1
    }

    mutating func add(_ list: [String], tag: Tag, weight: Double) {
        for phrase in list { add(phrase, tag: tag, weight: weight) }
    }

    /// Each phrase that occurs, once, in the order of the text.
    func matches(in words: [String]) -> [Match] {
        var found: [Match] = []
        var seen: [Int] = []
        for (index, word) in words.enumerated() {
            guard let candidates = phrases[word] else { continue }
            for phrase in candidates where !seen.contains(phrase.id) {
                guard phrase.rest.count < words.count - index,
                    words[(index + 1)...].starts(with: phrase.rest)
                else { continue }
                seen.append(phrase.id)
                found.append(phrase.match)
            }
        }
        return found
    }
}
