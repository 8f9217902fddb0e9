/// Weights stated inside sentences: `technical merit (60%), price (30%) and local content (10%)`, `The remaining 400
/// points are allocated to cost.`
enum WeightedProse {
    static func entries(in text: String) -> [(name: String, weight: StatedWeight)] {
        Sentences.split(text).flatMap { sentence(String($0)) }
    }

    private static func sentence(_ text: String) -> [(name: String, weight: StatedWeight)] {
        let mentions = WeightMention.find(in: text)
        let folded = FoldedText.fold(text)
        // Several numbers that come to the whole are weights, whatever else their names speak of.
        let isWhole = mentions.count >= 3 && WeightScale.isWhole(mentions.map(\.weight.value).reduce(0, +))
        guard !mentions.isEmpty, !Vocabulary.inner.occur(in: folded), isWhole || !Vocabulary.statesNoWeight(folded),
            !text.contains("=")
        else { return [] }
        guard !illustrations.occur(in: folded) else { return [] }
        var entries: [(String, StatedWeight)] = []
        for (index, mention) in mentions.enumerated() {
            let start = index > 0 ? mentions[index - 1].range.upperBound : text.startIndex
            let end = index + 1 < mentions.count ? mentions[index + 1].range.lowerBound : text.endIndex
            let before = text[start..<mention.range.lowerBound]
            let after = text[mention.range.upperBound..<end]
            let isAlone = mentions.count == 1
            if let name = nameAfter(after, isAlone: isAlone) ?? nameBefore(before, isAlone: isAlone) {
                entries.append((name, mention.weight))
            }
        }
        // One number in a sentence without any sign that it is a weight says nothing.
        if entries.count == 1, !allots.occur(in: folded) { return [] }
        return entries
    }

    /// `… are allocated to cost`, `… for the technical proposal`
    private static func nameAfter(_ text: Substring, isAlone: Bool) -> String? {
        var clause = text.prefix { !",;.،؛:".contains($0) }
        for goesOn in [" and are ", " and is ", " and will "] {
            if let found = clause.firstRange(of: goesOn) { clause = clause[..<found.lowerBound] }
        }
        let listed = text.prefix { !";.؛:".contains($0) }
        if isAlone, clause.count < listed.count, enumerates(listed),
            let name = objectName(listed, limit: enumerationLimit)
        {
            return name
        }
        return objectName(clause, limit: nameLimit)
    }

    private static func objectName(_ text: Substring, limit: Int) -> String? {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        var sawAllot = false
        var link: String?
        while let first = words.first {
            let folded = FoldedText.words(first).joined()
            if giving.contains(folded) {
                sawAllot = true
            } else if links.contains(folded) {
                link = folded
            } else if !passing.contains(folded) {
                break
            } else if link == "of",
                ["total", "evaluation", "score", "point", "mark", "overall", "available"].contains(folded)
            {
                link = nil
            }
            words.removeFirst()
        }
        guard sawAllot && link != nil || link == "for" || link == "to" else { return nil }
        return noun(words.joined(separator: " "), limit: limit)
    }

    /// `museums, galleries or public buildings`: the last comma has an `and` or `or` behind it, and nothing begins anew.
    private static func enumerates(_ text: Substring) -> Bool {
        let parts = text.split { ",،".contains($0) }
        guard parts.count > 1, let last = parts.last else { return false }
        let joins = last.split(whereSeparator: \.isWhitespace).contains {
            ["and", "or"].contains($0) || $0.hasPrefix("و")
        }
        return joins
            && !parts.dropFirst().contains { part in
                FoldedText.words(String(part)).first.map(relatives.contains) ?? true
            }
    }

    private static func nameBefore(_ text: Substring, isAlone: Bool) -> String? {
        var part = WeightedLine.withoutConnectors(String(text))
        if isAlone, part.contains(where: { ",،".contains($0) }), enumerates(part[...]),
            let name = noun(part, limit: enumerationLimit)
        {
            return name
        }
        part = withoutAside(part)
        for separator in [":", ";", "؛", ",", "،"] {
            if let found = part.lastIndex(of: Character(separator)) { part = String(part[part.index(after: found)...]) }
        }
        // The longest end of the sentence that is no sentence itself.
        var words = part.split(whereSeparator: \.isWhitespace).map(String.init)
        while true {
            if let name = noun(words.joined(separator: " ")) { return name }
            guard let cut = words.firstIndex(where: { cuts.contains(FoldedText.words($0).joined()) }) else {
                return nil
            }
            words.removeFirst(cut + 1)
        }
    }

    /// `Management, including communication with users, also` without what ties it to the number, and without the aside.
    private static func withoutAside(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        while let last = words.last, trailing.contains(FoldedText.words(last).joined()) { words.removeLast() }
        let text = CriterionName.trimmed(words.joined(separator: " "))
        for aside in [", including ", ", such as ", ", in particular ", ", which mean", ", that is", ", meaning "] {
            guard let found = text.firstRange(of: aside), text[..<found.lowerBound].wordCount <= nameLimit else {
                continue
            }
            return String(text[..<found.lowerBound])
        }
        return text
    }

    /// Totals of money are criteria.
    private static let sums = Phrases("total price", "total cost", "total fee", "overall price", "overall cost")
    private static let nameLimit = 9
    private static let enumerationLimit = 16
    private static let relatives: Set<String> = [
        "which", "that", "who", "where", "with", "while", "whereas", "as", "including", "based", "for", "of", "so",
        "but",
    ]

    private static func noun(_ text: String, limit: Int = nameLimit) -> String? {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        while let first = words.first, articles.contains(FoldedText.words(first).joined()) { words.removeFirst() }
        while let last = words.last, trailing.contains(FoldedText.words(last).joined()) { words.removeLast() }
        if let first = words.first { words[0] = withoutPreposition(first) }
        var name = CriterionName.trimmed(words.joined(separator: " "))
        let folded = FoldedText.fold(name)
        guard (1...limit).contains(name.wordCount), name.hasLetter,
            !Vocabulary.total.begin(folded) || sums.begin(folded)
        else { return nil }
        // A bracket that the cut left open: `the criteria in Annex A (technical`.
        guard name.count(where: { $0 == "(" }) == name.count(where: { $0 == ")" }) else { return nil }
        guard !pronouns.equal(FoldedText.fold(name)), !WeightedLine.isSentence(name) else { return nil }
        if let first = name.first, first.isLowercase { name = first.uppercased() + name.dropFirst() }
        return name
    }

    /// `وللمنهجية`, `للسعر`, `والخبرة` without what ties them to the sentence.
    private static func withoutPreposition(_ word: String) -> String {
        guard FoldedText.isArabic(word) else { return word }
        for (prefix, instead) in [("ولل", "ال"), ("لل", "ال"), ("وال", "ال"), ("ول", "")] where word.hasPrefix(prefix) {
            let rest = word.dropFirst(prefix.count)
            return rest.count >= 2 ? instead + rest : word
        }
        return word
    }

    private static let illustrations = Phrases("example", "formula", "offeror 1", "bidder a", "مثال", "المعادلة")
    private static let allots = Phrases(
        "point", "mark", "reserved", "weight", "weighting", "weighted", "scored", "score", "evaluation", "award",
        "allocated", "given",
        "give", "allotted", "assigned", "worth", "carry", "carries", "count", "remaining", "نقطة",
        "درجة", "درجات",
        "الوزن", "بوزن", "تقييم", "التقييم", "يخصص", "تخصص")
    private static let giving: Set<String> = [
        "allocated", "assigned", "awarded", "given", "allotted", "attributed", "reserved", "available", "apportioned",
        "devoted", "give", "allot", "allocate", "go", "goe", "reflect", "cover", "belong",
    ]
    private static let links: Set<String> = ["to", "for", "of", "on", "ل", "الي"]
    private static let passing: Set<String> = [
        "are", "is", "will", "shall", "be", "the", "total", "evaluation", "score", "point", "mark", "weight", "overall",
        "available", "may",
        "can", "weighting",
    ]
    private static let cuts: Set<String> = [
        "on", "and", "while", "whereas", "with", "by", "of", "و", "علي", "تقييم", "تقيم", "يقيم",
    ]
    private static let articles: Set<String> = [
        "the", "a", "an", "and", "while", "whereas", "or", "its", "their", "which", "that", "both", "offeror", "bidder",
        "يخصص", "تخصص", "يعطي", "تعطي", "يمنح", "تمنح", "خصص", "خصصت",
        "خصصنا", "وقد", "قد", "اما", "ويبقي", "يبقي",
    ]
    /// What stands between a name and its number: `… count for another 25 points`.
    private static let trailing = articles.union([
        "another", "further", "additional", "remaining", "for", "count", "counts", "carry", "carries", "earn", "earns",
        "receive", "receives", "account", "accounts", "weigh", "weighs", "worth", "are", "is", "with", "can", "may",
        "will",
        "be", "attract", "attracts", "get", "gets", "score", "scores", "bring", "brings", "give", "gives", "up", "to",
        "has",
        "have", "maximum", "max", "also", "belong", "belongs", "reserved", "له", "لها", "فله", "فلها",
    ])
    private static let pronouns = Phrases(
        "this", "it", "they", "that", "other", "the other", "which", "each", "these", "this section", "this criterion",
        "preference",
        "the preference",
        "section", "the following", "remaining", "amount", "هذا", "ذلك")
}
