/// Looks words up: folds, stems and numbers each distinct spelling once.
///
/// Belongs to one task, because its stemmer does.
final class WordLookup {
    struct Entry {
        var term: Int32
        var hash: UInt64
        var flags: Word.Flags
    }

    private(set) var vocabulary: TermTable
    /// Whether unknown words join the vocabulary.
    var isLearning: Bool
    private let stemmer = Stemmer()
    /// By the hash of the spelling. Bounded: a file of random letters must not fill the memory.
    private var entries: [UInt64: Entry] = [:]
    private static let entryLimit = 400_000
    private let generalStems: Set<String>

    init(vocabulary: TermTable = TermTable(), isLearning: Bool) {
        self.vocabulary = vocabulary
        self.isLearning = isLearning
        let stemmer = stemmer
        generalStems = Set(StopWords.general.map { stemmer.stem($0) })
    }

    /// - Parameters:
    ///   - spelling: its hash, ASCII in lower case.
    ///   - text: makes the word itself; called for new spellings.
    func entry(_ spelling: UInt64, text: () -> String) -> Entry {
        if let known = entries[spelling], !isLearning || known.term >= 0 || known.flags.contains(.stop) { return known }
        let entry = look(up: WordFolding.fold(text()))
        if entries.count >= Self.entryLimit { entries.removeAll(keepingCapacity: true) }
        entries[spelling] = entry
        return entry
    }

    func number(_ text: String) -> Entry {
        let term = isLearning ? vocabulary.term(text) : vocabulary.terms[text] ?? -1
        return Entry(term: term, hash: WordHash.of(text), flags: .number)
    }

    func pair(_ first: Int32, _ second: Int32) -> Int32? {
        isLearning ? vocabulary.pair(first, second) : vocabulary.pairs[TermTable.key(first, second)]
    }

    /// Adds the thesaurus to the vocabulary.
    func learnThesaurus() {
        let learning = isLearning
        isLearning = true
        defer { isLearning = learning }
        for notion in Thesaurus.notions {
            vocabulary.notion(
                notion.map { member in TextScanner.words(of: member, reader: self).filter(\.isContent).map(\.term) })
        }
    }

    private func look(up word: String) -> Entry {
        var flags: Word.Flags = FoldedText.isArabic(word) ? .arabic : []
        let stem = stemmer.stem(word)
        if StopWords.all.contains(word) {
            return Entry(term: -1, hash: WordHash.of(stem), flags: flags.union(.stop))
        }
        if generalStems.contains(stem) { flags.insert(.general) }
        let term = isLearning ? vocabulary.term(stem) : vocabulary.terms[stem] ?? -1
        return Entry(term: term, hash: WordHash.of(stem), flags: flags)
    }
}
