/// A criterion with the steps of its scale in one line: `Similar projects: 10 or more (15 points); 5 to 9 (10 points)`.
struct StepLine: Equatable {
    var name: String
    /// The highest step: one of them applies.
    var weight: StatedWeight
    var steps: String

    /// - Parameter mentions: the weights in the text, at least two.
    init?(_ text: String, mentions: [WeightMention]) {
        guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }), let first = mentions.first,
            colon < first.range.lowerBound
        else { return nil }
        let name = CriterionName.trimmed(String(text[..<colon]))
        guard (1...14).contains(name.wordCount), name.hasLetter, !WeightedLine.isSentence(name) else { return nil }
        var start = text.index(after: colon)
        var count = 0
        for mention in mentions {
            let step = CriterionName.trimmed(String(text[start..<mention.range.lowerBound]))
            if BandWords.isStep(step) || step.first?.digit != nil { count += 1 }
            start = mention.range.upperBound
        }
        guard count * 10 >= mentions.count * 6, text[start...].wordCount <= 6,
            let highest = mentions.map(\.weight).max(by: { $0.value < $1.value })
        else { return nil }
        self.name = name
        weight = highest
        steps = text[text.index(after: colon)...].trimmingWhitespace()
    }
}
