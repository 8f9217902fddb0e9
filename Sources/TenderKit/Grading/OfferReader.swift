/// Reads an offer block by block and keeps the best statements on each item.
///
/// What a statement is worth depends on itself, its paragraph or list, and the headings above it alone. So whatever is
/// deleted from an offer, nothing else in it becomes worth more, unless what is deleted took it back.
struct OfferReader {
    let request: GradingRequest
    let reader: WordLookup
    let labels: LabelReader
    var scratch: ItemMatcher.Scratch
    private(set) var offer: GradingOffer
    private var section = SectionContext()
    private var passage = OfferPassage()
    /// The document's headings go by the criteria's labels.
    private var isLettered = false

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
        let headings = document.blocks.filter { if case .heading = $0.kind { true } else { false } }
        isLettered = labels.areLettered(headings, &scratch)
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
            if let label = onlyLabel(block, words) {
                section.line = label
                return
            }
            passage.add(block, words, place, label: section.label, context: section.terms)
            passage.isOpen = block.text.hasSuffix(":") || block.text.hasSuffix("：")
            if !passage.isOpen { flush() }
        case .listItem:
            if !passage.isOpen { flush() }
            passage.add(block, words, place, label: section.label, context: section.terms)
            if !passage.isOpen || passage.count > 80 { flush() }
        case .tableRow(let row):
            flush()
            if section.table != row.table {
                section.table = row.table
                section.columns = row.cells
                section.header = StatementTerms.terms(of: words[...], reader: reader)
                passage.add(block, words, place, label: section.label, context: section.terms)
            } else {
                passage.add(
                    block, words, place, label: section.label, context: section.terms + section.header,
                    header: section.columns)
            }
            flush()
        }
    }

    /// Of a line that names a criterion and says nothing more. A sentence is what is left of a paragraph.
    private mutating func onlyLabel(_ block: Block, _ words: [Word]) -> LabelReader.Label? {
        guard words.count <= 80, !block.text.hasSuffix(".") else { return nil }
        let label = labels.label(of: words[...], &scratch)
        guard !label.certain.isEmpty else { return nil }
        let facts = StatementFacts(words[...], borrowed: request.borrowed, isRow: false)
        return facts.own < request.weights.ownWords ? label : nil
    }

    private mutating func enter(_ path: [String]) {
        flush()
        section = SectionContext(path: path, table: section.table, header: section.header, columns: section.columns)
        // The title of the document says little of one section.
        for (index, title) in path.suffix(3).reversed().enumerated() {
            let words = TextScanner.words(of: title, reader: reader)
            if index < 2 { section.terms += StatementTerms.terms(of: words[...], reader: reader) }
            guard section.heading.isEmpty else { continue }
            if isLettered, let criterion = labels.lettered(heading: words[...]) {
                section.heading = LabelReader.Label(certain: [criterion])
            } else {
                section.heading = labels.label(of: words[...], &scratch)
            }
        }
    }

    private mutating func flush() {
        guard !passage.isEmpty else { return }
        let judge = PassageJudge(request: request, reader: reader, labels: labels)
        judge.judge(passage, scratch: &scratch, into: &offer)
        passage = OfferPassage()
    }
}
