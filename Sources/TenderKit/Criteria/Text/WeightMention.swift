/// A weight inside running text: `(10%)`, `– 10 Percent`, `30 points`, `Weight: 20`, `٢٠ درجة`.
struct WeightMention: Equatable {
    var weight: StatedWeight
    /// The number, its unit, and what clings to them: brackets, dashes, `up to`, `maximum`.
    var range: Range<String.Index>
    /// In brackets of its own.
    var isBracketed: Bool

    /// The mentions of a text in order; equivalents side by side (`10% (100 points)`) are one.
    static func find(in text: String) -> [WeightMention] {
        guard text.contains(where: { $0.digit != nil }) || WeightWords.mayBeSpelled(text)
        else { return [] }
        var finder = WeightFinder(text: text)
        return finder.mentions()
    }
}

/// Looks for weights among the tokens of a text.
private struct WeightFinder {
    private let text: String
    private let tokens: [Token]

    init(text: String) {
        self.text = text
        tokens = Token.tokens(of: text)
    }

    mutating func mentions() -> [WeightMention] {
        var found: [(weight: StatedWeight, first: Int, last: Int)] = []
        var at = 0
        while at < tokens.count {
            let spelled = spelled(at)
            guard let number = tokens[at].number ?? spelled?.value,
                let (weight, first, last) = weight(number, at: spelled?.last ?? at, from: at),
                weight.unit != .percent || number <= 100
            else {
                at += 1
                continue
            }
            if isThreshold(first) {
                // `(max 40 points – minimum threshold 24 points)`: belongs to the bracket, and to no weight.
                if let previous = found.last, isInBracket(of: previous, first) {
                    found[found.count - 1].last = tokens[last...].firstIndex { $0.sign == ")" } ?? last
                }
                at = last + 1
                continue
            }
            if let previous = found.last, let both = merged(previous, (weight, first, last)) {
                found[found.count - 1] = both
            } else if found.last.map({ $0.last < first }) ?? true {
                found.append((weight, first, last))
            }
            at = last + 1
        }
        // A word between two weights clings to one of them only.
        var mentions: [WeightMention] = []
        var free = 0
        for (index, one) in found.enumerated() {
            let upper = index + 1 < found.count ? found[index + 1].first : tokens.count
            let mention = mention(one.weight, first: one.first, last: one.last, within: free..<upper)
            mentions.append(mention)
            free = tokens[one.last...].firstIndex { $0.range.lowerBound >= mention.range.upperBound } ?? tokens.count
        }
        return mentions
    }

    /// `ten points`, `twenty-five percent`: a number in words counts only before its unit.
    private func spelled(_ index: Int) -> (value: Double, last: Int)? {
        guard var value = word(index).flatMap(WeightWords.number) else { return nil }
        var last = index
        let next = sign(index + 1) == "-" ? index + 2 : index + 1
        if let (whole, end) = spelledInArabic(value, at: index) {
            (value, last) = (whole, end)
        } else if value >= 20, let ones = word(next).flatMap(WeightWords.number), ones < 10 {
            value += ones
            last = next
        }
        guard let unit = word(last + 1), WeightWords.isPoint(unit) || WeightWords.isPercent(unit) || unit == "per"
        else {
            return nil
        }
        return (value, last)
    }

    /// `خمس عشرة درجة` is 15, `خمساً وعشرين درجة` is 25: the ones stand first.
    private func spelledInArabic(_ ones: Double, at index: Int) -> (value: Double, last: Int)? {
        guard ones < 10, let next = word(index + 1), FoldedText.isArabic(next) else { return nil }
        if WeightWords.number(next) == 10 { return (10 + ones, index + 1) }
        guard next.hasPrefix("و"), let tens = WeightWords.number(String(next.dropFirst())), tens >= 20 else {
            return nil
        }
        return (tens + ones, index + 1)
    }

    /// `minimum 24 points`, `a threshold of 60 %`
    private func isThreshold(_ first: Int) -> Bool {
        (max(first - 4, 0)..<first).reversed().prefix {
            tokens[$0].word.map { Self.minimum.contains($0) || $0 == "required" || WeightWords.isFiller($0) }
                ?? (sign($0) == ":")
        }
        .contains { tokens[$0].word.map(Self.minimum.contains) ?? false }
    }

    private func isInBracket(of previous: (weight: StatedWeight, first: Int, last: Int), _ first: Int) -> Bool {
        let opening = tokens[..<previous.last].lastIndex { $0.sign == "(" || $0.sign == ")" }
        guard let opening, sign(opening) == "(", first > previous.last else { return false }
        return !tokens[previous.last..<first].contains { $0.sign == ")" }
    }

    private static let minimum: Set<String> = [
        "minimum", "min", "threshold", "pass", "passing", "least", "الادني", "ادني",
    ]

    /// The weight at a number token, with the first and last token that belong to it.
    private func weight(_ number: Double, at index: Int, from start: Int) -> (StatedWeight, Int, Int)? {
        if isMoney(index) { return nil }
        var first = start
        // A range `0–5 points` is worth its upper end.
        if let sign = sign(index - 1), "-–—".contains(sign), self.number(index - 2) != nil { first = index - 2 }
        if ["to", "الي"].contains(word(index - 1)), self.number(index - 2) != nil { first = index - 2 }
        // `thirty (30) points`, `(30) points`
        let closing = sign(index + 1) == ")" && sign(index - 1) == "(" ? 1 : 0
        let next = index + 1 + closing
        if sign(next) == "%" || sign(next) == "٪" { return (StatedWeight(number, .percent), first, next) }
        if let word = word(next) {
            if WeightWords.isPercent(word) { return (StatedWeight(number, .percent), first - closing, next) }
            if word == "per" && self.word(next + 1) == "cent" || word == "في" && isPercentWord(next + 1) {
                return (StatedWeight(number, .percent), first - closing, next + 1)
            }
            if WeightWords.isPoint(word) { return (StatedWeight(number, .points), first - closing, next) }
            // `30 technical points`, `30 maximum points`
            if let after = self.word(next + 1), WeightWords.isPoint(after),
                ["technical", "evaluation", "maximum", "max", "possible", "total", "available"].contains(word)
            {
                return (StatedWeight(number, .points), first - closing, next + 1)
            }
        }
        if let sign = sign(index - 1), sign == "%" || sign == "٪", self.number(index - 2) == nil {
            return (StatedWeight(number, .percent), index - 1, index)
        }
        return weightAfterWord(number, at: index, first: first)
    }

    /// `Weight: 20`, `max. 20`, `الوزن 20`: the unit stands before.
    private func weightAfterWord(_ number: Double, at index: Int, first: Int) -> (StatedWeight, Int, Int)? {
        var before = first - 1
        var steps = 0
        while steps < 2, let sign = sign(before), ":=([.-–".contains(sign) {
            before -= 1
            steps += 1
        }
        // `Marks available: 350`
        if word(before) == "available", word(before - 1).map(WeightWords.isPoint) ?? false { before -= 1 }
        guard let word = word(before), WeightWords.isBefore(word), next(index) else { return nil }
        return (StatedWeight(number, WeightWords.isPoint(word) ? .points : .none), before, index)
    }

    /// What may follow a number that only the word before it makes a weight.
    private func next(_ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        if let sign = sign(index + 1) { return ")],.;:/–-|".contains(sign) }
        // A new sentence begins: the reader has joined two lines.
        return text[tokens[index + 1].range.lowerBound].isUppercase
    }

    private func merged(
        _ one: (weight: StatedWeight, first: Int, last: Int), _ two: (weight: StatedWeight, first: Int, last: Int)
    ) -> (StatedWeight, Int, Int)? {
        let between = tokens[(one.last + 1)..<max(two.first, one.last + 1)]
        let joins = between.allSatisfy { token in
            token.sign.map { "(/=,[:-–".contains($0) } ?? ["or", "او", "max", "maximum", "i", "e"].contains(token.word)
        }
        guard joins, between.count <= 3 else { return nil }
        // `twenty percent (20%)`
        if one.weight == two.weight, !between.isEmpty { return (one.weight, one.first, two.last) }
        guard one.weight.unit != two.weight.unit else { return nil }
        // `above 60% : 9 points`
        let isApart = between.contains { $0.sign.map { ":–".contains($0) } ?? false }
        if isApart,
            ![1, 10].contains(max(one.weight.value, two.weight.value) / min(one.weight.value, two.weight.value))
        {
            return nil
        }
        switch (one.weight.unit, two.weight.unit) {
        case (.percent, .points):
            return (StatedWeight(one.weight.value, .percent, points: two.weight.value), one.first, two.last)
        case (.points, .percent):
            return (StatedWeight(two.weight.value, .percent, points: one.weight.value), one.first, two.last)
        default: return nil
        }
    }

    /// Takes in what clings to the number, up to the mentions before and behind it.
    private func mention(_ weight: StatedWeight, first: Int, last: Int, within: Range<Int>) -> WeightMention {
        var first = first
        var last = last
        var bracketed = false
        while first > within.lowerBound, clings(tokens[first - 1]) { first -= 1 }
        while last + 1 < within.upperBound, let word = tokens[last + 1].word, WeightWords.trails(word) { last += 1 }
        while last + 1 < within.upperBound, let sign = tokens[last + 1].sign, ")]*".contains(sign) { last += 1 }
        if let open = sign(first), "([".contains(open), let close = sign(last), ")]*".contains(close) {
            bracketed = true
        }
        return WeightMention(
            weight: weight, range: tokens[first].range.lowerBound..<tokens[last].range.upperBound,
            isBracketed: bracketed)
    }

    private func clings(_ token: Token) -> Bool {
        switch token.kind {
        case .number: false
        case .word(let word): WeightWords.isFiller(word) && word != "is" && word != "the"
        case .sign(let sign): "([-–—:=*".contains(sign)
        }
    }

    private func isMoney(_ index: Int) -> Bool {
        if let sign = sign(index - 1), WeightWords.isCurrency(sign) { return true }
        if let sign = sign(index + 1), WeightWords.isCurrency(sign) { return true }
        if let word = word(index - 1), WeightWords.isCurrency(word) { return true }
        if let word = word(index + 1), WeightWords.isCurrency(word) { return true }
        return false
    }

    private func isPercentWord(_ index: Int) -> Bool {
        word(index).map(WeightWords.isPercent) ?? false
    }

    private func number(_ index: Int) -> Double? { tokens.indices.contains(index) ? tokens[index].number : nil }
    private func word(_ index: Int) -> String? { tokens.indices.contains(index) ? tokens[index].word : nil }
    private func sign(_ index: Int) -> Character? { tokens.indices.contains(index) ? tokens[index].sign : nil }
}
