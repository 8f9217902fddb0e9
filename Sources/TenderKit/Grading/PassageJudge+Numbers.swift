extension PassageJudge {
    /// Numbers of a statement.
    struct Offered {
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

    func quantities(_ statement: Statement, _ part: OfferPassage.Part) -> [Quantity] {
        if let cells = statement.cells {
            return Quantity.all(in: cells, header: part.header, reader: reader)
        }
        return Quantity.all(in: statement.words, request.vocabulary)
    }

    /// Numbers asked for against numbers given.
    func compare(_ wanted: RequirementItem, _ offered: Offered) -> (
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
    func proven(_ wanted: RequirementItem, _ offered: Offered) -> UInt64 {
        var proven: UInt64 = 0
        for (index, bound) in wanted.bounds.prefix(64).enumerated()
        where bound.isProven(by: offered.quantities, isTotal: offered.isTotal) { proven |= 1 << UInt64(index) }
        return proven
    }

    /// How many of the things asked for a statement gives: a list of five names is five of them.
    func examples(_ wanted: RequirementItem, _ offered: Offered, _ shortfall: Double?) -> Int {
        guard shortfall == nil, let count = wanted.quantities.first(where: \.isCount) else { return 0 }
        let measured = wanted.quantities.filter { $0.measure != nil && $0.bound == .least }
        guard measured.allSatisfy({ $0.met(by: offered.quantities) == 1 }) else { return 0 }
        let stated = offered.quantities.filter { $0.measure == nil && $0.units.contains(where: count.units.contains) }
        // Three sums of money in one statement are three projects.
        let sums = measured.map { bound in offered.quantities.count { bound.met(by: [$0]) == 1 } }.max() ?? 0
        return max(1, offered.listed, sums, stated.map { Int(min($0.value, 60)) }.max() ?? 0)
    }
}
