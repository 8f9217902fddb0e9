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
    /// A bound is set in so many words: *at least*, *within*.
    var isDemanded = false
    /// A time that a whole programme may take: the parts of it prove nothing.
    var isSpan = false
    /// What the firm has, rather than a person or a product.
    var isOfFirm = false
    /// *Five of them*: a part of the number before, so the words must agree as well as the unit.
    var isPart = false

    /// How many things of a kind are asked for.
    var isCount: Bool {
        measure == nil && !isPart && bound == .least && value >= 2 && value <= 12 && value == value.rounded()
    }

    /// How far numbers that are offered meet it: 1 when they do, nil when none is comparable.
    func met(by offered: [Quantity]) -> Double? {
        var best: (shared: Int, ratio: Double)?
        // `He has one year of experience, our firm has 40`.
        let isAlike = offered.contains { $0.isOfFirm == isOfFirm && $0.measure == measure }
        for offer in offered {
            if let measure, offer.measure != measure || (isAlike && offer.isOfFirm != isOfFirm) { continue }
            let shared = offer.units.count { units.contains($0) }
            guard shared > 0, !isPart || shared > 1 || measure == nil else { continue }
            // The longest time counts against a limit, and the shorter ones prove nothing.
            if isSpan, offer.value < value * 0.9 { continue }
            var ratio = min(1, bound == .most ? value / max(offer.value, 0.001) : offer.value / max(value, 0.001))
            // `Less than 15 years`, `more than 18 months`: on the wrong side of the number.
            if bound == .least ? offer.bound == .most : offer.isDemanded && offer.value >= value {
                ratio = min(ratio, 0.9)
            }
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

    /// Whether a statement shows that the bound is kept.
    /// - Parameter isTotal: the statement speaks of the whole, not of a phase.
    func isProven(by offered: [Quantity], isTotal: Bool) -> Bool {
        if bound == .most {
            let same = offered.filter {
                measure != nil ? $0.measure == measure : $0.units.contains(where: units.contains)
            }
            guard let longest = same.map(\.value).max(), longest <= value * 1.0001 else { return false }
            return !isSpan || isTotal || longest >= value * 0.9
        }
        return met(by: offered) == 1
    }

    // MARK: Reading

    /// The numbers of a text.
    static func all(in words: ArraySlice<Word>, _ vocabulary: TermTable) -> [Quantity] {
        var quantities: [Quantity] = []
        for index in words.indices {
            guard var value = Units.value(words, index), !isName(words, index) else { continue }
            var quantity = Quantity(value: value)
            quantity.readBefore(words, index)
            // `12 calendar months`, but not `three projects in as many years`, `340 machines and monthly visits`.
            var reach = 2
            for (offset, next) in words[(index + 1)...].prefix(6).enumerated() {
                if next.flags.contains(.afterEnd) || quantity.units.count >= 6 { break }
                if offset > 0, !next.flags.isDisjoint(with: [.afterComma, .afterClosing, .afterOpening]) { break }
                if let factor = Units.factors[next.hash] {
                    value *= factor
                    continue
                }
                // `SAR 84 m`: a letter that is also a metre.
                if offset == 0, Units.million.contains(next.hash), isMoney(words, index) {
                    value *= 1e6
                    continue
                }
                if Units.isTenAfter(words, index, next) { continue }
                if next.flags.contains(.stop) {
                    reach = 0
                    continue
                }
                if next.flags.contains(.number) || Units.numberWords[next.hash] != nil { break }
                quantity.add(next, vocabulary, asMeasure: reach > 0)
                reach -= 1
            }
            if quantity.measure == nil, index > words.startIndex, follows(words, index),
                let measure = Units.measures[words[index - 1].hash], Units.leading.contains(measure)
            {
                quantity.measure = measure
                quantity.units.append(measure)
            }
            quantity.value = value
            // `One of our engineers`
            if value <= 1, quantity.measure == nil { continue }
            // A year is no quantity.
            if quantity.measure == nil, (1900...2100).contains(value), words[index].end - words[index].start <= 8 {
                continue
            }
            quantities.append(quantity)
        }
        return quantities
    }

    /// `month 14`, but not `11 months (240 activities)`.
    private static func follows(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        guard words[index].flags.isDisjoint(with: [.afterComma, .afterOpening, .afterClosing]) else { return false }
        return index - 1 == words.startIndex || Units.value(words, index - 2) == nil
    }

    /// `SAR 84 m`, `84 m riyals`
    private static func isMoney(_ words: ArraySlice<Word>, _ index: Int) -> Bool {
        let before = index > words.startIndex ? Units.measures[words[index - 1].hash] : nil
        let after = index + 2 < words.endIndex ? Units.measures[words[index + 2].hash] : nil
        return [before, after].contains { $0.map(Units.currencies.contains) ?? false }
    }

    /// The numbers of a table row: a bare number counts what its column's header says, `Value (SAR million)`.
    /// - Parameter cells: of the row; nil where a cell is none of the bidder's own.
    static func all(in cells: [String?], header: [String], reader: WordLookup) -> [Quantity] {
        var quantities: [Quantity] = []
        for (column, cell) in cells.prefix(40).enumerated() {
            guard let cell else { continue }
            let words = TextScanner.words(of: cell, reader: reader)
            for var quantity in all(in: words[...], reader.vocabulary) {
                if column < header.count, quantity.measure == nil {
                    var factor = 1.0
                    for word in TextScanner.words(of: header[column], reader: reader).prefix(8) where word.isContent {
                        if let known = Units.factors[word.hash] { factor = known }
                        quantity.add(word, reader.vocabulary)
                    }
                    if quantity.value < factor { quantity.value *= factor }
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
            quantity.bound = .least
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
                quantity.isSpan = isTime && quantity.measure.map(Units.times.contains) == true
            }
            quantity.isDemanded =
                quantity.bound == .most
                || (quantity.bound == .least
                    && (before.contains(where: Units.floors.contains) || after.contains(where: Units.floors.contains)
                        || (isNegated
                            && before.contains(where: { Units.lesser.contains($0) || Units.shortfalls.contains($0) }))))
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

    /// What stands before an offered number: *less than*, *more than*, *our firm has*.
    private mutating func readBefore(_ words: ArraySlice<Word>, _ index: Int) {
        var start = index
        while start > words.startIndex, index - start < 6,
            words[start].flags.isDisjoint(with: [.afterEnd, .afterClause, .afterComma])
        { start -= 1 }
        let before = words[start..<index]
        isOfFirm = before.contains { Units.firms.contains($0.hash) }
        let close = before.suffix(3)
        guard !close.contains(where: { Units.negations.contains($0.hash) }) else { return }
        if close.contains(where: { Units.lesser.contains($0.hash) }) { bound = .most }
        if close.contains(where: { Units.excesses.contains($0.hash) }) { isDemanded = true }
    }

    private mutating func add(_ word: Word, _ vocabulary: TermTable, asMeasure: Bool = true) {
        if let unit = Units.measures[word.hash] {
            if measure == nil, asMeasure { measure = unit }
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
