/// Cuts a text into what belongs to each of its dates.
struct ClauseText {
    private let text: [Unicode.Scalar]
    private let mentions: [DateMention]

    init(_ text: [Unicode.Scalar], _ mentions: [DateMention]) {
        self.text = text
        self.mentions = mentions
    }

    struct Clause {
        /// The words that belong to this date.
        var own: String
        /// From the start of the sentence to the date.
        var sentence: String
        /// The sentence before; empty when there is none.
        var before: String
        /// A later date of the same sentence takes this one's place, or it stands after `from`, `original` and the like.
        var isSuperseded: Bool
        /// The sentence says that a date was moved.
        var amends: Bool
        /// By how many days: `9 March 2026 is extended by two weeks`.
        var shift: Int?
    }

    /// One for each date, in order.
    func clauses() -> [Clause] {
        let starts = mentions.map { sentenceStart(before: $0.range.lowerBound) }
        return mentions.indices.map { index in
            let start = starts[index]
            let sentence = string(max(start, mentions[index].range.lowerBound - 400), mentions[index].range.lowerBound)
            let previousEnd = index > 0 ? mentions[index - 1].range.upperBound : 0
            let pre = string(
                max(start, previousEnd, mentions[index].range.lowerBound - 300), mentions[index].range.lowerBound)
            let nextStart = index + 1 < mentions.count ? mentions[index + 1].range.lowerBound : text.count
            let end = sentenceEnd(after: mentions[index].range.upperBound, limit: nextStart)
            let post = string(mentions[index].range.upperBound, end)
            let first = index - (starts[..<index].reversed().prefix { $0 == start }.count)
            let alone = first == index && (index + 1 == mentions.count || starts[index + 1] != start)
            let amends = EventCues.amends.occur(in: FoldedText.fold(string(start, end)))
            let isLast = index + 1 == mentions.count || starts[index + 1] != start
            let following = isLast ? nil : string(mentions[index].range.upperBound, nextStart)
            let change = Change(after: FoldedText.words(string(mentions[index].range.upperBound, min(end, nextStart))))
            return Clause(
                own: own(index, pre: pre, post: post, opensWithDate: opensWithDate(first, start), isAlone: alone),
                sentence: sentence, before: string(max(0, start - 250), start),
                isSuperseded: isQuestion(end) || change == .off || isElsewhere(sentence, pre)
                    || amends && change == nil && isSuperseded(pre, following: following),
                amends: amends || change?.days != nil, shift: change?.days)
        }
    }

    /// What the words right after a date do to it.
    private enum Change: Equatable {
        case moved(days: Int)
        /// It is cancelled, or moved by days that only a calendar of holidays can count.
        case off

        var days: Int? { if case .moved(let days) = self { days } else { nil } }

        init?(after words: [String]) {
            let rest = words.drop { Self.auxiliaries.contains($0) }
            guard let verb = rest.first else { return nil }
            if EventCues.cancelled.equal(" \(verb) ") {
                self = .off
                return
            }
            guard Self.moving.contains(verb), rest.dropFirst().first == "by" else { return nil }
            let amount = rest.dropFirst(2).prefix(4)
            guard let count = amount.first.flatMap({ Int($0) ?? Self.counts[$0] }),
                let unit = amount.lazy.compactMap({ RelativeDate.units[$0] }).first,
                !amount.contains(where: { ["working", "business", "month"].contains($0) }), (1...365).contains(count)
            else {
                self = .off
                return
            }
            self = .moved(days: count * unit)
        }

        private static let auxiliaries: Set<String> = [
            "is", "are", "was", "has", "have", "been", "be", "shall", "will", "hereby", "therefore", "now", "further",
        ]
        private static let moving: Set<String> = ["extended", "postponed", "deferred", "delayed"]
        private static let counts = [
            "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
        ]
    }

    /// `Can the closing date of 9 March be extended?` states nothing.
    private func isQuestion(_ end: Int) -> Bool {
        end < text.count && (text[end] == "?" || text[end] == "؟")
    }

    /// `A previous tender was issued on …, with …`; `proposals are not due on …`
    private func isElsewhere(_ sentence: String, _ pre: String) -> Bool {
        EventCues.earlier.occur(in: FoldedText.fold(sentence)) || EventCues.denied.occur(in: FoldedText.fold(pre))
    }

    /// Words before the date; where the sentence opens with its date, those after it.
    private func own(_ index: Int, pre: String, post: String, opensWithDate: Bool, isAlone: Bool) -> String {
        if opensWithDate, post.hasLetter { return post }
        if isAlone, DateContext.isGeneric(FoldedText.fold(pre)) { return pre + " " + post }
        return pre
    }

    private func opensWithDate(_ index: Int, _ start: Int) -> Bool {
        let lead = FoldedText.fold(string(start, mentions[index].range.lowerBound))
        return lead.split(separator: " ").allSatisfy {
            ["on", "by", "at", "the", "from", "في", "يوم", "بتاريخ"].contains($0)
                || MonthName.weekday(String($0)) != nil
        }
    }

    /// In a sentence that moves a date: whether this one no longer holds.
    /// - Parameter following: the words up to the next date of the sentence; nil for the last.
    private func isSuperseded(_ pre: String, following: String?) -> Bool {
        if Self.replaced.occur(in: Self.tail(pre)) { return true }
        guard let following, !Self.replaced.occur(in: Self.tail(following)) else { return false }
        return EventCues.superseded.occur(in: Self.tail(pre)) || !EventCues.amends.occur(in: FoldedText.fold(pre))
    }

    private static func tail(_ text: String) -> String {
        FoldedText.fold(text.split(separator: " ").suffix(6).joined(separator: " "))
    }

    private static let replaced = Phrases(
        "instead of", "rather than", "in lieu of", "in place of", "replacing", "بدلا من")

    private func string(_ start: Int, _ end: Int) -> String {
        guard start < end else { return "" }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: text[start..<end])
        return String(view)
    }

    private func sentenceStart(before position: Int) -> Int {
        var at = position - 1
        let limit = max(0, position - 600)
        while at >= limit {
            if isSentenceEnd(at) { return at + 1 }
            at -= 1
        }
        return limit
    }

    private func sentenceEnd(after position: Int, limit: Int) -> Int {
        var at = position
        let limit = min(limit, position + 200)
        while at < limit {
            if isSentenceEnd(at) { return at }
            at += 1
        }
        return limit
    }

    /// A full stop before a capital or an Arabic letter, not after an abbreviation; or a semicolon.
    private func isSentenceEnd(_ at: Int) -> Bool {
        switch text[at] {
        case ";", "؛", "!", "?", "؟", "•": return true
        case ".":
            guard at + 2 < text.count, text[at + 1] == " " else { return at + 1 == text.count }
            let next = text[at + 2]
            guard next.properties.isUppercase || (0x0620...0x064A).contains(next.value) || next == "(" else {
                return false
            }
            var start = at
            while start > 0, text[start - 1] != " ", at - start < 12 { start -= 1 }
            let word = string(start, at).lowercased()
            return word.count > 1 && !["p.m", "a.m", "no", "dr", "mr", "st", "approx", "ref", "u.s"].contains(word)
        default: return false
        }
    }
}
