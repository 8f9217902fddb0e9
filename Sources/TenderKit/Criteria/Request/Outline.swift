/// Walks a document and says for every block what the headings above it make of it.
struct Outline {
    private(set) var passages: [Passage] = []
    /// By block.
    private(set) var contexts: [Context] = []

    private struct Heading {
        var level: Int
        var role: PartRole
        var numbers: [Int]
        var block: Int
        var isReal: Bool
    }

    private var headings: [Heading] = []
    private var styles: [String] = []
    private var lastMarker: Marker?
    /// Where it stood in the nesting.
    private var lastLevel = 0
    /// A sentence that announced criteria outside an evaluation part, and for how many more blocks it holds.
    private var leadIn: (block: Int, left: Int)?
    /// After a sentence that announces weights within each criterion: the style of their list, once it has begun.
    private var inner: (isOpen: Bool, style: Marker.Style?) = (false, nil)

    /// - Parameter isSheet: the whole file is about evaluation.
    init(_ document: Document, isSheet: Bool = false) throws {
        for (index, block) in document.blocks.enumerated() {
            if index % 512 == 0 { try Task.checkCancellation() }
            switch block.kind {
            case .heading where continuesList(block.text):
                addText(block, marker: nil, depth: depthOfList(block.text), at: index)
            case .heading(let level):
                addHeading(block, level: level, at: index)
            case .tableRow(let row):
                // The last row of a data sheet: `ITC 21.1 | Criteria, sub-criteria and point system for the evaluation …:`
                var isLast = document.blocks.indices.contains(index + 1)
                if isLast, case .tableRow = document.blocks[index + 1].kind { isLast = false }
                if isLast, row.cells.contains(where: Self.opens) { leadIn = (index, 40) }
                contexts.append(context())
            case .paragraph:
                addText(block, marker: nil, depth: nil, at: index)
            case .listItem(let marker, _) where Self.opensSection(marker, document.blocks[index...]) != nil:
                let level = Self.opensSection(marker, document.blocks[index...]) ?? 1
                addHeading(block, level: level, at: index)
            case .listItem(let marker, let depth):
                addText(block, marker: marker, depth: depth, at: index)
            }
            if isSheet { contexts[index].region = contexts[index].region ?? -1 }
            if !passages.isEmpty, passages[passages.count - 1].block == index {
                passages[passages.count - 1].context = contexts[index]
            }
        }
    }

    /// `(iii) Key experts:` set in bold, in a list of criteria that was announced.
    private func continuesList(_ text: String) -> Bool {
        guard leadIn != nil else { return false }
        switch Marker.split(text).marker?.style {
        // `B. PRICE:` opens a part.
        case .roman(let closing, _), .letter(let closing, _): return closing.contains(")")
        default: return Vocabulary.total.begin(FoldedText.fold(text))
        }
    }

    /// How deep the items stand that a text in bold goes on with; nil where they are paragraphs.
    private func depthOfList(_ text: String) -> Int? {
        let style = Marker.split(text).marker?.style
        guard let last = passages.last(where: { $0.marker?.style == style }), case .item(let depth) = last.kind else {
            return nil
        }
        return depth
    }

    /// `4. …` before the heading `4.1 …` is a heading, too, whatever the reader took it for.
    /// - Returns: its level.
    private static func opensSection(_ marker: String, _ blocks: ArraySlice<Block>) -> Int? {
        guard let block = blocks.first, block.text.wordCount <= 12,
            let number = Marker.printed(marker).numbers.first, Marker.printed(marker).numbers.count == 1
        else { return nil }
        for next in blocks.dropFirst().prefix(4) {
            guard case .heading(let level) = next.kind else { continue }
            return Marker.split(next.text).marker?.numbers == [number, 1] ? max(level - 1, 1) : nil
        }
        return nil
    }

    private mutating func addHeading(_ block: Block, level: Int, at index: Int) {
        var (marker, rest) = Marker.split(block.text)
        if marker?.label == nil, let label = Marker.split(rest).marker, label.label != nil {
            // `9.6.1 Factor 1 – Technical approach`
            rest = Marker.split(rest).rest
            let numbers = marker?.numbers ?? []
            marker = label
            marker?.numbers = numbers
        }
        let role = PartRole(heading: block.text)
        var numbers = marker?.numbers ?? []
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        headings.removeAll { !$0.isReal }
        var level = min(max(level, 1), 9)
        while let last = headings.last, last.level >= level {
            if continues(last, numbers: numbers, marker: marker, text: block.text, role: role) {
                level = min(last.level + 1, 9)
                break
            }
            headings.removeLast()
        }
        // `Criterion 1: …` under `How we compare proposals` is one of its criteria, not a part of its own.
        let isPart = role != .evaluationWeak || marker?.label == nil && WeightMention.find(in: block.text).isEmpty
        let isInside = headings.contains { $0.role == .evaluation || $0.role == .evaluationWeak }
        headings.append(
            Heading(
                level: level, role: isPart || !isInside ? role : .neutral, numbers: numbers, block: index,
                isReal: true))
        styles = []
        lastMarker = nil
        leadIn = nil
        if role != .contents, Self.announces(block.text) { leadIn = (index, 40) }
        contexts.append(context())
        passages.append(
            Passage(
                block: index, kind: .heading, level: level, marker: marker, text: rest, page: block.page,
                context: context(),
                headingBlock: index))
    }

    /// Whether a heading at the same level still belongs to an evaluation heading: `5.01` under `5`, or a weight.
    private func continues(_ open: Heading, numbers: [Int], marker: Marker?, text: String, role: PartRole) -> Bool {
        guard open.role == .evaluation || open.role == .evaluationWeak || open.role == .example else { return false }
        if !open.numbers.isEmpty, numbers.count > open.numbers.count, numbers.starts(with: open.numbers) { return true }
        guard open.role != .example, role != .evaluation else { return false }
        if marker?.label != nil { return true }
        guard open.numbers.isEmpty || numbers.isEmpty else { return false }
        return !WeightMention.find(in: text).isEmpty
    }

    private mutating func addText(_ block: Block, marker printed: String?, depth: Int?, at index: Int) {
        var (marker, text) = Marker.split(block.text)
        if let printed, !printed.isEmpty {
            if marker?.label == nil { marker = Marker.printed(printed) }
        }
        let kind: Passage.Kind = depth.map { .item(depth: $0) } ?? .paragraph
        if kind == .paragraph { openPart(block.text, marker: marker, at: index) }
        let isContents = Self.isContentsLine(block.text)
        var context = context()
        if isContents, context.evidence < 3, context.leadIn == 0 { context.isContents = true }
        if Vocabulary.example.occur(in: FoldedText.fold(String(block.text.prefix(60)))) { context.isExample = true }
        announce(block.text, context: &context, at: index)
        if isInner(block.text, kind, marker) { context.isExample = true }
        contexts.append(context)
        passages.append(
            Passage(
                block: index, kind: kind, level: 10 + nesting(marker, depth: depth, text: text), marker: marker,
                text: text,
                page: block.page, context: context, headingBlock: headings.last { $0.isReal }?.block))
    }

    /// `The points for each of the above positions are determined considering: 1) qualifications: 20 % …`
    private mutating func isInner(_ text: String, _ kind: Passage.Kind, _ marker: Marker?) -> Bool {
        guard kind != .paragraph else {
            inner = (Vocabulary.inner.occur(in: FoldedText.fold(String(text.prefix(400)))), nil)
            return inner.isOpen
        }
        guard inner.isOpen else { return false }
        if inner.style == nil { inner.style = marker?.style }
        inner.isOpen = marker?.style == inner.style
        return inner.isOpen
    }

    /// A short paragraph may be a heading that the reader did not see.
    private mutating func openPart(_ text: String, marker: Marker?, at index: Int) {
        let text = text.trimming { "*_ :".contains($0) }
        guard (1...12).contains(text.wordCount), let last = text.last, !".;,".contains(last) else { return }
        guard !Self.isContentsLine(text), WeightMention.find(in: text).isEmpty else { return }
        let role = PartRole(heading: text)
        // `The system shall support these assessment criteria:` under a heading about students.
        if headings.last(where: { $0.role != .neutral })?.role == .otherEvaluation { return }
        guard role != .neutral, role != .evaluationWeak || text.wordCount <= 5 else { return }
        if role == .foreign, headings.last(where: { $0.role != .neutral })?.role == .evaluation { return }
        headings.removeAll { !$0.isReal }
        headings.append(
            Heading(level: 9, role: role, numbers: marker?.numbers ?? [], block: index, isReal: false))
        styles = []
    }

    /// A sentence that announces criteria makes an evaluation part where no heading does.
    private mutating func announce(_ text: String, context: inout Context, at index: Int) {
        if let open = leadIn {
            leadIn = open.left > 0 ? (open.block, open.left - 1) : nil
        }
        if Self.announces(text) {
            leadIn = (leadIn?.block ?? index, 40)
            context.leadIn = 2
        } else if leadIn != nil {
            context.leadIn = 2
        }
        if context.region == nil, let leadIn { context.region = leadIn.block }
    }

    /// Whether a cell is the title of the criteria that follow its table.
    private static func opens(_ cell: String) -> Bool {
        let folded = FoldedText.fold(cell)
        guard (3...30).contains(cell.wordCount), Vocabulary.criteriaWords.occur(in: folded) else { return false }
        return Vocabulary.evaluationWeak.occur(in: folded) && !Vocabulary.notLeadIn.occur(in: folded)
            && !Vocabulary.evaluationOfOther.occur(in: folded)
    }

    static func announces(_ text: String) -> Bool {
        guard text.wordCount <= 80, let last = Sentences.split(text).last else { return false }
        let folded = FoldedText.fold(String(last))
        guard Vocabulary.leadIn.occur(in: folded), text.hasSuffix(":") || Vocabulary.follows.occur(in: folded) else {
            return false
        }
        return !Vocabulary.notLeadIn.occur(in: folded) && !Vocabulary.inner.occur(in: folded)
    }

    private func context() -> Context {
        var context = Context()
        context.isContents = headings.last?.role == .contents
        context.isExample = headings.contains { $0.role == .example }
        let telling = headings.filter { $0.role != .neutral }
        let evaluation = headings.first { $0.role == .evaluation } ?? telling.last { $0.role == .evaluationWeak }
        switch telling.last?.role {
        case .otherEvaluation: context.isForeign = true
        case .foreign: context.isForeign = evaluation?.role != .evaluation
        default: context.isForeign = false
        }
        if let evaluation {
            context.region = evaluation.block
            context.evidence = evaluation.role.evidence
        }
        if leadIn != nil {
            context.leadIn = 2
            if context.region == nil { context.region = leadIn?.block }
        }
        return context
    }

    /// The depth of a numbering style: a new style opens a level, a known one returns to it.
    private mutating func nesting(_ marker: Marker?, depth: Int?, text: String) -> Int {
        let level = styleLevel(marker, depth: depth, text: text)
        if marker != nil { lastLevel = level }
        return level
    }

    private mutating func styleLevel(_ marker: Marker?, depth: Int?, text: String) -> Int {
        var style = marker?.style
        if case .roman(let closing, let upper) = style, let marker, let last = lastMarker,
            case .letter = last.style, Self.follows(marker.text, last.text)
        {
            style = .letter(closing: closing, upper: upper)
        }
        if let marker {
            let goesOn = style == lastMarker?.style && Self.goesOn(marker, after: lastMarker)
            lastMarker = marker
            if let style { lastMarker?.style = style }
            // `3.` behind `2.` is on its level, however far the reader saw it set in.
            if goesOn, lastLevel < styles.count {
                styles.removeLast(styles.count - lastLevel - 1)
                return lastLevel
            }
        }
        guard style != nil || depth != nil || Self.standsAlone(text) else { return styles.count }
        let key = "\(depth ?? -1) \(style.map { "\($0)" } ?? "plain")"
        if let known = styles.firstIndex(of: key) {
            styles.removeLast(styles.count - known - 1)
            return known
        }
        if let depth {
            styles.removeAll { ($0.split(separator: " ").first.flatMap { Int($0) } ?? -1) > depth }
        }
        styles.append(key)
        return styles.count - 1
    }

    private static func goesOn(_ marker: Marker, after last: Marker?) -> Bool {
        guard let last, let own = marker.numbers.last, let before = last.numbers.last else { return false }
        return own == before + 1 && marker.numbers.dropLast() == last.numbers.dropLast()
    }

    /// Whether a paragraph without numbering takes part in the nesting: it states a weight or is a title.
    private static func standsAlone(_ text: String) -> Bool {
        guard text.wordCount <= 25, let last = text.last else { return false }
        return last == ":" && text.wordCount <= 10 || last.digit != nil || !WeightMention.find(in: text).isEmpty
    }

    private static func follows(_ marker: String, _ last: String) -> Bool {
        guard let one = last.unicodeScalars.first(where: { $0.properties.isAlphabetic }),
            let two = marker.unicodeScalars.first(where: { $0.properties.isAlphabetic })
        else { return false }
        return two.value == one.value + 1
    }

    /// `Evaluation criteria ........ 12`
    private static func isContentsLine(_ text: String) -> Bool {
        guard text.contains("....") || text.contains("……") || text.contains(". . . ."), let last = text.last else {
            return false
        }
        return last.digit != nil || "ivxIVX".contains(last)
    }
}
