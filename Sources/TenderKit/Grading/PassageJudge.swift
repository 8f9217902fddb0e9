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
        /// Of a table row, its cells of the bidder's own.
        var cells: [String?]?
        /// The same for a quote: with what it declares, and without the requirement that it repeats.
        var quoted: [String] = []
        /// Criteria that it belongs to.
        var owners: [Int] = []
        /// It belongs to them by a label.
        var isLabelled = false
        /// Criteria of its paragraph that it follows.
        var adopted: [Int] = []
        /// Owners that it has whatever line announces it.
        var ownOwners = 0
        /// Terms of the line that announces the list.
        var lead: [Int32] = []
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
            readFacts(&statements[index], passage)
        }
        let (support, listed) = support(statements)
        adopt(&statements, passage, &scratch)
        for statement in statements where !statement.owners.isEmpty {
            let part = passage.parts[statement.part]
            let worth = worth(statement, support: support)
            let isLimited = statement.facts.isDenied || statement.facts.isPartial
            let isBare = statement.facts.isBareDeclaration
            guard worth > 0 || isLimited || isBare else { continue }
            request.matcher.match([(statement.terms, 1)], into: &scratch)
            let links = statement.owners.map { owner in request.criteria[owner].items.map { scratch[$0] } }
            request.matcher.match(
                [(statement.terms, 1), (statement.context, weights.heading), (together, weights.paragraph)],
                into: &scratch)
            let offered = Offered(quantities(statement, part), max(statement.facts.listed, listed), statement.words)
            for (owner, links) in zip(statement.owners, links) {
                if isLimited {
                    note(statement, part, in: &offer.denials[owner])
                } else if isBare {
                    note(statement, part, in: &offer.declarations[owner])
                }
                guard worth > 0 else { continue }
                take(statement, part, owner, links, worth, offered, scratch, &offer)
            }
        }
    }

    /// What a statement holds; of a row the requirement that it repeats counts for nothing.
    private func readFacts(_ statement: inout Statement, _ passage: OfferPassage) {
        guard case .tableRow(let row) = passage.parts[statement.part].block.kind else {
            statement.facts = StatementFacts(statement.words, borrowed: request.borrowed, isRow: false)
            return
        }
        let answer = RowAnswer(row, reader: reader, borrowed: request.borrowed)
        statement.facts = StatementFacts(
            answer.words.prefix(Statements.wordLimit * 2), borrowed: request.borrowed, isRow: true)
        statement.facts.isDenied = statement.facts.isDenied || answer.isDenied
        statement.facts.isPartial = answer.isPartial
        statement.facts.isBareDeclaration = answer.isDeclared && answer.words.allSatisfy { $0.flags.contains(.number) }
        statement.cells = answer.cells
        // Of a row without an answer the whole is shown.
        statement.quoted = statement.facts.isBareDeclaration ? row.cells : answer.quoted
    }

    /// Numbers of a statement.
    private struct Offered {
        var quantities: [Quantity]
        var listed: Int
        /// The latest year that is named.
        var year: Int?
        /// It speaks of the whole, not of a phase.
        var isTotal: Bool

        init(_ quantities: [Quantity], _ listed: Int, _ words: ArraySlice<Word>) {
            self.quantities = quantities
            self.listed = listed
            let years = words.filter { $0.flags.contains(.number) && (1950...2100).contains($0.number) }.map(\.number)
            year = years.max().map { Int($0) }
            isTotal =
                words.contains { Units.wholes.contains($0.hash) } && !words.contains { Units.parts.contains($0.hash) }
        }
    }

    private func quantities(_ statement: Statement, _ part: OfferPassage.Part) -> [Quantity] {
        if let cells = statement.cells {
            return Quantity.all(in: cells, header: part.header, reader: reader)
        }
        return Quantity.all(in: statement.words, request.vocabulary)
    }

    /// Adds a statement to the items of a criterion that it belongs to.
    private func take(
        _ statement: Statement, _ part: OfferPassage.Part, _ owner: Int, _ links: [Double], _ worth: Double,
        _ offered: Offered, _ scratch: ItemMatcher.Scratch, _ offer: inout GradingOffer
    ) {
        let criterion = request.criteria[owner]
        // A label, a heading or a neighbour helps the item that the statement speaks of, not all of them.
        let asked = zip(criterion.items, links).filter {
            request.items[$0.0].weight > 0 && request.items[$0.0].origin != .request
        }
        let best = asked.map(\.1).max() ?? 0
        for (item, link) in zip(criterion.items, links) {
            let wanted = request.items[item]
            var match = scratch[item]
            let isMeant = best > 0 ? link >= best * 0.5 : statement.isLabelled || asked.count == 1
            if wanted.origin != .request, isMeant {
                if statement.isLabelled {
                    match = max(match, weights.labelled)
                } else if part.label.likely.contains(owner) || statement.adopted.contains(owner) {
                    match = max(match, weights.headed)
                }
            }
            if !wanted.numberNames.isEmpty,
                !wanted.numberNames.contains(where: { statement.terms.contains($0.number) }),
                criterion.isBinary || wanted.numberNames.contains(where: { statement.terms.contains($0.name) })
            {
                match *= weights.otherName
            }
            let isHollow = statement.facts.isBoilerplate || statement.facts.isWordChain
            let worth = criterion.isBinary && !isHollow ? max(worth, weights.plainProof) : worth
            let (share, shortfall, isProof) = compare(wanted, offered)
            let strength = curve(match) * (isProof ? max(worth, weights.plainProof) : worth * share)
            guard strength > 0 else { continue }
            if strength >= weights.partly { offer.pools[item].prove(proven(wanted, offered)) }
            if wanted.examples != nil, strength >= weights.partly {
                offer.pools[item].count(examples(wanted, offered, shortfall), in: statement.hash)
            }
            guard offer.pools[item].accepts(strength) else { continue }
            var finding = finding(statement, part, strength, shortfall)
            finding.isBreach =
                shortfall != nil
                && wanted.quantities.contains { $0.bound == .most && ($0.met(by: offered.quantities) ?? 1) < 1 }
            finding.link = isMeant && (statement.isLabelled || asked.count == 1) ? max(link, weights.headed) : link
            offer.pools[item].add(finding)
        }
    }

    /// Numbers asked for against numbers given.
    private func compare(_ wanted: RequirementItem, _ offered: Offered) -> (
        share: Double, short: Double?, isProof: Bool
    ) {
        var share = 1.0
        var short: Double?
        var isProof = false
        for quantity in wanted.quantities {
            if quantity.bound == .period {
                guard let now = request.year, let year = offered.year, now - year > Int(quantity.value) else {
                    continue
                }
                short = min(short ?? 1, 0.9)
                continue
            }
            if quantity.isCount, Double(offered.listed) >= quantity.value { isProof = true }
            switch quantity.met(by: offered.quantities) {
            // Examples are counted over the whole offer.
            case nil: if !quantity.isCount { share = min(share, weights.numberMissing) }
            case let met? where met < 1: if !quantity.isCount { short = min(short ?? 1, met) }
            // To keep within a limit is no more than one side of what is asked.
            default: isProof = isProof || quantity.bound == .least
            }
        }
        if short != nil { return (weights.numberShort, short, false) }
        return (share, nil, isProof)
    }

    /// The bounds of an item that a statement shows to be kept.
    private func proven(_ wanted: RequirementItem, _ offered: Offered) -> UInt64 {
        var proven: UInt64 = 0
        for (index, bound) in wanted.bounds.prefix(64).enumerated()
        where bound.isProven(by: offered.quantities, isTotal: offered.isTotal) { proven |= 1 << UInt64(index) }
        return proven
    }

    /// How many of the things asked for a statement gives: a list of five names is five of them.
    private func examples(_ wanted: RequirementItem, _ offered: Offered, _ shortfall: Double?) -> Int {
        guard shortfall == nil, let count = wanted.quantities.first(where: \.isCount) else { return 0 }
        let measured = wanted.quantities.filter { $0.measure != nil && $0.bound == .least }
        guard measured.allSatisfy({ $0.met(by: offered.quantities) == 1 }) else { return 0 }
        let stated = offered.quantities.filter { $0.measure == nil && $0.units.contains(where: count.units.contains) }
        // Three sums of money in one statement are three projects.
        let sums = measured.map { bound in offered.quantities.count { bound.met(by: [$0]) == 1 } }.max() ?? 0
        return max(1, offered.listed, sums, stated.map { Int(min($0.value, 60)) }.max() ?? 0)
    }

    /// A statement that speaks of no criterion by itself follows its paragraph's when it has something to say on them.
    private func adopt(_ statements: inout [Statement], _ passage: OfferPassage, _ scratch: inout ItemMatcher.Scratch) {
        let owners = Set(statements.filter { !$0.isLabelled }.flatMap(\.owners)).sorted()
        guard !owners.isEmpty, statements.count <= 100 else { return }
        for index in statements.indices where statements[index].owners.isEmpty && !statements[index].terms.isEmpty {
            request.matcher.match([(statements[index].terms, 1)], into: &scratch)
            let fitting = owners.filter { request.match($0, scratch) >= weights.adoption }
            statements[index].adopted = fitting
            statements[index].owners = fitting
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
                        context: part.context, isRow: isRow, lead: index > 0 ? lead : [], hash: hash.value))
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
        statement.owners = owners(statement.terms, statement.context, label, &scratch)
        statement.ownOwners = statement.owners.count
        guard !statement.lead.isEmpty else { return }
        // The line that announces a list adds criteria, and takes none away: without it nothing is worth more.
        for owner in owners(statement.terms, statement.context + statement.lead, label, &scratch)
        where !statement.owners.contains(owner) { statement.owners.append(owner) }
        statement.context += statement.lead
    }

    /// The criteria that words speak of.
    private func owners(
        _ terms: [Int32], _ context: [Int32], _ label: LabelReader.Label, _ scratch: inout ItemMatcher.Scratch
    ) -> [Int] {
        var terms = terms
        var context = context
        var found: [Int] = []
        // The criterion that is spoken of most takes its words away; what is left may speak of another one.
        while !terms.isEmpty, found.count < weights.ownerLimit {
            request.matcher.match([(terms, 1), (context, weights.heading)], into: &scratch)
            var matches = request.matches(scratch)
            for index in matches.indices where label.likely.contains(matches[index].criterion) {
                matches[index].match += weights.headingBonus
            }
            matches.removeAll { found.contains($0.criterion) }
            // What is left of a statement speaks of another criterion only if it touches what that one is about: *full time* of a
            // safety officer says nothing of the project manager.
            if !found.isEmpty {
                matches.removeAll {
                    $0.match < weights.wholly
                        && scratch[request.criteria[$0.criterion].items.lowerBound] < weights.touching
                }
            }
            guard let best = matches.map(\.match).max(),
                best >= (found.isEmpty ? weights.anchor : weights.furtherAnchor)
            else { return found }
            let owners = matches.filter { $0.match >= best * weights.attribution }.map(\.criterion)
            found += owners
            let isTaken = { (term: Int32) in
                request.matcher.uses(term) {
                    owners.contains(Int(request.itemCriterion[$0])) && request.items[$0].origin != .request
                }
            }
            terms.removeAll(where: isTaken)
            context.removeAll(where: isTaken)
        }
        return found
    }

    /// What statements that speak of no criterion add to those beside them.
    private func support(_ statements: [Statement]) -> (points: Double, listed: Int) {
        var points = 0.0
        var listed = 0
        var seen: Set<UInt64> = []
        for statement in statements
        where statement.ownOwners == 0 && !statement.isLabelled && !statement.facts.isDenied {
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
        if facts.isPartial { worth *= weights.declaredPartly }
        if statement.ownOwners > weights.sharers, !statement.isLabelled {
            worth *= Double(weights.sharers) / Double(statement.ownOwners)
        }
        return worth
    }

    private func curve(_ match: Double) -> Double {
        min(1, max(0, (match - weights.noMatch) / (weights.fullMatch - weights.noMatch)))
    }

    /// Keeps the first of a kind.
    private func note(_ statement: Statement, _ part: OfferPassage.Part, in known: inout Finding?) {
        let finding = finding(statement, part, 0, nil)
        if let known, known.place <= finding.place { return }
        known = finding
    }

    /// As written; the cells of a row with the headers of their columns.
    private func quote(_ statement: Statement, _ part: OfferPassage.Part) -> String {
        if statement.isRow {
            if let text = Quotes.row(statement.quoted, header: part.header) { return Quotes.cut(text) }
            return Quotes.cut(statement.quoted.filter { !$0.isEmpty }.joined(separator: " | "))
        }
        return Quotes.cut(Statements.text(statement.words, of: part.block.text))
    }

    private func finding(
        _ statement: Statement, _ part: OfferPassage.Part, _ strength: Double, _ shortfall: Double?
    ) -> Finding {
        Finding(
            hash: statement.hash, strength: strength,
            quote: quote(statement, part), file: part.place.file,
            page: part.block.page, place: part.place, shortfall: shortfall)
    }
}
