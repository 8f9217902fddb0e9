import Foundation

/// Makes requirement items of text: finds the words to look for and weighs them.
struct ItemBuilder {
    let reader: WordLookup
    let weights: GradingWeights
    /// In how many criteria a term stands.
    var criterionCounts: [Int32: Int] = [:]
    var criteria = 1
    /// In how many blocks of the request a term stands.
    var requestCounts: [Int32: Int] = [:]
    var requestBlocks = 0

    func item(
        _ text: String, words: ArraySlice<Word>, origin: RequirementItem.Origin, weight: Double
    ) -> RequirementItem {
        let content = StatementTerms.content(of: words)
        let run = content.map { words[$0].term }
        var slots: [RequirementItem.Slot] = []
        var notions: [[Int32]] = Array(repeating: [], count: run.count)
        var joined: [[Int32]] = notions
        var couples: Set<Int> = []
        for start in run.indices {
            for notion in StatementTerms.phrases(at: start, of: run, reader.vocabulary, gap: true) {
                for position in notion.positions { notions[position].append(notion.term) }
                for position in notion.positions.dropLast() { joined[position].append(notion.term) }
                if notion.positions.count == 2 { couples.insert(start) }
            }
        }
        var depth = 0
        var previous: (position: Int, weight: Double)?
        var names: [(name: Int32, number: Int32)] = []
        var seen: Set<Int32> = []
        for (position, index) in content.enumerated() where run[position] >= 0 {
            guard seen.insert(run[position]).inserted else {
                previous = nil
                continue
            }
            let word = words[index]
            if word.flags.contains(.afterOpening) { depth += 1 }
            if word.flags.contains(.afterClosing), depth > 0 { depth -= 1 }
            let own =
                self.weight(of: word, before: index > words.startIndex ? words[index - 1] : nil) * (depth > 0 ? 0.4 : 1)
            let synonyms = notions[position].map { (term: $0, credit: weights.synonym) }
            slots.append(.init(weight: own, alternatives: [(run[position], 1)] + synonyms))
            if word.flags.contains(.number), position > 0, run[position - 1] >= 0,
                Self.isName(words[content[position - 1]])
            {
                names.append((run[position - 1], run[position]))
            }
            let breaks: Word.Flags = [.afterComma, .afterEnd, .afterClause]
            if let last = previous, last.position == position - 1, word.flags.isDisjoint(with: breaks),
                let pair = reader.pair(run[last.position], run[position])
            {
                let synonyms = joined[last.position].map { (term: $0, credit: weights.synonym) }
                // What a thesaurus knows as one notion matters, however plain its words: *stayed in use*.
                let sum = (last.weight + own) * weights.pair
                let weight = couples.contains(last.position) ? max(weights.notion, sum) : sum
                slots.append(.init(weight: weight, alternatives: [(pair, 1)] + synonyms))
            }
            previous = (position, own)
        }
        return RequirementItem(
            text: text, origin: origin, weight: weight, slots: slots,
            quantities: Quantity.wanted(in: words, reader.vocabulary), numberNames: names)
    }

    /// `ISO 9001` names something, `SAR 50` counts.
    private static func isName(_ word: Word) -> Bool {
        word.flags.contains(.mixed) && Units.measures[word.hash] == nil
    }

    /// Rare in the criteria and in the request counts more.
    private func weight(of word: Word, before previous: Word?) -> Double {
        if word.flags.contains(.number) {
            // `ISO 9001` is a name, `15 years` a quantity.
            let isName = previous.map(Self.isName) == true || word.flags.contains(.afterHyphen)
            return isName ? 1 : weights.numberWord
        }
        let base = word.flags.contains(.general) ? weights.generalWord : 1
        let shared = Double(criterionCounts[word.term] ?? 1)
        let inCriteria = log(1 + Double(criteria) / shared) / log(1 + Double(criteria))
        var inRequest = 1.0
        if requestBlocks > 1, let count = requestCounts[word.term], count > 0 {
            inRequest = max(0, log(Double(requestBlocks) / Double(count)) / log(Double(requestBlocks)))
        }
        return base * inCriteria * (0.5 + 0.5 * inRequest)
    }
}
