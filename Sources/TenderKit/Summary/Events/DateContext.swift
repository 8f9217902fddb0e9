/// The words around a date that say what it is the date of.
struct DateContext {
    /// What stands beside it: the row's label, the clause.
    var own: String
    /// Where the words beside it say too little: the item above, the sentence before, the column's header, the heading;
    /// nearest first.
    var wider: [String] = []
    var place = EventScore.Place()
    /// The clause says that a date has been moved, and this is the new one.
    var amends = false
    /// Nothing but headings that speak of dates is near.
    var isUnderDates = false

    /// The event, from the nearest words that name one. Each step away costs half a point.
    func score() -> EventScore? {
        let own = EventScore.fold(own)
        let direct = EventScore.best(own, place: place)
        if let direct, direct.points >= EventScore.needed { return direct }
        guard !EventScore.isDistracted(own), amends || Self.isGeneric(own) || EventCues.plainDeadline.occur(in: own)
        else { return direct }
        for (step, text) in wider.enumerated() {
            guard var score = EventScore.best(EventScore.fold(text) + own, place: place) else { continue }
            score.points -= Double(step + 1) / 2
            score.reason += ", by words \(step + 1) step\(step == 0 ? "" : "s") away"
            if score.points >= EventScore.needed { return score }
        }
        // `Deadline: 9 March 2026` on the first pages, and nothing that says of what.
        guard wider.isEmpty || isUnderDates, Self.isGeneric(own), EventCues.plainDeadline.occur(in: own),
            place.isSchedule || place.isCover
        else { return direct }
        return EventScore(
            event: .proposalSubmissionDeadline, points: EventScore.needed, reason: "a deadline, and no other named")
    }

    /// Whether a text says nothing but that a date follows.
    static func isGeneric(_ folded: String) -> Bool {
        folded.split(separator: " ").allSatisfy { word in
            generic.contains(String(word)) || word.utf8.allSatisfy { (0x30...0x39).contains($0) }
                || MonthName.weekday(String(word)) != nil
        }
    }

    private static let generic: Set<String> = [
        "deadline", "due", "closing", "close", "date", "time", "on", "at", "by", "the", "of", "is", "are", "be", "will",
        "to", "no", "not", "later", "than", "before", "until", "must", "shall", "and", "in", "local", "hour", "hr",
        "am", "pm", "a", "p", "m", "noon", "midnight", "o", "clock", "day", "from", "for", "final", "last", "latest",
        "official", "new", "it", "this", "or", "end", "cob", "eob", "business", "eastern", "central", "pacific",
        "mountain", "standard", "daylight", "est", "edt", "et", "pst", "pdt", "pt", "cst", "cdt", "gmt", "bst", "utc",
        "akst", "held", "take", "place", "scheduled", "planned", "expected", "anticipated", "التاريخ", "تاريخ",
        "الموعد", "موعد", "يوم", "اليوم", "الساعه", "في", "بتاريخ", "حتي", "قبل", "اخر", "نهايه", "النهائي",
        "الموافق", "صباحا", "ظهرا", "مساء", "عند", "تمام", "هو", "وذلك", "اقصاه", "ليوم", "من",
    ]
}
