import Foundation

/// Judges the statements of one passage.
struct PassageJudge {
    let request: GradingRequest
    let reader: WordLookup
    let labels: LabelReader
    private var weights: GradingWeights { request.weights }

    init(request: GradingRequest, reader: WordLookup, labels: LabelReader) {
        self.request = request
        self.reader = reader
        self.labels = labels
    }

    private struct Statement {
        var words: ArraySlice<Word>
        var part: Int
        var terms: [Int32]
        var context: [Int32]
        var isRow: Bool
        /// Read when any statement of the passage belongs to a criterion.
        var facts = StatementFacts()
        /// Criteria that it belongs to.
        var owners: [Int] = []
        /// It belongs to them by a label.
        var isLabelled = false
        var hash: UInt64
    }

    mutating func judge(_ passage: OfferPassage, scratch: inout ItemMatcher.Scratch, into offer: inout GradingOffer) {
        var statements = statements(of: passage)
        // Each term once: a page without breaks must not be matched with itself word by word.
        var together: [Int32] = []
        var known: Set<Int32> = []
        for index in statements.indices {
            own(&statements[index], passage, &scratch)
            together += statements[index].terms.filter { known.insert($0).inserted }
        }
        guard statements.contains(where: { !$0.owners.isEmpty }) else { return }
        for index in statements.indices {
            let statement = statements[index]
            statements[index].facts = StatementFacts(
                statement.words, borrowed: request.borrowed, isRow: statement.isRow)
        }
        let (support, listed) = support(statements)
        for statement in statements where !statement.owners.isEmpty {
            let part = passage.parts[statement.part]
            request.matcher.match(
                [(statement.terms, 1), (statement.context, weights.heading), (together, weights.paragraph)],
                into: &scratch)
            let quantities = Quantity.all(in: statement.words)
            let worth = worth(statement, support: support)
            let count = max(statement.facts.listed, listed)
            for owner in statement.owners {
                if statement.facts.isDenied { deny(statement, part, owner, &offer) }
                guard worth > 0 else { continue }
                let isBinary = request.criteria[owner].isBinary
                for item in request.criteria[owner].items {
                    var match = scratch[item]
                    let wanted = request.items[item]
                    if wanted.origin != .request {
                        if statement.isLabelled {
                            match = max(match, weights.labelled)
                        } else if part.label.likely.contains(owner) {
                            match = max(match, weights.headed)
                        }
                    }
                    var worth = worth
                    if isBinary { worth = max(worth, weights.plainProof) }
                    var shortfall: Double?
                    if let quantity = wanted.quantity {
                        switch quantity.met(by: quantities, listed: count) {
                        case nil: worth *= weights.numberMissing
                        case let met? where met < 1:
                            worth *= weights.numberShort
                            shortfall = met
                        default: worth = max(worth, weights.plainProof)
                        }
                    }
                    let strength = curve(match) * worth
                    guard offer.pools[item].accepts(strength) else { continue }
                    offer.pools[item].add(finding(statement, part, strength, shortfall))
                }
            }
        }
    }

    // MARK: Steps

    private func statements(of passage: OfferPassage) -> [Statement] {
        var statements: [Statement] = []
        var lead: [Int32] = []
        for (index, part) in passage.parts.enumerated() {
            let isRow = if case .tableRow = part.block.kind { true } else { false }
            let slices = isRow ? [part.words.prefix(Statements.wordLimit * 2)] : Statements.split(part.words)
            for words in slices {
                var hash = WordHash()
                for word in words where word.isContent { hash.add(word.hash) }
                statements.append(
                    Statement(
                        words: words, part: index, terms: StatementTerms.terms(of: words, reader: reader),
                        context: part.context + (index > 0 ? lead : []), isRow: isRow, hash: hash.value))
            }
            if index == 0, passage.isOpen, let last = statements.last { lead = last.terms }
        }
        return statements
    }

    /// Which criteria a statement belongs to: by label, or by what it speaks of most.
    private func own(_ statement: inout Statement, _ passage: OfferPassage, _ scratch: inout ItemMatcher.Scratch) {
        let announced = labels.announced(in: statement.words)
        let label = passage.parts[statement.part].label
        statement.isLabelled = !announced.isEmpty || !label.certain.isEmpty
        if statement.isLabelled {
            statement.owners = announced.isEmpty ? label.certain : announced
            return
        }
        var terms = statement.terms
        var context = statement.context
        // The criterion that is spoken of most takes its words away; what is left may speak of another one.
        while !terms.isEmpty, statement.owners.count < weights.ownerLimit {
            request.matcher.match([(terms, 1), (context, weights.heading)], into: &scratch)
            var matches = request.matches(scratch)
            for index in matches.indices where label.likely.contains(matches[index].criterion) {
                matches[index].match += weights.headingBonus
            }
            matches.removeAll { statement.owners.contains($0.criterion) }
            guard let best = matches.map(\.match).max(),
                best >= (statement.owners.isEmpty ? weights.anchor : weights.furtherAnchor)
            else { return }
            let owners = matches.filter { $0.match >= best * weights.attribution }.map(\.criterion)
            statement.owners += owners
            let isTaken = { (term: Int32) in
                request.matcher.uses(term) {
                    owners.contains(Int(request.itemCriterion[$0])) && request.items[$0].origin != .request
                }
            }
            terms.removeAll(where: isTaken)
            context.removeAll(where: isTaken)
        }
    }

    /// What statements that speak of no criterion add to those beside them.
    private func support(_ statements: [Statement]) -> (points: Double, listed: Int) {
        var points = 0.0
        var listed = 0
        var seen: Set<UInt64> = []
        for statement in statements where statement.owners.isEmpty && !statement.facts.isDenied {
            guard seen.insert(statement.hash).inserted else { continue }
            if statement.words.count <= 8 { listed += 1 }
            if !statement.facts.isBoilerplate { points += statement.facts.points * weights.support }
        }
        return (min(points, weights.supportLimit), listed)
    }

    private func worth(_ statement: Statement, support: Double) -> Double {
        let facts = statement.facts
        guard !facts.isDenied else { return 0 }
        if facts.own < weights.ownWords, facts.hard == 0, facts.links == 0, support < 0.3 { return 0 }
        let specificity = 1 - exp(-(facts.points + support) / weights.pointScale)
        var worth = weights.bareStatement + (1 - weights.bareStatement) * specificity
        if facts.isBoilerplate { worth *= weights.boilerplate }
        if facts.isWordChain { worth *= weights.wordChain }
        if statement.owners.count > weights.sharers, !statement.isLabelled {
            worth *= Double(weights.sharers) / Double(statement.owners.count)
        }
        return worth
    }

    private func curve(_ match: Double) -> Double {
        min(1, max(0, (match - weights.noMatch) / (weights.fullMatch - weights.noMatch)))
    }

    private func deny(_ statement: Statement, _ part: OfferPassage.Part, _ owner: Int, _ offer: inout GradingOffer) {
        let finding = finding(statement, part, 0, nil)
        if let known = offer.denials[owner], known.place <= finding.place { return }
        offer.denials[owner] = finding
    }

    private func finding(
        _ statement: Statement, _ part: OfferPassage.Part, _ strength: Double, _ shortfall: Double?
    ) -> Finding {
        Finding(
            hash: statement.hash, strength: strength,
            quote: Quotes.cut(Statements.text(statement.words, of: part.block.text)), file: part.place.file,
            page: part.block.page, place: part.place, shortfall: shortfall)
    }
}
