/// A number with what it counts: *15 years*, *70 %*, *SAR 50 million*, *three or more projects*.
struct Quantity: Sendable, Equatable {
    enum Bound: Sendable {
        case least
        case most
        /// *In the last seven years*: how old something may be.
        case period
    }

    var value: Double
    /// Keys of the words that it counts, of both languages alike; ``measure`` is one of them.
    var units: [UInt64] = []
    /// A unit of measurement or currency.
    var measure: UInt64?
    var bound = Bound.least
    /// *Five of them*: a part of the number before, so the words must agree as well as the unit.
    var isPart = false

    /// How many things of a kind are asked for.
    var isCount: Bool {
        measure == nil && !isPart && bound == .least && value >= 2 && value <= 12 && value == value.rounded()
    }

    /// How far numbers that are offered meet it: 1 when they do, nil when none is comparable.
    func met(by offered: [Quantity]) -> Double? {
        var best: (shared: Int, ratio: Double)?
        for offer in offered {
            if let measure, offer.measure != measure { continue }
            let shared = offer.units.count { units.contains($0) }
            guard shared > 0, !isPart || shared > 1 || measure == nil else { continue }
            // The longest time counts against a limit, and the shorter ones prove nothing.
            if bound == .most, offer.value < value * 0.9 { continue }
            let ratio = min(1, bound == .most ? value / max(offer.value, 0.001) : offer.value / max(value, 0.001))
            guard let known = best else {
                best = (shared, ratio)
                continue
            }
            if bound == .most {
                best = (max(shared, known.shared), min(ratio, known.ratio))
            } else if shared > known.shared || (shared == known.shared && ratio > known.ratio) {
                best = (shared, ratio)
            }
        }
        return best?.ratio
    }

    // MARK: Reading

    /// The numbers of a text.
    static func all(in words: ArraySlice<Word>, _ vocabulary: TermTable) -> [Quantity] {
        var quantities: [Quantity] = []
        for index in words.indices {
            guard var value = Units.value(words, index), value != 1, !isName(words, index) else { continue }
            var quantity = Quantity(value: value)
            for (offset, next) in words[(index + 1)...].prefix(6).enumerated() {
                if next.flags.contains(.afterEnd) || quantity.units.count >= 6 { break }
                if offset > 0, !next.flags.isDisjoint(with: [.afterComma, .afterClosing, .afterOpening]) { break }
                if let factor = Units.factors[next.hash] {
                    value *= factor
                    continue
                }
                if next.flags.contains(.stop) || Units.isTenAfter(words, index, next) { continue }
                if next.flags.contains(.number) || Units.numberWords[next.hash] != nil { break }
                quantity.add(next, vocabulary)
            }
            if quantity.measure == nil, index > words.startIndex,
                let measure = Units.measures[words[index - 1].hash], Units.leading.contains(measure)
            {
                quantity.measure = measure
                quantity.units.append(measure)
            }
            quantity.value = value
            // A year is no quantity.
            if quantity.measure == nil, (1900...2100).contains(value), words[index].end - words[index].start <= 8 {
                continue
            }
            quantities.append(quantity)
        }
        return quantities
    }

    /// The numbers of a table row: a bare number counts what its column's header says.
    static func all(in row: TableRow, header: [String], reader: WordLookup) -> [Quantity] {
        var quantities: [Quantity] = []
        for (column, cell) in row.cells.prefix(40).enumerated() where !cell.isEmpty {
            let words = TextScanner.words(of: cell, reader: reader)
            for var quantity in all(in: words[...], reader.vocabulary) {
                if column < header.count, quantity.measure == nil {
                    for word in TextScanner.words(of: header[column], reader: reader).prefix(8) where word.isContent {
                        quantity.add(word, reader.vocabulary)
                    }
                }
                quantities.append(quantity)
            }
        }
        return quantities
    }

    /// The numbers that a request asks for, with their bounds.
    static func wanted(in words: ArraySlice<Word>, _ vocabulary: TermTable) -> [Quantity] {
        let isTime = words.contains { Units.programmeWords.contains($0.hash) }
        var quantities: [Quantity] = []
        for index in words.indices {
            let isAfterNumber = index == words.startIndex || Units.value(words, index - 1) != nil
            let reach = (isAfterNumber ? index : index - 1)..<min(words.endIndex, index + 8)
            guard var quantity = all(in: words[reach], vocabulary).first, Units.value(words, index) != nil,
                !isName(words, index)
            else { continue }
            let before = words[max(words.startIndex, index - 4)..<index].map(\.hash)
            let after = words[(index + 1)...].prefix(3).map(\.hash)
            let isNegated = before.contains { Units.negations.contains($0) }
            if before.suffix(2).contains(where: Units.recent.contains) || after.contains(where: Units.recent.contains) {
                quantity.bound = .period
            } else if before.contains(where: Units.limits.contains)
                || (isNegated && before.contains(where: Units.excesses.contains))
                || (!isNegated && before.contains(where: Units.lesser.contains))
                || (isTime && quantity.measure.map(Units.times.contains) == true)
            {
                quantity.bound = .most
            }
            if let next = after.first, next == Units.of, after.count > 1, Units.pronouns.contains(after[1]),
                let last = quantities.last
            {
                quantity.isPart = true
                quantity.measure = last.measure
                if let measure = last.measure { quantity.units.append(measure) }
            }
            if quantity.units.isEmpty { continue }
            quantities.append(quantity)
        }
        return quantities
    }

    private mutating func add(_ word: Word, _ vocabulary: TermTable) {
        if let unit = Units.measures[word.hash] {
            if measure == nil { measure = unit }
            units.append(unit)
            return
        }
        guard word.flags.isDisjoint(with: [.number, .general]) else { return }
        units.append(word.hash)
        for phrase in vocabulary.phrases[word.term] ?? [] where phrase.rest.isEmpty {
            units.append(UInt64(1) << 63 | UInt64(UInt32(bitPattern: phrase.notion)))
        }
    }

    /// `1)`, `ISO 9001`, `02-01`, `section 4`: numbers that count nothing.
    private static func isName(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        let word = words[index]
        if word.flags.contains(.afterHyphen) { return true }
        if index > words.startIndex, word.flags.isDisjoint(with: [.afterComma, .afterEnd, .afterOpening]) {
            let previous = words[index - 1]
            if Units.naming.contains(previous.hash) { return true }
            if previous.flags.contains(.mixed), Units.measures[previous.hash] == nil { return true }
        }
        guard index + 1 < words.endIndex else { return false }
        let next = words[index + 1]
        if next.flags.contains(.afterClosing) && word.flags.contains(.afterOpening) { return true }
        return next.flags.contains(.afterHyphen) && next.flags.contains(.number)
    }
}
