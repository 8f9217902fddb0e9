extension RubricDraft {
    /// How many stated criteria are a rubric by themselves: topics then join only where much is asked for.
    private static let fullStatement = 5
    private static let smallShare = 0.02
    private static let largeShare = 0.08
    private static let openShare = 0.06
    /// Keeps one sentence from deciding everything: about as much as eight obligations.
    private static let restraint = 8.0

    /// The criteria: what the RFP states, what it asks for, the place, and the backbone of the class.
    func select(from entries: [Entry]) -> [Entry] {
        let total = entries.reduce(0) { $0 + $1.mass }
        var chosen = entries.map { isChosen($0, share: total > 0 ? $0.mass / total : 0) }
        let backbone = contractClass.backbone
        // The backbone goes in even where the RFP is silent, unless the RFP says itself what counts.
        let mustHave = stated.items.count >= Self.fullStatement ? 0 : 3
        for id in backbone.prefix(mustHave) { choose(id, entries, &chosen) }
        for id in backbone where chosen.count(where: { $0 }) < Self.fewestCriteria { choose(id, entries, &chosen) }
        while chosen.count(where: { $0 }) > Self.criteriaLimit {
            var least: Int?
            for (index, entry) in entries.enumerated()
            where chosen[index] && isDispensable(entry, backbone.prefix(mustHave)) {
                if weight(entry, total: total) < least.map({ weight(entries[$0], total: total) }) ?? .infinity {
                    least = index
                }
            }
            guard let least else { break }
            chosen[least] = false
        }
        return entries.indices.filter { chosen[$0] }.map { entries[$0] }
    }

    private func isChosen(_ entry: Entry, share: Double) -> Bool {
        let isFull = stated.items.count >= Self.fullStatement
        switch entry.subject.kind {
        case .stated: return true
        case .heading: return share >= (isFull ? Self.largeShare : Self.smallShare)
        case .topic(_, let isOpen):
            if entry.subject.isLocalContext { return true }
            guard entry.quotable > 0 else { return false }
            if isFull { return share >= Self.largeShare }
            if isOpen { return share >= Self.openShare && entry.quotable >= 3 }
            return share >= Self.smallShare || entry.strongest >= RubricTopic.strongWeight
        }
    }

    private func choose(_ id: String, _ entries: [Entry], _ chosen: inout [Bool]) {
        for (index, entry) in entries.enumerated() {
            if case .topic(id, _) = entry.subject.kind { chosen[index] = true }
        }
    }

    private func isDispensable(_ entry: Entry, _ mustHave: ArraySlice<String>) -> Bool {
        guard case .topic(let id, _) = entry.subject.kind else { return entry.subject.kind == .heading }
        return !entry.subject.isLocalContext && !mustHave.contains(id)
    }

    /// The base of the class or of the RFP, times how much the RFP asks for it. Weights that the RFP states stay as they are.
    func weight(_ entry: Entry, total: Double) -> Double {
        guard !entry.subject.isWeighted else { return entry.subject.base }
        let share = entry.mass / (total + Self.restraint)
        return entry.subject.base * (0.6 + 2 * share.squareRoot())
    }
}
