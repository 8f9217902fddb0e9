/// One thing that is to be done, in the document's words.
struct ScopeUnit {
    enum Kind {
        case item, row, duty, sentence, part
    }

    var text: String
    var kind: Kind
    /// Where it stands, to keep the order.
    var block: Int

    /// How much it says about the work; not positive when it does not.
    var points: Double {
        let folded = FoldedText.fold(String(text.prefix(600)))
        let words = text.wordCount
        var points: Double =
            switch kind {
            case .item, .part: 4
            case .row: 3
            case .duty: 3
            case .sentence: 1
            }
        if ScopeWords.work.occur(in: folded) { points += 1.5 }
        if ScopeWords.contractor.occur(in: folded), ScopeWords.duty.occur(in: folded) { points += 1 }
        if ScopeWords.bidding.occur(in: folded) { points -= 4 }
        if ScopeWords.outside.occur(in: folded) { points -= 4 }
        if text.contains("?") || text.contains("؟") { points -= 4 }
        if text.hasSuffix(":") { points -= 5 }
        if words < 2 || words > 90 { points -= 2 }
        if ScopeWords.includes.occur(in: folded) { points += 3 }
        if ScopeWords.pointing.begin(folded) { points -= 2 }
        if text.contains("://") || text.contains("[") { points -= 1 }
        return points
    }

    /// The words that carry meaning, for telling repetitions.
    var keys: Set<String> { Set(FoldedText.words(String(text.prefix(400))).filter { $0.count > 2 }) }
}

/// Takes the units out of a part.
struct ScopeUnits {
    private(set) var units: [ScopeUnit] = []
    /// The parts directly under this one, as units: their titles with what they say first.
    private(set) var parts: [ScopeUnit] = []
    /// Sentences of running text, the first ones first.
    private(set) var sentences: [ScopeUnit] = []

    /// Blocks of a part that are looked at.
    static let limit = 600

    private var list: (depth: Int, item: String, children: [String], block: Int)?

    /// - Parameters:
    ///   - titles: the document's headings: an item that repeats one is a line of contents.
    init(_ range: Range<Int>, of document: Document, titles: Titles) {
        var skipping: Int?
        var subLevel: Int?
        var table = -1
        for index in range.prefix(Self.limit) {
            let block = document.blocks[index]
            if case .heading(let level) = block.kind, !titles.isContents(block.text) {
                closeItem()
                if let skipped = skipping, level <= skipped { skipping = nil }
                guard skipping == nil else { continue }
                if ScopePart.Role(heading: block.text) == .boilerplate {
                    skipping = level
                    continue
                }
                subLevel = min(subLevel ?? level, level)
                if level == subLevel {
                    parts.append(ScopeUnit(text: Self.title(block.text), kind: .part, block: index))
                }
                continue
            }
            guard skipping == nil, !HeadingShape.isContentsLine(block.text) else { continue }
            switch block.kind {
            case .heading: break
            case .listItem(_, let depth):
                if !titles.repeats(block.text), !Self.isTitle(block.text) {
                    addItem(block.text, depth: depth, at: index)
                }
            case .paragraph:
                closeItem()
                if !titles.repeats(block.text) { addParagraph(block.text, at: index) }
            case .tableRow(let row):
                closeItem()
                if row.table != table { table = row.table } else { addRow(row, at: index) }
            }
        }
        closeItem()
    }

    /// `3. Tasks of the consultant`: a heading that the reader saw as a list item.
    private static func isTitle(_ text: String) -> Bool {
        text.wordCount <= 5 && ScopePart.Role(heading: text) >= .introduction
            && !ScopeWords.work.occur(in: FoldedText.fold(text))
    }

    private mutating func addItem(_ text: String, depth: Int, at index: Int) {
        if let open = list, depth > open.depth {
            list?.children.append(text)
            return
        }
        closeItem()
        list = (depth, text, [], index)
    }

    private mutating func closeItem() {
        guard let open = list else { return }
        list = nil
        var text = open.item
        if !open.children.isEmpty,
            text.wordCount <= 6 || text.last.map({ !".;".contains($0) }) == true && text.wordCount <= 15
        {
            var line = text.trimming { ": ".contains($0) } + ": "
            for (number, child) in open.children.enumerated() where line.count < 160 {
                line += (number > 0 ? "; " : "") + child.trimming { ".;,: ".contains($0) }
            }
            text = line
        }
        units.append(ScopeUnit(text: text, kind: .item, block: open.block))
    }

    private mutating func addParagraph(_ text: String, at index: Int) {
        // `1.1 …` and `a) …` are items that the reader saw as paragraphs.
        let split = Sentences.split(String(text.prefix(4_000)))
        if let (_, rest) = LineMarker.split(text), rest.wordCount <= 40, split.count == 1 {
            units.append(ScopeUnit(text: rest, kind: .item, block: index))
            return
        }
        for sentence in split {
            let trimmed = sentence.trimmingWhitespace()
            let sentence = LineMarker.split(trimmed)?.rest ?? trimmed
            let folded = FoldedText.fold(sentence)
            let isDuty =
                ScopeWords.duty.occur(in: folded) && ScopeWords.contractor.occur(in: folded)
                || ScopeWords.includes.occur(in: folded)
            let unit = ScopeUnit(text: sentence, kind: isDuty ? .duty : .sentence, block: index)
            units.append(unit)
            if sentences.count < 12 { sentences.append(unit) }
        }
    }

    private mutating func addRow(_ row: TableRow, at index: Int) {
        let texts = row.cells.filter { $0.hasLetter && $0.count > 2 }
        guard let first = texts.first else { return }
        // Two columns of one list.
        if texts.count == 2, first.split(separator: " ").first == texts[1].split(separator: " ").first {
            for text in texts { units.append(ScopeUnit(text: text, kind: .row, block: index)) }
            return
        }
        let detail = texts.dropFirst().first { $0.wordCount >= 3 }
        let text = detail.map { "\(first.trimming { ".:; ".contains($0) }): \($0)" } ?? first
        units.append(ScopeUnit(text: text, kind: .row, block: index))
    }

    private static let keywords: Set<String> = [
        "sec", "section", "part", "article", "chapter", "annex", "appendix", "schedule",
    ]

    /// A heading without its number.
    static func title(_ heading: String) -> String {
        var title = heading.trimming { "*_ ".contains($0) }
        let words = title.split(separator: " ")
        // `Sec. 3.01`, `Section 3.`
        if words.count > 2, Self.keywords.contains(words[0].lowercased().trimming { $0 == "." }),
            words[1].contains(where: \.isNumber)
        {
            title = words[2...].joined(separator: " ")
        }
        for _ in 0..<2 {
            if let (_, rest) = LineMarker.split(title) { title = rest }
        }
        // `4 Evaluation`
        if HeadingShape.isChapter(title) { title = title.split(separator: " ").dropFirst().joined(separator: " ") }
        return title.trimming { "*_:. ".contains($0) }
    }
}
