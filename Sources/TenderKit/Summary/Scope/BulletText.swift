/// Makes a point of the summary from the document's words: short, plain, its key words bold.
enum BulletText {
    /// nil when nothing is left of it.
    static func render(_ text: String, _ language: ScopeLanguage) -> String? {
        var text = withoutMarker(plain(text))
        for lead in ["And ", "Also, ", "Also ", "But "] where text.hasPrefix(lead) {
            text = String(text.dropFirst(lead.count))
        }
        text = shortened(withoutSubject(text), to: ScopeOfWork.bulletLength)
        text = text.trimming { " .;,:،؛–-".contains($0) }
        for tail in ["; and", ", and", "; or"] where text.hasSuffix(tail) { text = String(text.dropLast(tail.count)) }
        guard text.hasLetter else { return nil }
        text = text.prefix(1).uppercased() + text.dropFirst()
        return bold(escaped(text))
    }

    /// The sentence that stands first, with what it shares with the title in bold.
    static func sentence(_ text: String, title: String?, _ language: ScopeLanguage) -> String {
        var text = shortened(withoutMarker(plain(text)), to: ScopeOfWork.sentenceLength).trimming {
            " ;,:،؛".contains($0)
        }
        text = text.prefix(1).uppercased() + text.dropFirst()
        if let last = text.last, !".!?؟…".contains(last) { text += "." }
        let safe = escaped(text)
        return title.flatMap { boldShared(safe, with: $0) } ?? boldSubject(safe)
    }

    /// What Markdown would take for its own.
    static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "/").replacing("<", with: "\\<").replacing("[", with: "(").replacing("]", with: ")")
    }

    // MARK: Shorter

    /// Without emphasis, code marks and bare addresses.
    private static func plain(_ text: String) -> String {
        let text = text.filter { $0 != "*" && $0 != "`" && $0 != "\u{0}" && $0 != "|" && $0 != "#" }
        return text.split(whereSeparator: \.isWhitespace).filter { !$0.contains("://") }.joined(separator: " ")
    }

    private static func withoutMarker(_ text: String) -> String {
        LineMarker.split(text)?.rest ?? text
    }

    /// `The Contractor shall review …` → `review …`: each point is a duty of the contractor.
    private static func withoutSubject(_ text: String) -> String {
        let words = text.split(separator: " ")
        var at = 0
        if words.first.map({ ["the", "this"].contains($0.lowercased()) }) == true { at = 1 }
        guard at < words.count, subjects.contains(words[at].lowercased()) else { return withoutArabicSubject(text) }
        at += 1
        if at < words.count, words[at].lowercased() == "provider" { at += 1 }
        guard at + 1 < words.count, ["shall", "must", "will", "should"].contains(words[at].lowercased()),
            words[at + 1].lowercased() != "not"
        else { return text }
        at += 1
        for lead in [["be", "responsible", "for"], ["be", "required", "to"], ["also"]]
        where words[at...].prefix(lead.count).map({ $0.lowercased() }) == lead {
            at += lead.count
        }
        return at < words.count ? words[at...].joined(separator: " ") : text
    }

    private static func withoutArabicSubject(_ text: String) -> String {
        for lead in [
            "يلتزم المقاول بـ", "يلتزم المقاول ب", "يقوم المقاول بـ", "يقوم المقاول ب", "يجب على المقاول ",
            "على المقاول ",
        ]
        where text.hasPrefix(lead) {
            return text.dropFirst(lead.count).trimmingWhitespace()
        }
        return text
    }

    private static let subjects: Set<String> = [
        "contractor", "consultant", "vendor", "supplier", "service", "provider", "bidder", "firm", "quoter",
    ]

    /// Whole sentences first; else up to the last border of a clause; else up to a word.
    static func shortened(_ text: String, to limit: Int) -> String {
        let text = text.trimmingWhitespace()
        guard text.count > limit else { return text }
        if let first = Sentences.split(text).first, first.wordCount >= 4, first.count <= limit {
            return first.trimmingWhitespace()
        }
        let cut = text.prefix(limit)
        let half = cut.index(cut.startIndex, offsetBy: limit / 3)
        var at = cut.endIndex
        while at > half {
            at = cut.index(before: at)
            guard ";,،؛(–".contains(cut[at]) else { continue }
            let kept = cut[..<at].trimmingWhitespace()
            // Never inside brackets.
            if kept.count(where: { $0 == "(" }) == kept.count(where: { $0 == ")" }) { return kept }
        }
        let end = cut.lastIndex(where: \.isWhitespace) ?? cut.endIndex
        return cut[..<end].trimmingWhitespace() + "…"
    }

    // MARK: Bold

    /// A label before a colon, else the first words that carry meaning.
    private static func bold(_ text: String) -> String {
        if let colon = text.firstIndex(of: ":"), text[..<colon].wordCount <= 7, !text[..<colon].contains("("),
            text[..<colon].hasLetter
        {
            return "**\(text[..<colon])**\(text[colon...])"
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        var start = 0
        while start < words.count - 1, weak.contains(words[start].lowercased()) { start += 1 }
        var end = start
        while end < words.count, end - start < 4 {
            let word = words[end]
            if end > start, stops.contains(word.lowercased()) { break }
            end += 1
            if let last = word.last, ",;.:،؛)…".contains(last) { break }
            if end < words.count, words[end].hasPrefix("(") { break }
        }
        return bolded(words, start, end)
    }

    /// In a sentence about the whole: what is sought, after the verb.
    private static func boldSubject(_ text: String) -> String {
        let words = text.split(separator: " ")
        let verb = words.prefix(25).firstIndex { verbs.contains($0.lowercased()) }
        guard var start = verb.map({ $0 + 1 }), start < words.count else { return bold(text) }
        while start < words.count - 1,
            weak.contains(words[start].lowercased()) || verbs.contains(words[start].lowercased())
        {
            start += 1
        }
        var end = start
        while end < words.count, end - start < 5, end == start || !stops.contains(words[end].lowercased()) {
            end += 1
            if let last = words[end - 1].last, ",;.:،؛)…".contains(last) { break }
            if end < words.count, words[end].hasPrefix("(") { break }
        }
        return bolded(words, start, end)
    }

    private static let verbs: Set<String> = [
        "seeks", "seeking", "soliciting", "for", "procure", "provide", "develop", "deliver", "build", "construct",
        "design",
        "requires", "add", "on", "engage", "appoint", "proponents", "contractor", "partner", "proposals", "offers",
        "bids",
        "tenders",
    ]

    /// The longest run of words that the title has too.
    private static func boldShared(_ text: String, with title: String) -> String? {
        let names = Set(FoldedText.words(title).filter { $0.count > 2 && !common.contains($0) })
        let words = text.split(separator: " ")
        var best = 0..<0
        var start: Int?
        var count = 0
        for (index, word) in words.enumerated() {
            let keys = FoldedText.words(String(word))
            let isShared = !keys.isEmpty && keys.allSatisfy(names.contains)
            let isLink = start != nil && stops.contains(word.lowercased())
            if isShared {
                start = start ?? index
                count += 1
                if let start, count > 1, index + 1 - start > best.count { best = start..<(index + 1) }
            } else if !isLink {
                (start, count) = (nil, 0)
            }
        }
        return best.isEmpty ? nil : bolded(words, best.lowerBound, best.upperBound)
    }

    private static let common: Set<String> = [
        "request", "proposal", "tender", "rfp", "for", "the", "and", "service", "project", "contract", "state",
    ]

    private static func bolded(_ words: [Substring], _ start: Int, _ end: Int) -> String {
        guard start < end else { return words.joined(separator: " ") }
        let phrase = words[start..<end].joined(separator: " ")
        let core = phrase.trimming { ".,;:،؛…\"“”()".contains($0) }
        guard core.hasLetter, let range = phrase.firstRange(of: core) else { return words.joined(separator: " ") }
        let marked = phrase[..<range.lowerBound] + "**" + core + "**" + phrase[range.upperBound...]
        return (words[..<start].map(String.init) + [String(marked)] + words[end...].map(String.init)).joined(
            separator: " ")
    }

    /// Words at the start that say little.
    private static let weak: Set<String> = [
        "the", "a", "an", "all", "any", "each", "ensure", "that", "provide", "be", "responsible", "for", "to", "and",
        "this",
        "these", "of", "contractor", "consultant", "vendor", "supplier", "in", "on", "its", "their", "one", "it", "is",
        "are", "will", "as",
    ]
    /// Words that end a phrase.
    private static let stops: Set<String> = [
        "of", "for", "to", "with", "in", "on", "at", "by", "from", "the", "a", "an", "that", "which", "who", "and",
        "or",
        "including", "into", "as", "is", "are", "will", "shall", "must", "can", "so", "when", "where", "between",
        "under",
        "through", "using", "via", "during", "per", "its", "their", "across", "such", "within", "than", "has", "have",
        "should", "-", "–", "/",
        "من", "في", "على", "إلى", "الى", "عن", "مع", "التي", "الذي", "وفق", "بما", "حسب", "خلال", "بين",
    ]
}
