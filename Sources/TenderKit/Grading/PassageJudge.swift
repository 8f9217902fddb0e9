import Foundation

/// Judges the statements of one passage.
struct PassageJudge {
    let request: GradingRequest
    let reader: WordLookup
    let labels: LabelReader
    var weights: GradingWeights { request.weights }

    /// What a statement says on an item.
    private struct Mention {
        var statement: Int
        var strength: Double
        var shortfall: Double?
        var isBreach: Bool
        var link: Double
    }

    func judge(_ passage: OfferPassage, scratch: inout ItemMatcher.Scratch, into offer: inout GradingOffer) {
        var statements = statements(of: passage)
        // Each term once: a page without breaks must not be matched with itself word by word.
        var together: [Int32] = []
        var known: Set<Int32> = []
        var named: [Int: [Int]] = [:]
        for index in statements.indices {
            statements[index].labelled = self.named(statements[index], passage, &scratch)
            named[statements[index].part, default: []] += statements[index].labelled
        }
        for index in statements.indices {
            own(&statements[index], passage, named: named[statements[index].part] ?? [], &scratch)
            together += statements[index].terms.filter { known.insert($0).inserted }
        }
        guard statements.contains(where: { !$0.owners.isEmpty }) else { return }
        for index in statements.indices {
            readFacts(&statements[index], passage)
            if statements[index].facts.takesBack, index > 0, statements[index - 1].part == statements[index].part {
                statements[index - 1].facts.isDenied = true
            }
        }
        let (support, listed) = support(statements)
        adopt(&statements, &scratch)
        var mentions: [Int: [Mention]] = [:]
        for (index, statement) in statements.enumerated() where !statement.owners.isEmpty {
            let part = passage.parts[statement.part]
            let worth = worth(statement.facts, support: support)
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
                for (item, mention) in said(
                    by: (statement, index), part, owner, links, worth, offered, scratch, &offer)
                { mentions[item, default: []].append(mention) }
            }
        }
        for (item, mentions) in mentions.sorted(by: { $0.key < $1.key }) {
            keep(mentions, of: statements, passage, in: &offer.pools[item])
        }
    }

    /// Adds what a passage says on an item: its best statement in full, of what that leaves open the next ones a share.
    private func keep(
        _ mentions: [Mention], of statements: [Statement], _ passage: OfferPassage, in pool: inout FindingPool
    ) {
        var best: [Mention] = []
        var known: Set<UInt64> = []
        for mention in mentions.sorted(by: { ($1.strength, $0.statement) < ($0.strength, $1.statement) })
        where known.insert(statements[mention.statement].hash).inserted { best.append(mention) }
        let coverage = weights.coverage(best.map(\.strength))
        guard pool.accepts(coverage) else { return }
        for mention in best.prefix(FindingPool.limit) {
            let statement = statements[mention.statement]
            var finding = finding(statement, passage.parts[statement.part], mention.strength, mention.shortfall)
            finding.passage = coverage
            finding.isBreach = mention.isBreach
            finding.link = mention.link
            pool.add(finding)
        }
    }

    /// What a statement says on the items of a criterion that it belongs to.
    private func said(
        by place: (statement: Statement, index: Int), _ part: OfferPassage.Part, _ owner: Int, _ links: [Double],
        _ worth: Double, _ offered: Offered, _ scratch: ItemMatcher.Scratch, _ offer: inout GradingOffer
    ) -> [(item: Int, mention: Mention)] {
        let statement = place.statement
        let isLabelled = statement.labelled.contains(owner)
        let worth = isLabelled ? worth : worth * share(of: statement)
        var mentions: [(item: Int, mention: Mention)] = []
        let criterion = request.criteria[owner]
        // A label, a heading or a neighbour helps the item that the statement speaks of, not all of them.
        let asked = zip(criterion.items, links).filter {
            request.items[$0.0].weight > 0 && request.items[$0.0].origin != .request
        }
        let best = asked.map(\.1).max() ?? 0
        for (item, link) in zip(criterion.items, links) {
            let wanted = request.items[item]
            var match = scratch[item]
            let isMeant = best > 0 ? link >= best * 0.5 : isLabelled || asked.count == 1
            if wanted.origin != .request, isMeant {
                if isLabelled {
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
            let isBreach =
                shortfall != nil
                && wanted.quantities.contains { $0.bound == .most && ($0.met(by: offered.quantities) ?? 1) < 1 }
            mentions.append(
                (
                    item,
                    Mention(
                        statement: place.index, strength: strength, shortfall: shortfall, isBreach: isBreach,
                        link: isMeant && (isLabelled || asked.count == 1) ? max(link, weights.headed) : link)
                ))
        }
        return mentions
    }

    /// What statements that speak of no criterion add to those beside them.
    private func support(_ statements: [Statement]) -> (points: Double, listed: Int) {
        var points = 0.0
        var listed = 0
        var seen: Set<UInt64> = []
        for statement in statements where statement.spoken.isEmpty && !statement.facts.isDenied {
            guard seen.insert(statement.hash).inserted else { continue }
            if statement.words.count <= 8 { listed += 1 }
            if !statement.facts.isBoilerplate { points += statement.facts.points * weights.support }
        }
        return (min(points, weights.supportLimit), listed)
    }

    private func worth(_ facts: StatementFacts, support: Double) -> Double {
        guard !facts.isDenied else { return 0 }
        if facts.own < weights.ownWords, facts.hard == 0, facts.links == 0, support < 0.3 { return 0 }
        let specificity = 1 - exp(-(facts.points + support) / weights.pointScale)
        var worth = weights.bareStatement + (1 - weights.bareStatement) * specificity
        if facts.isBoilerplate { worth *= weights.boilerplate }
        if facts.isWordChain { worth *= weights.wordChain }
        if facts.isPartial { worth *= weights.declaredPartly }
        return worth
    }

    /// What each criterion has of a statement that speaks of many.
    private func share(of statement: Statement) -> Double {
        min(1, Double(weights.sharers) / Double(max(1, statement.spoken.count)))
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
