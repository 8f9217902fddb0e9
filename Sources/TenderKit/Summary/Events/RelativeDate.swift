/// A day that a document counts from another: `questions at least 14 days before the closing date`.
struct RelativeDate {
    var event: TenderEvent
    var base: TenderEvent
    /// Negative before the base.
    var days: Int
    /// Business days and the like cannot be counted without a calendar of holidays.
    var isCalendarDays: Bool
    var text: String
    var page: Int?
    var document: Int

    static func find(in text: String, page: Int?, document: Int) -> [RelativeDate] {
        guard text.utf8.count <= 4_000 else { return [] }
        return Sentences.split(text).compactMap { sentence in
            find(sentence: EventScore.fold(String(sentence)), text: String(sentence.prefix(200)), page, document)
        }
    }

    private static func find(sentence: String, text: String, _ page: Int?, _ document: Int) -> RelativeDate? {
        let words = sentence.split(separator: " ").map(String.init)
        guard let unit = words.firstIndex(where: { units[$0] != nil }), let factor = units[words[unit]],
            let count = words[..<unit].suffix(4).last(where: { Int($0) != nil }).flatMap({ Int($0) }),
            (1...120).contains(count)
        else { return nil }
        let after = words[(unit + 1)...].prefix(4)
        guard let turn = after.firstIndex(where: { directions[$0] != nil }) ?? directionBefore(words, unit),
            let sign = directions[words[turn]]
        else { return nil }
        let rest = " " + words[max(unit + 1, turn + 1)...].prefix(10).joined(separator: " ") + " "
        let base: TenderEvent
        if EventCues.submissionLabel.occur(in: rest) {
            base = .proposalSubmissionDeadline
        } else if EventScore.best(rest, place: .init())?.event == .rfpRelease {
            base = .rfpRelease
        } else {
            return nil
        }
        let lead = " " + words[..<unit].joined(separator: " ") + " "
        guard let score = EventScore.best(lead, place: .init()), score.points >= EventScore.needed, score.event != base,
            score.event.takesLastDay
        else { return nil }
        let isPlain =
            !words[max(0, unit - 3)...unit].contains { ["working", "business", "عمل"].contains($0) }
            && !(unit + 1 < words.count && words[unit + 1] == "عمل")
        return RelativeDate(
            event: score.event, base: base, days: sign * count * factor, isCalendarDays: isPlain, text: text,
            page: page,
            document: document)
    }

    /// Arabic puts the direction first: `قبل 10 أيام من آخر موعد`.
    private static func directionBefore(_ words: [String], _ unit: Int) -> Int? {
        guard words[unit].utf8.first.map({ $0 > 0x7F }) == true else { return nil }
        return words[..<unit].indices.suffix(3).first { directions[words[$0]] != nil }
    }

    /// Days in each.
    static let units = [
        "day": 1, "week": 7, "ايام": 1, "يوما": 1, "يوم": 1, "اسابيع": 7, "اسبوع": 7,
    ]
    private static let directions = [
        "before": -1, "prior": -1, "preceding": -1, "after": 1, "from": 1, "following": 1, "of": 1,
        "قبل": -1, "بعد": 1, "خلال": 1,
    ]
}
