/// The terms of a text: its words, two of them in a row, and the notions of the thesaurus.
struct StatementTerms {
    /// Position of each term among the words of content, so that a notion of two words covers both.
    struct Notion {
        var positions: Range<Int>
        var term: Int32
    }

    /// Words with a place in the vocabulary, without stop words.
    static func content(of words: ArraySlice<Word>) -> [Int] {
        words.indices.filter { words[$0].isContent }
    }

    /// All terms, each once, in the order of the text.
    static func terms(of words: ArraySlice<Word>, reader: WordLookup) -> [Int32] {
        var terms: [Int32] = []
        var previous: Int32 = -1
        var run: [Int32] = []
        for word in words where word.isContent {
            run.append(word.term)
            if word.term >= 0 {
                terms.append(word.term)
                if previous >= 0, let pair = reader.pair(previous, word.term) { terms.append(pair) }
            }
            previous = word.term
        }
        for start in run.indices {
            for phrase in phrases(at: start, of: run, reader.vocabulary) { terms.append(phrase.term) }
        }
        return terms
    }

    /// The notions that begin at a place of the content words.
    /// - Parameter gap: a word may stand between two: *similar healthcare projects* are similar projects.
    static func phrases(
        at start: Int, of run: [Int32], _ vocabulary: TermTable, gap: Bool = false
    ) -> [Notion] {
        guard run[start] >= 0, let candidates = vocabulary.phrases[run[start]] else { return [] }
        return candidates.compactMap { phrase in
            if gap, phrase.rest.count == 1, start + 2 < run.count, run[start + 2] == phrase.rest[0] {
                return Notion(positions: start..<(start + 3), term: phrase.notion)
            }
            let end = start + 1 + phrase.rest.count
            guard end <= run.count, run[(start + 1)..<end].elementsEqual(phrase.rest) else { return nil }
            return Notion(positions: start..<end, term: phrase.notion)
        }
    }
}
