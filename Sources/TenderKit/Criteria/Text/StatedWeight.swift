/// A weight as a document states it, before its scale is known.
struct StatedWeight: Equatable, Sendable {
    enum Unit: Equatable, Sendable {
        /// A percent sign or the word stood beside the number.
        case percent
        /// Points, marks, degrees.
        case points
        /// Only a number.
        case none
    }

    var value: Double
    var unit: Unit
    /// The same weight in points, where both are given: `10% (100 points)`.
    var points: Double?

    init(_ value: Double, _ unit: Unit = .none, points: Double? = nil) {
        self.value = value
        self.unit = unit
        self.points = points
    }

    /// The weight in a table cell, or nil when the cell holds none or more than a weight.
    ///
    /// Takes `20`, `0.2`, `20 %`, `15 pts`, `max 20`, `0–20`, `20/100`, `10% (100 points)`, `20% ٢٠٪`; refuses `5 years`.
    init?(cell: String) {
        let text = cell.trimmingWhitespace()
        guard !text.isEmpty, text.count <= 60 else { return nil }
        let tokens = Token.tokens(of: text)
        let mentions = WeightMention.find(in: text)
        // `20% ٢٠٪`: the same in both scripts.
        let isTwice = mentions.count == 2 && mentions[0].weight == mentions[1].weight
        if let mention = mentions.first, mentions.count == 1 || isTwice {
            if isTwice, tokens.contains(where: { $0.word != nil }) { return nil }
            // Nothing beside the weight that would make it something else.
            let rest = tokens.filter { !mention.range.overlaps($0.range) }.compactMap(\.word)
            guard rest.allSatisfy({ WeightWords.isFiller($0) || WeightWords.isPoint($0) }) else { return nil }
            self = mention.weight
            return
        }
        guard mentions.isEmpty, !tokens.contains(where: { $0.sign == "%" || $0.sign == "٪" }) else { return nil }
        let words = tokens.compactMap(\.word)
        // `x 2.5`: a factor.
        guard words.allSatisfy({ WeightWords.isFiller($0) || $0 == "x" }) else { return nil }
        guard !tokens.contains(where: { $0.sign.map(WeightWords.isCurrency) ?? false }) else { return nil }
        let numbers = tokens.compactMap(\.number)
        switch numbers.count {
        case 2 where numbers[0] == numbers[1] && tokens.count == 2:
            self.init(numbers[0])
        case 1:
            guard tokens.first?.sign != "-" || tokens.count > 2 else { return nil }
            self.init(numbers[0])
        case 2
        where tokens.contains { $0.sign == "/" } || numbers[0] <= numbers[1] && tokens.contains(where: \.isOutOf):
            // `20/100`, `20 out of 100`, `٢٠ من ١٠٠`
            self.init(numbers[0])
        case 2 where tokens.contains { $0.sign == "-" || $0.sign == "–" || $0.word == "to" || $0.word == "الي" }:
            self.init(max(numbers[0], numbers[1]))
        default:
            return nil
        }
    }
}

extension Token {
    fileprivate var isOutOf: Bool { word == "of" || word == "من" }
}
