/// Finds out which criterion a heading, a marker or a table cell names.
struct LabelReader {
    let request: GradingRequest
    let reader: WordLookup
    private let byLabel: [UInt64: Int]
    /// A text with this share of a criterion's words, and little else, names it.
    private let sameness = 0.75
    /// A short one with this share of them is akin to it: *Timeline* to *Proposed timeline*.
    private let kinship = 0.6
    private let purity = 0.6

    /// What a text names.
    struct Label {
        /// All that follows belongs to these criteria.
        var certain: [Int] = []
        /// All that follows belongs rather to these.
        var likely: [Int] = []
        var isEmpty: Bool { certain.isEmpty && likely.isEmpty }
    }

    init(request: GradingRequest, reader: WordLookup) {
        self.request = request
        self.reader = reader
        var byLabel: [UInt64: Int] = [:]
        for (index, profile) in request.criteria.enumerated() {
            if let label = profile.label, byLabel[label] == nil { byLabel[label] = index }
        }
        self.byLabel = byLabel
    }

    /// - Parameter marker: as printed before a list item.
    func label(of words: ArraySlice<Word>, marker: String? = nil, _ scratch: inout ItemMatcher.Scratch) -> Label {
        if let marker {
            let marks = TextScanner.words(of: marker, reader: reader)
            if marks.count == 1, let criterion = lettered(marks[0]), speaks(words, of: criterion, &scratch) {
                return Label(certain: [criterion])
            }
        }
        guard !words.isEmpty else { return Label() }
        if words.count <= 4, let criterion = alone(words) { return Label(certain: [criterion]) }
        if let label = CriterionLabels.label(words), let criterion = byLabel[label],
            speaks(words.dropFirst(), of: criterion, &scratch)
        {
            return Label(certain: [criterion])
        }
        return worded(words, &scratch)
    }

    /// Whether headings go by the criteria's labels: several do, and most of those speak of their criterion.
    func areLettered(_ headings: [Block], _ scratch: inout ItemMatcher.Scratch) -> Bool {
        var named: Set<Int> = []
        var speaking: Set<Int> = []
        for heading in headings {
            let words = TextScanner.words(of: heading.text, reader: reader)[...]
            guard let criterion = lettered(heading: words) else { continue }
            named.insert(criterion)
            if speaks(words.dropFirst(), of: criterion, &scratch) { speaking.insert(criterion) }
        }
        return named.count >= 4 && speaking.count * 2 > named.count
    }

    /// The criterion by whose label a heading goes, whatever it says.
    func lettered(heading words: ArraySlice<Word>) -> Int? {
        CriterionLabels.label(words).flatMap { byLabel[$0] }
    }

    /// What a row's first cells name.
    func label(of row: TableRow, _ scratch: inout ItemMatcher.Scratch) -> Label {
        for cell in row.cells.prefix(4) where !cell.isEmpty && cell.utf8.count < 600 {
            let label = label(of: TextScanner.words(of: cell, reader: reader)[...], &scratch)
            if !label.certain.isEmpty { return label }
        }
        return Label()
    }

    /// Labels inside a statement: `(point c)`.
    func announced(in words: ArraySlice<Word>) -> [Int] {
        byLabel.isEmpty ? [] : CriterionLabels.announced(in: words).compactMap { byLabel[$0] }
    }

    private func lettered(_ word: Word) -> Int? {
        CriterionLabels.isLabel(word) ? byLabel[word.hash] : nil
    }

    /// `(a)`, `Criterion a`, `Point 3:`
    private func alone(_ words: ArraySlice<Word>) -> Int? {
        let rest = words.filter { !CriterionLabels.announcing.contains($0.hash) }
        guard rest.count == 1, let criterion = lettered(rest[0]) else { return nil }
        // A bare number may be a page's.
        return rest[0].flags.contains(.number) && words.count == 1 ? nil : criterion
    }

    private func speaks(_ words: ArraySlice<Word>, of criterion: Int, _ scratch: inout ItemMatcher.Scratch) -> Bool {
        let terms = StatementTerms.terms(of: words, reader: reader)
        request.matcher.match([(terms, 1)], into: &scratch)
        return request.match(criterion, scratch) >= 0.3
    }

    /// The criterion's own wording.
    private func worded(_ words: ArraySlice<Word>, _ scratch: inout ItemMatcher.Scratch) -> Label {
        let content = words.filter(\.isContent)
        guard !content.isEmpty, content.count <= 60 else { return Label() }
        request.matcher.match([(StatementTerms.terms(of: words, reader: reader), 1)], into: &scratch)
        let said = Set(content.map(\.hash))
        if let same = request.criteria.firstIndex(where: { $0.nameWords == said || $0.coreWords == said }) {
            return Label(certain: [same])
        }
        var likely: [(criterion: Int, match: Double)] = []
        for (criterion, _) in request.matches(scratch) {
            let profile = request.criteria[criterion]
            let match = scratch[profile.items.lowerBound]
            guard match >= kinship else { continue }
            let common = content.count { profile.nameWords.contains($0.hash) }
            let isPure = Double(common) >= purity * Double(content.count)
            if match >= sameness, profile.nameWords.count >= 4, isPure { return Label(certain: [criterion]) }
            if content.count <= 10 { likely.append((criterion, match)) }
        }
        let best = likely.map(\.match).max() ?? 0
        return Label(likely: likely.filter { $0.match >= best * 0.9 }.map(\.criterion))
    }
}
