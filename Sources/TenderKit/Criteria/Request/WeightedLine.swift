/// A line that is a criterion's name with its weight before or behind it, and perhaps an explanation.
struct WeightedLine: Equatable {
    var name: String
    var weight: StatedWeight
    var detail: String?

    /// - Parameter isTitle: the line is a heading or numbered, so that a longer name is believed.
    init?(_ text: String, isTitle: Bool) {
        let mentions = WeightMention.find(in: text)
        guard let mention = Self.decisive(mentions, in: text) else { return nil }
        let before = text[..<mention.range.lowerBound].trimming { $0.isWhitespace || "*_".contains($0) }
        let after = Self.withoutJoin(
            text[mention.range.upperBound...].trimming { $0.isWhitespace || "*_".contains($0) })
        guard !Self.isThreshold(before) else { return nil }
        weight = mention.weight
        if before.hasLetter {
            let name = Self.withoutConnectors(before)
            guard (1...(isTitle ? 25 : 14)).contains(name.wordCount), name.hasLetter, !Self.isSentence(name) else {
                return nil
            }
            let ends = !after.hasLetter && after.count <= 3
            let isApart = after.first.map { ":.–—-".contains($0) } ?? false
            let isSentence = after.first?.isUppercase ?? false
            let explains = isApart || isTitle && (mention.isBracketed || isSentence) && !Self.joins(after)
            // A paragraph with several numbers is rather a row of sentences.
            guard ends || explains && (isTitle || mentions.count == 1) else { return nil }
            let (head, rest) = name.contains(":") ? CriterionName.split(name) : (name, nil)
            self.name = CriterionName.trimmed(head)
            let detail = [rest, ends ? nil : CriterionName.trimmed(after)].compactMap { $0 }.joined(separator: " ")
            self.detail = detail.isEmpty ? nil : detail
        } else {
            // `30 points – Technical approach`, `40% Price`
            let rest = CriterionName.trimmed(Self.withoutLeading(after))
            guard rest.hasLetter, WeightMention.find(in: rest).isEmpty,
                !Vocabulary.threshold.begin(FoldedText.fold(rest)), !Vocabulary.otherShare.begin(FoldedText.fold(rest))
            else {
                return nil
            }
            let (name, detail) = CriterionName.split(rest)
            guard name.wordCount <= 14, !Self.isSentence(name), !Vocabulary.total.begin(FoldedText.fold(name)) else {
                return nil
            }
            self.name = name
            self.detail = detail
        }
    }

    /// `Domestic contribution above 60% : 9 points`: points that are set apart at the end, behind a share that is part of the name.
    private static func decisive(_ mentions: [WeightMention], in text: String) -> WeightMention? {
        guard let first = mentions.first, let last = mentions.last, first.weight.unit == .percent,
            last.weight.unit == .points, !text[last.range.upperBound...].hasLetter,
            let sign = text[last.range].first, ":–—-([".contains(sign)
        else { return mentions.first }
        return last
    }

    /// Drops what ties a name to its weight: `shall be worth`, `Weight:`, `max`.
    static func withoutConnectors(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace)
        while let last = words.last {
            let folded = FoldedText.words(String(last)).joined(separator: " ")
            guard folded.isEmpty || connectors.contains(folded) else { break }
            words.removeLast()
        }
        return CriterionName.trimmed(words.joined(separator: " "))
    }

    private static func withoutLeading(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace)
        while let first = words.first, leading.contains(FoldedText.words(String(first)).joined()) {
            words.removeFirst()
        }
        return words.joined(separator: " ")
    }

    /// A name has no finite verb.
    static func isSentence(_ name: String) -> Bool {
        let folded = FoldedText.fold(name)
        return verbs.occur(in: folded) || name.wordCount > 6 && Vocabulary.statesNoWeight(folded)
    }

    /// Drops the `; and` that ties an item to the next one.
    private static func withoutJoin(_ text: String) -> String {
        for ending in ["and", "or", "و"] where text.hasSuffix(ending) && text.wordCount == 1 { return "" }
        return text
    }

    private static func isThreshold(_ before: String) -> Bool {
        guard let last = FoldedText.words(before).last else { return false }
        return ["minimum", "min", "least", "than", "below", "above", "أدنى", "ادني", "الادني", "تقل", "يقل"].contains(
            last)
    }

    private static func joins(_ after: String) -> Bool {
        if let first = after.first, ",،؛;".contains(first) { return true }
        let first = FoldedText.words(after).first ?? ""
        return ["and", "or", "of", "for", "to", "from", "will", "shall", "is", "are", "the", "if", "per", "each"]
            .contains(first)
    }

    private static let connectors: Set<String> = [
        "weight", "weighting", "weightage", "sub", "worth", "be", "will", "shall", "is", "are", "max", "maximum", "up",
        "to",
        "of", "a",
        "point", "score", "value", "total", "with", "carry", "scored", "out", "has", "have", "the", "mark", "weighted",
        "at",
        "account", "for", "represent", "represents", "constitute", "available", "relative", "importance", "wt", "and",
        "الوزن", "وزن", "بوزن", "بنسبه", "نسبه", "النسبه", "الدرجه", "درجه", "من", "له", "لها", "وزنها", "وزنه", "يمثل",
        "تمثل",
        "النسبي", "القصوي", "يخصص", "تخصص",
    ]

    private static let leading: Set<String> = [
        "for", "to", "of", "the", "is", "are", "allocated", "assigned", "given", "ل", "علي",
    ]

    private static let verbs = Phrases(
        "will", "shall", "must", "should", "is", "are", "receive", "receives", "gets", "was", "were", "has", "have",
        "may",
        "can", "if",
        "would", "يجب", "سيتم", "يتم", "سوف", "تكون", "يكون")
}
