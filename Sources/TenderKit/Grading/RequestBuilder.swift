/// Prepares a request: criteria become items, the request's documents weigh their words and add what they ask for.
struct RequestBuilder {
    private let reader = WordLookup(isLearning: true)
    private let weights: GradingWeights
    private let criteria: [ConfiguredCriterion]
    private var borrowed = BorrowedText()
    private var builder: ItemBuilder
    private var year: Int?
    /// Blocks beyond this are not looked at: a request has thousands, not millions.
    private let blockLimit = 200_000

    init(criteria: [ConfiguredCriterion], weights: GradingWeights) {
        self.criteria = criteria
        self.weights = weights
        builder = ItemBuilder(reader: reader, weights: weights)
    }

    mutating func build(_ documents: [Document]) throws -> GradingRequest {
        reader.learnThesaurus()
        try learn(documents)
        let drafts = criteria.map(draft)
        var request = assemble(drafts, adding: [:])
        let found = try RequestWording(request: request, reader: reader, blockLimit: blockLimit).find(in: documents)
        var extra: [Int: [RequirementItem]] = [:]
        reader.isLearning = true
        for (criterion, texts) in found.items.sorted(by: { $0.key < $1.key }) {
            extra[criterion] = texts.map { text in
                let words = TextScanner.words(of: text, reader: reader)
                return builder.item(text, words: words[...], origin: .request, weight: 1)
            }
        }
        request = assemble(drafts, adding: extra)
        for (criterion, label) in found.labels where request.criteria[criterion].label == nil {
            request.criteria[criterion].label = label
        }
        return request
    }

    /// Counts words, and remembers the wording.
    private mutating func learn(_ documents: [Document]) throws {
        builder.criteria = max(1, criteria.count)
        for criterion in criteria {
            let text = criterion.name + ". " + CriterionText.asked(criterion.description, reader: reader)
            let words = TextScanner.words(of: text, reader: reader)
            borrowed.ask(words[...])
            for term in Set(words.filter { $0.term >= 0 }.map(\.term)) {
                builder.criterionCounts[term, default: 0] += 1
            }
        }
        reader.isLearning = false
        defer { reader.isLearning = true }
        var blocks = 0
        var years: [Int: Int] = [:]
        defer { year = years.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key }
        for document in documents {
            for block in document.blocks {
                guard blocks < blockLimit else { return }
                blocks += 1
                if blocks % 256 == 0 { try Task.checkCancellation() }
                let words = TextScanner.words(of: block.text, reader: reader)
                borrowed.learn(words[...])
                for year in Units.years(in: words[...]) { years[year, default: 0] += 1 }
                for term in Set(words.filter { $0.term >= 0 }.map(\.term)) {
                    builder.requestCounts[term, default: 0] += 1
                }
            }
        }
        builder.requestBlocks = blocks
    }

    private struct Draft {
        var criterion: ConfiguredCriterion
        var items: [RequirementItem]
        var label: UInt64?
        var nameWords: Set<UInt64>
        var tellingWords: Set<UInt64>
        var coreWords: Set<UInt64>
    }

    private func draft(_ criterion: ConfiguredCriterion) -> Draft {
        var (name, label) = CriterionLabels.split(criterion.name, reader: reader)
        if TextScanner.words(of: name, reader: reader).isEmpty { name = criterion.name }
        let words = TextScanner.words(of: name, reader: reader)
        let description = CriterionText.asked(criterion.description, reader: reader)
        var items = [builder.item(name, words: words[...], origin: .name, weight: 0)]
        let text = description.isEmpty ? name : description
        let textWords = description.isEmpty ? words : TextScanner.words(of: text, reader: reader)
        let clauses = Clauses.split(text, words: textWords)
        if description.isEmpty, clauses.count < 2 {
            if let clause = clauses.first {
                items[0] = builder.item(clause.text, words: textWords[clause.words], origin: .name, weight: 1)
            }
            items[0].weight = 1
        } else {
            // The name says what the criterion is about; its parts say what is asked.
            let origin: RequirementItem.Origin = description.isEmpty ? .name : .description
            items += clauses.map { clause in
                builder.item(clause.text, words: textWords[clause.words], origin: origin, weight: 1)
            }
        }
        items.removeAll { $0.slots.isEmpty && $0.origin != .name }
        if !items.contains(where: { $0.weight > 0 }) { items[0].weight = 1 }
        return Draft(
            criterion: criterion, items: items, label: label, nameWords: Set(words.filter(\.isContent).map(\.hash)),
            tellingWords: Set(words.filter { $0.isContent && !$0.flags.contains(.general) }.map(\.hash)),
            coreWords: Set(words.prefix { !$0.flags.contains(.afterOpening) }.filter(\.isContent).map(\.hash)))
    }

    /// The request says nothing that the criterion does not say already.
    private func repeats(_ item: RequirementItem, _ own: [RequirementItem]) -> Bool {
        let known = Set(own.flatMap(\.slots).compactMap { $0.alternatives.first?.term })
        let told = item.slots.filter { $0.alternatives.first.map { known.contains($0.term) } ?? false }
        return told.reduce(0) { $0 + $1.weight } >= 0.6 * item.slotWeight
    }

    private func assemble(_ drafts: [Draft], adding extra: [Int: [RequirementItem]]) -> GradingRequest {
        var items: [RequirementItem] = []
        var profiles: [CriterionProfile] = []
        var itemCriterion: [Int32] = []
        for (index, draft) in drafts.enumerated() {
            let first = items.count
            items += draft.items
            let added = (extra[index] ?? []).filter { !repeats($0, draft.items) }
            let total = draft.items.reduce(0) { $0 + $1.weight }
            for var item in added {
                item.weight = total * weights.requestItems / Double(added.count)
                items.append(item)
            }
            itemCriterion += Array(repeating: Int32(index), count: items.count - first)
            profiles.append(
                CriterionProfile(
                    criterion: draft.criterion, items: first..<items.count, label: draft.label,
                    isBinary: BinaryCriterion.matches(draft.criterion), nameWords: draft.nameWords,
                    tellingWords: draft.tellingWords,
                    coreWords: draft.coreWords))
        }
        return GradingRequest(
            criteria: profiles, items: items,
            matcher: ItemMatcher(
                items: items, termCount: Int(reader.vocabulary.count), enough: weights.enough),
            vocabulary: reader.vocabulary,
            borrowed: borrowed, itemCriterion: itemCriterion, weights: weights,
            year: year)
    }
}
