/// Reads an offer block by block and keeps the best statements on each item.
///
/// What a statement is worth depends on itself, its paragraph or list, and the headings above it alone. So whatever is
/// deleted from an offer, nothing else in it becomes worth more.
struct OfferReader {
    let request: GradingRequest
    let reader: WordLookup
    let labels: LabelReader
    var scratch: ItemMatcher.Scratch
    private(set) var offer: GradingOffer
    private var section = SectionContext()
    private var passage = OfferPassage()

    init(request: GradingRequest, problems: [FileProblem]) {
        self.request = request
        reader = WordLookup(vocabulary: request.vocabulary, isLearning: false)
        labels = LabelReader(request: request, reader: reader)
        scratch = ItemMatcher.Scratch(request.matcher)
        offer = GradingOffer(
            pools: Array(repeating: FindingPool(), count: request.items.count), problems: problems)
    }

    /// The headings above, and the label that they or a line above give.
    private struct SectionContext {
        var path: [String]?
        var terms: [Int32] = []
        var heading = LabelReader.Label()
        /// Of a line that only names a criterion; holds until the next heading or label.
        var line: LabelReader.Label?
        var label: LabelReader.Label { line ?? heading }
        var table: Int?
        var header: [Int32] = []
        var columns: [String] = []
    }

    mutating func read(_ document: Document) throws {
        section = SectionContext()
        var any = false
        for (index, block) in document.blocks.enumerated() {
            if index % 256 == 0 { try Task.checkCancellation() }
            any = true
            let place = Finding.Place(file: document.file, block: index)
            if block.section != section.path { enter(block.section) }
            let words = TextScanner.words(of: block.text, reader: reader)
            guard !words.isEmpty else { continue }
            take(block, words, place)
        }
        flush()
        if any { offer.readDocuments += 1 }
    }

    private mutating func take(_ block: Block, _ words: [Word], _ place: Finding.Place) {
        switch block.kind {
        case .heading:
            flush()
            // Some readers take a short paragraph for a heading.
            if words.count >= 9 { passage.add(block, words, place, label: section.label, context: section.terms) }
            flush()
        case .paragraph:
            flush()
            let label = labels.label(of: words, &scratch)
            if isOnlyLabel(words, label) {
                section.line = label
                return
            }
            passage.add(
                block, words, place, label: label.certain.isEmpty ? section.label : label, context: section.terms)
            passage.isOpen = block.text.hasSuffix(":") || block.text.hasSuffix("：")
            if !passage.isOpen { flush() }
        case .listItem(let marker, _):
            if !passage.isOpen { flush() }
            let label = labels.label(of: words, marker: marker, &scratch)
            passage.add(
                block, words, place, label: label.certain.isEmpty ? section.label : label, context: section.terms)
            if !passage.isOpen || passage.count > 80 { flush() }
        case .tableRow(let row):
            flush()
            if section.table != row.table {
                section.table = row.table
                section.columns = row.cells
                section.header = StatementTerms.terms(of: words[...], reader: reader)
                passage.add(block, words, place, label: section.label, context: section.terms)
            } else {
                let label = cellLabel(row)
                passage.add(
                    block, words, place, label: label.certain.isEmpty ? section.label : label,
                    context: section.terms + section.header, header: section.columns)
            }
            flush()
        }
    }

    /// A line that names a criterion and says nothing more.
    private func isOnlyLabel(_ words: [Word], _ label: LabelReader.Label) -> Bool {
        guard !label.certain.isEmpty else { return false }
        return StatementFacts(words[...], borrowed: request.borrowed, isRow: false).own < request.weights.ownWords
    }

    private mutating func cellLabel(_ row: TableRow) -> LabelReader.Label {
        for cell in row.cells.prefix(4) where !cell.isEmpty && cell.utf8.count < 600 {
            let label = labels.label(of: TextScanner.words(of: cell, reader: reader), &scratch)
            if !label.certain.isEmpty { return label }
        }
        return LabelReader.Label()
    }

    private mutating func enter(_ path: [String]) {
        flush()
        section = SectionContext(path: path, table: section.table, header: section.header, columns: section.columns)
        // The title of the document says little of one section.
        for (index, title) in path.suffix(3).reversed().enumerated() {
            let words = TextScanner.words(of: title, reader: reader)
            if index < 2 { section.terms += StatementTerms.terms(of: words[...], reader: reader) }
            if section.heading.isEmpty { section.heading = labels.label(of: words, &scratch) }
        }
    }

    private mutating func flush() {
        guard !passage.isEmpty else { return }
        var judge = PassageJudge(request: request, reader: reader, labels: labels)
        judge.judge(passage, scratch: &scratch, into: &offer)
        passage = OfferPassage()
    }
}
