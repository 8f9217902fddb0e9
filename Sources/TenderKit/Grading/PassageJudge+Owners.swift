extension PassageJudge {
    /// What a statement names by itself: it stands and falls with that label.
    func named(_ statement: Statement, _ passage: OfferPassage, _ scratch: inout ItemMatcher.Scratch) -> [Int] {
        let announced = labels.announced(in: statement.words)
        guard announced.isEmpty else { return announced }
        switch passage.parts[statement.part].block.kind {
        case .tableRow(let row): return labels.label(of: row, &scratch).certain
        case .listItem(let marker, _): return labels.label(of: statement.words, marker: marker, &scratch).certain
        case .heading, .paragraph: return labels.label(of: statement.words, &scratch).certain
        }
    }

    /// Which criteria a statement belongs to: those that a label of its own or of the section names. Without one those that its
    /// words speak of, and those that the labels beside it, the headings and the line that announces a list add. These take
    /// none away, so that without them nothing is worth more.
    ///
    /// - Parameter named: by the statements of its block.
    func own(
        _ statement: inout Statement, _ passage: OfferPassage, named: [Int], _ scratch: inout ItemMatcher.Scratch
    ) {
        let label = passage.parts[statement.part].label
        guard statement.labelled.isEmpty, label.certain.isEmpty else {
            statement.add(statement.labelled.isEmpty ? label.certain + named : statement.labelled)
            statement.labelled = statement.owners
            statement.spoken = statement.owners
            return
        }
        statement.spoken = owners(statement.terms, [], LabelReader.Label(), &scratch)
        statement.labelled = named
        statement.add(named)
        statement.add(statement.spoken)
        if !statement.context.isEmpty || !label.likely.isEmpty {
            statement.add(owners(statement.terms, statement.context, label, &scratch))
        }
        guard !statement.lead.isEmpty else { return }
        statement.context += statement.lead
        statement.add(owners(statement.terms, statement.context, label, &scratch))
    }

    /// The criteria that words speak of.
    func owners(
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

    /// A statement that speaks of no criterion by itself follows its paragraph's when it has something to say on them.
    func adopt(_ statements: inout [Statement], _ scratch: inout ItemMatcher.Scratch) {
        let owners = Set(
            statements.flatMap { statement in statement.owners.filter { !statement.labelled.contains($0) } }
        )
        .sorted()
        guard !owners.isEmpty else { return }
        for index in statements.indices where statements[index].spoken.isEmpty && !statements[index].terms.isEmpty {
            request.matcher.match([(statements[index].terms, 1)], into: &scratch)
            let fitting = owners.filter { request.match($0, scratch) >= weights.adoption }
            statements[index].adopted = fitting
            statements[index].add(fitting)
        }
    }
}
