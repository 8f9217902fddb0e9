/// How strongly a text says that the date beside it is that of an event.
struct EventScore: Equatable {
    var event: TenderEvent
    var points: Double
    var reason: String

    /// Where a text stands, as far as it matters.
    struct Place {
        /// Under a heading or in a table of dates.
        var isSchedule = false
        /// Among the first blocks of a document.
        var isCover = false
    }

    /// What a date needs to be taken.
    static let needed = 4.0

    /// The best event for a text; nil when it speaks of none, or more against it than for it.
    /// - Parameter text: as ``fold(_:)`` makes it.
    static func best(_ text: String, place: Place) -> EventScore? {
        var best: EventScore?
        let general = Distractor.any.filter { $0.phrases.occur(in: text) }
        for event in order {
            guard var score = support(event, text, place: place) else { continue }
            for distractor in general + Distractor.specific(to: event).filter({ $0.phrases.occur(in: text) }) {
                score.points -= distractor.points
                score.reason += ", −\(PlainNumber.short(distractor.points)) \(distractor.name)"
            }
            if score.points > 0, score.points > best?.points ?? 0 { best = score }
        }
        return best
    }

    /// Whether a text speaks of something that no event's date is beside.
    static func isDistracted(_ text: String) -> Bool {
        Distractor.any.contains { $0.phrases.occur(in: text) }
    }

    /// Folded text in which the names of the document itself are one word, so that a `request for proposals` is no proposal.
    static func fold(_ text: String) -> String {
        var folded = FoldedText.fold(text)
        for name in names where folded.contains(name) { folded = folded.replacing(name, with: " rfp ") }
        return folded.replacing("طلب تقديم العروض", with: "طلب العروض").replacing("طلب تقديم عروض", with: "طلب عروض")
    }

    private static let names = [
        " request for proposal ", " request for quotation ", " request for quote ", " request for tender ",
        " invitation to tender ", " invitation to bid ", " invitation for bid ", " call for tender ",
        " call for proposal ", " request for bid ",
    ]

    /// Of equal scores the first wins.
    private static let order: [TenderEvent] = [
        .vendorQuestionsDeadline, .midTenderInterviews, .proposalSubmissionDeadline, .rfpRelease,
    ]

    private static func support(_ event: TenderEvent, _ text: String, place: Place) -> EventScore? {
        let found: (points: Double, reason: String)?
        switch event {
        case .rfpRelease: found = release(text, place)
        case .vendorQuestionsDeadline: found = questions(text)
        case .midTenderInterviews: found = EventCues.meeting.occur(in: text) ? (5, "an interview or presentation") : nil
        case .proposalSubmissionDeadline: found = submission(text)
        }
        guard let found else { return nil }
        return EventScore(event: event, points: found.points + (place.isSchedule ? 2 : 0), reason: found.reason)
    }

    private static func release(_ text: String, _ place: Place) -> (Double, String)? {
        let hasRequest = EventCues.request.occur(in: text)
        let isLabel = EventCues.releaseLabel.occur(in: text)
        if hasRequest, isLabel { return (6, "the request's date of issue") }
        if hasRequest, EventCues.releaseVerb.occur(in: text) { return (5, "the request is issued") }
        guard isLabel else { return nil }
        return place.isCover ? (5.5, "a date of issue on the first pages") : (2.5, "a date of issue")
    }

    private static func questions(_ text: String) -> (Double, String)? {
        guard EventCues.question.occur(in: text) else { return nil }
        if EventCues.deadline.occur(in: text) { return (6, "the last day for questions") }
        if EventCues.until.occur(in: text) { return (5, "questions until a day") }
        return (2, "questions")
    }

    private static func submission(_ text: String) -> (Double, String)? {
        if EventCues.submissionLabel.occur(in: text) { return (6, "the deadline for offers") }
        let hasOffer = EventCues.offer.occur(in: text)
        let hasDeadline = EventCues.deadline.occur(in: text)
        if hasOffer, hasDeadline { return (4.5, "offers and a deadline") }
        if hasOffer, EventCues.until.occur(in: text) { return (4, "offers until a day") }
        if hasOffer { return (2, "offers") }
        return hasDeadline ? (1.5, "a deadline") : nil
    }
}
