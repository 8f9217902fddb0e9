/// What the request itself says of each criterion: its label in the request's list, and what it asks for elsewhere.
struct RequestWording {
    struct Found {
        var items: [Int: [String]] = [:]
        var labels: [(Int, UInt64)] = []
    }

    let request: GradingRequest
    let reader: WordLookup
    let blockLimit: Int
    /// Sentences of the request that a criterion takes over as items.
    private let itemLimit = 3
    /// A sentence must speak of the criterion this well.
    private let closeness = 0.7
    /// A sentence with this share of a criterion's words is the criterion itself.
    private let sameness = 0.75

    func find(in documents: [Document]) throws -> Found {
        var found = Found()
        var candidates: [Int: [(match: Double, order: Int, text: String)]] = [:]
        var lists = LabelLists()
        var scratch = ItemMatcher.Scratch(request.matcher)
        reader.isLearning = false
        var order = 0
        for document in documents {
            var section: [String]?
            var heading: Set<UInt64> = []
            for block in document.blocks {
                if block.section != section {
                    section = block.section
                    let title = block.section.last ?? ""
                    heading = Set(TextScanner.words(of: title, reader: reader).filter(\.isContent).map(\.hash))
                }
                guard order < blockLimit else { break }
                order += 1
                if order % 256 == 0 { try Task.checkCancellation() }
                let words = TextScanner.words(of: block.text, reader: reader)
                if let criterion = criterion(named: words, &scratch) {
                    lists.add(criterion, label(of: block, words), at: order)
                    continue
                }
                for sentence in Statements.split(words) where (5...70).contains(sentence.count) {
                    guard Self.obligations.occur(in: sentence), !Self.judging.occur(in: sentence) else { continue }
                    guard let best = subject(of: sentence, under: heading), best.match >= closeness else { continue }
                    let text = Statements.text(sentence, of: block.text)
                    candidates[best.criterion, default: []].append((best.match, order, text))
                }
            }
        }
        for (criterion, texts) in candidates {
            let best = texts.sorted { ($1.match, $0.order) < ($0.match, $1.order) }.prefix(itemLimit)
            found.items[criterion] = best.sorted { $0.order < $1.order }.map(\.text)
        }
        found.labels = lists.best
        return found
    }

    /// The criterion whose name a sentence holds, with the share of the name's words in it; a word of the heading counts half.
    private func subject(
        of sentence: ArraySlice<Word>, under heading: Set<UInt64>
    ) -> (criterion: Int, match: Double)? {
        let words = Set(sentence.filter(\.isContent).map(\.hash))
        var best: (criterion: Int, match: Double)?
        for (index, profile) in request.criteria.enumerated() where profile.nameWords.count >= 2 {
            // Words that every request is full of tell no criterion from another.
            let telling = profile.tellingWords.count < 2 ? profile.nameWords : profile.tellingWords
            let own = telling.count { words.contains($0) }
            let above = telling.count { !words.contains($0) && heading.contains($0) }
            guard own > 0, profile.tellingWords.isEmpty || !profile.tellingWords.isDisjoint(with: words) else {
                continue
            }
            let match = (Double(own) + Double(above) / 2) / Double(telling.count)
            if match > best?.match ?? 0 { best = (index, match) }
        }
        return best
    }

    /// The criterion that a block of the request states.
    private func criterion(named words: [Word], _ scratch: inout ItemMatcher.Scratch) -> Int? {
        let content = Set(words.filter(\.isContent).map(\.hash))
        guard !content.isEmpty, content.count < 120 else { return nil }
        var best: (criterion: Int, share: Double)?
        for (index, profile) in request.criteria.enumerated() where !profile.nameWords.isEmpty {
            let common = Double(profile.nameWords.count { content.contains($0) })
            let share = common / Double(profile.nameWords.count)
            let back = common / Double(content.count)
            guard share >= sameness, back >= 0.5 else { continue }
            if share * back > best?.share ?? 0 { best = (index, share * back) }
        }
        return best?.criterion
    }

    private func label(of block: Block, _ words: [Word]) -> UInt64? {
        if case .listItem(let marker, _) = block.kind {
            let marks = TextScanner.words(of: marker, reader: reader)
            if marks.count == 1, CriterionLabels.isLabel(marks[0]) { return marks[0].hash }
        }
        return CriterionLabels.label(words[...])
    }

    private static let obligations = SetPhrases(
        """
        shall, must, required, requires, is to, are to, minimum, at least, mandatory, will provide, should
        يجب, على المقاول, يلتزم, مطلوب, يتعين, لا يقل, الحد الادنى
        """)
    /// Sentences on the judging itself ask for nothing.
    private static let judging = SetPhrases(
        """
        evaluated, evaluation, scored, scoring, points, rated, rating, disqualified, award, deciding factor, less important,
        more important, reasonableness, will verify, تقييم, التقييم, درجة, درجات
        """
    )
}

/// Lists of criteria in a request. The longest gives the labels: a request may have a list for each lot.
private struct LabelLists {
    private var lists: [[(Int, UInt64)]] = []
    private var last = -10

    mutating func add(_ criterion: Int, _ label: UInt64?, at order: Int) {
        guard let label else { return }
        if order - last > 3 || lists.isEmpty { lists.append([]) }
        last = order
        lists[lists.count - 1].append((criterion, label))
    }

    var best: [(Int, UInt64)] {
        var best: [(Int, UInt64)] = []
        for list in lists where Set(list.map(\.0)).count > Set(best.map(\.0)).count { best = list }
        // A label that stands for two criteria stands for none.
        return Set(best.map(\.0)).count < 3 ? [] : best.filter { entry in best.count { $0.1 == entry.1 } == 1 }
    }
}
