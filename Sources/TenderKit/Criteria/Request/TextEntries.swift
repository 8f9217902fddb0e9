/// Finds entries in headings, list items and paragraphs.
struct TextEntries {
    private let file: String
    private(set) var entries: [Entry] = []
    /// What the text says that all weights come to: `The total number of points is 1,000`.
    private(set) var statedTotal: Double?

    init(_ passages: [Passage], file: String) {
        self.file = file
        let notice = NoticeCriteria(passages)
        for (index, passage) in passages.enumerated() where !passage.context.isContents {
            if let record = notice.records.first(where: { $0.passage == index }) {
                append(passage, name: record.name, weight: record.weight, detail: record.detail, form: .line)
            } else if !notice.passages.contains(index) {
                add(passage)
            }
        }
    }

    private mutating func add(_ passage: Passage) {
        var passage = passage
        if Self.isFillIn(passage.text) { return }
        passage.text = withoutTotals(passage.text)
        guard passage.text.hasLetter else { return }
        let text = passage.text
        let mentions = WeightMention.find(in: text)
        if mentions.isEmpty {
            addWithoutMention(passage)
            return
        }
        if mentions.count == 1, isWeightAlone(text, mentions[0]), let last = entries.indices.last,
            entries[last].form == .heading, entries[last].weight == nil, entries[last].block == passage.headingBlock
        {
            entries[last].weight = mentions[0].weight
            return
        }
        if text.contains("="), mentions.count > 1 { return }
        let form: Entry.Form = passage.kind == .heading ? .heading : .line
        if mentions.count > 2, let line = PartedLine(text, mentions: mentions) {
            append(passage, name: line.name, weight: line.weight, detail: line.detail, form: form)
            for part in line.parts {
                var entry = self.entry(passage, name: part.name, weight: part.weight, detail: nil, form: form)
                entry.level += 1
                entries.append(entry)
            }
            return
        }
        if mentions.count > 1, let scale = StepLine(text, mentions: mentions) {
            append(passage, name: scale.name, weight: scale.weight, detail: scale.steps, form: form)
            return
        }
        if let line = WeightedLine(text, isTitle: form == .heading || passage.marker != nil) {
            append(passage, name: line.name, weight: line.weight, detail: line.detail, form: form)
            return
        }
        for (name, weight) in WeightedProse.entries(in: text) {
            var entry = self.entry(passage, name: name, weight: weight, detail: nil, form: .prose)
            entry.level = passage.level + 30
            entries.append(entry)
        }
        if form == .heading { append(passage, name: text, weight: nil, detail: nil, form: .heading) }
    }

    /// `Relative weight: 20%`, `Marks available: 350 Minimum marks required: 120` below the title of a criterion.
    private func isWeightAlone(_ text: String, _ mention: WeightMention) -> Bool {
        let before = WeightedLine.withoutConnectors(String(text[..<mention.range.lowerBound]))
        let after = FoldedText.fold(String(text[mention.range.upperBound...]))
        return !before.hasLetter && (!after.hasLetter || Vocabulary.threshold.begin(after) && after.wordCount <= 8)
    }

    /// Titles group; a line that ends in a bare number may be a row of a table that lost its shape.
    private mutating func addWithoutMention(_ passage: Passage) {
        let text = passage.text
        if passage.kind == .heading {
            append(passage, name: text, weight: nil, detail: nil, form: .heading)
            return
        }
        let run = passage.kind == .paragraph ? Self.bareRun(text) : []
        if !run.isEmpty {
            for (name, number) in run {
                append(passage, name: name, weight: StatedWeight(number), detail: nil, form: .bare)
            }
            return
        }
        if let (name, number) = Self.bareNumber(text) {
            if Vocabulary.total.begin(FoldedText.fold(name)) {
                statedTotal = max(statedTotal ?? 0, number)
            } else {
                append(passage, name: name, weight: StatedWeight(number), detail: nil, form: .bare)
            }
            return
        }
        let isTitle = text.hasSuffix(":") && text.wordCount <= (passage.marker == nil ? 8 : 25)
        if isTitle || passage.marker != nil && text.wordCount <= 12, !WeightedLine.isSentence(text) {
            append(passage, name: text, weight: nil, detail: nil, form: .line)
        }
    }

    /// `Understanding 20 Experience 30 Fee 50`: rows that the reader has joined to one paragraph.
    private static func bareRun(_ text: String) -> [(name: String, number: Double)] {
        var run: [(name: String, number: Double)] = []
        var start = text.startIndex
        for token in Token.tokens(of: text) {
            guard let number = token.number else { continue }
            let name = CriterionName.trimmed(String(text[start..<token.range.lowerBound]))
            guard (1...10).contains(name.wordCount), name.first?.isLowercase == false, (1...1_000).contains(number)
            else { return [] }
            run.append((name, number))
            start = token.range.upperBound
        }
        return run.count >= 3 && !text[start...].hasLetter ? run : []
    }

    /// `Key staff 40`, `Key staff [40]`, `Key staff ..... 40`
    private static func bareNumber(_ text: String) -> (name: String, number: Double)? {
        var tokens = Token.tokens(of: text)
        let closing = tokens.last?.sign
        let isBracketed = closing == "]" || closing == ")"
        if isBracketed { tokens.removeLast() }
        guard let last = tokens.popLast(), let number = last.number, number > 0, number <= 1_000 else { return nil }
        if isBracketed {
            guard let opening = tokens.popLast()?.sign, opening == "[" || opening == "(" else { return nil }
        }
        guard let end = tokens.last?.range.upperBound,
            text[end..<last.range.lowerBound].contains(where: { !$0.isNumber })
        else {
            return nil
        }
        let name = String(text[..<end])
        if Vocabulary.threshold.begin(FoldedText.fold(name)) { return nil }
        return (1...20).contains(name.wordCount) && name.hasLetter && tokens.last?.number == nil ? (name, number) : nil
    }

    private mutating func append(
        _ passage: Passage, name: String, weight: StatedWeight?, detail: String?, form: Entry.Form
    ) {
        let entry = entry(passage, name: name, weight: weight, detail: detail, form: form)
        if !entry.name.isEmpty { entries.append(entry) }
    }

    private func entry(
        _ passage: Passage, name: String, weight: StatedWeight?, detail: String?, form: Entry.Form
    ) -> Entry {
        let name = CriterionName.shortened(CriterionName.clean(name))
        let isTotal = Vocabulary.total.begin(FoldedText.fold(name)) && name.wordCount <= 8
        return Entry(
            name: name, level: passage.level, weight: weight, detail: detail, form: form,
            role: isTotal ? .total : .item,
            place: SourcePlace(file: file, page: passage.page), block: passage.block)
    }

    /// Notes the sentences that say what everything comes to, and takes them out.
    private mutating func withoutTotals(_ text: String) -> String {
        guard Self.wholes.occur(in: FoldedText.fold(text)) else { return text }
        var rest = ""
        for sentence in Sentences.split(text) {
            if let total = Self.total(String(sentence)) {
                statedTotal = max(statedTotal ?? 0, total)
            } else {
                rest += sentence
            }
        }
        return rest.trimmingWhitespace()
    }

    /// The number in `The total number of points is 1,000` or `Total points: 100`.
    private static func total(_ sentence: String) -> Double? {
        let folded = FoldedText.fold(sentence)
        guard wholes.occur(in: folded), !Vocabulary.statesNoWeight(folded) else { return nil }
        let mentions = WeightMention.find(in: sentence)
        guard mentions.count <= 1 else { return nil }
        if let mention = mentions.first {
            let before = FoldedText.fold(String(sentence[..<mention.range.lowerBound]))
            let after = sentence[mention.range.upperBound...]
            if parts.occur(in: before) { return nil }
            return wholes.occur(in: before) && after.wordCount <= 6 ? mention.weight.value : nil
        }
        return Token.tokens(of: sentence).last { $0.number != nil }?.number
    }

    private static func isFillIn(_ text: String) -> Bool { text.contains("____") }

    private static let parts = Phrases("of which", "of these", "thereof", "منها")
    private static let wholes = Phrases(
        "total number of points", "total points", "total score", "maximum score", "total point", "maximum total",
        "out of a total",
        "maximum number of points", "combined point total", "sum of", "مجموع", "المجموع", "إجمالي", "الدرجة الكلية")
}
