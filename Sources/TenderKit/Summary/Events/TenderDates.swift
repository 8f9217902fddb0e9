/// The dates of a tender's events, as far as its documents state them.
public struct TenderDates: Sendable, Equatable {
    public fileprivate(set) var days: [TenderEvent: CivilDate] = [:]
    /// Where each came from, and why others were not taken.
    public fileprivate(set) var reasons: [String] = []
    /// Dates that were left out although words name them: for people to look at.
    public fileprivate(set) var warnings: [String] = []

    public subscript(event: TenderEvent) -> CivilDate? { days[event] }
}

/// Chooses the date of each event from all that the documents say.
struct DateChoice {
    private let documents: [Document]
    private var occurrences: [DateOccurrence] = []
    private var result = TenderDates()

    static func dates(of documents: [Document], checkCancellation: () throws -> Void) rethrows -> TenderDates {
        var choice = DateChoice(documents: documents)
        var relative: [RelativeDate] = []
        var usage = DateUsage()
        var found: [DocumentDates] = []
        for (index, document) in documents.enumerated() {
            let dates = try DocumentDates(document, index: index, checkCancellation: checkCancellation)
            if dates.isCut {
                choice.result.warnings.append(
                    "\(document.file): more than \(DocumentDates.limit) dates; those after them are not looked at")
            }
            usage.add(dates.usage)
            relative += dates.relative
            found.append(dates)
        }
        for (dates, document) in zip(found, documents) {
            choice.settle(dates, document, package: usage, all: documents)
        }
        choice.choose()
        choice.count(relative)
        return choice.result
    }

    private init(documents: [Document]) {
        self.documents = documents
    }

    private func place(_ occurrence: DateOccurrence) -> String {
        documents[occurrence.document].file + (occurrence.page.map { ", p. \($0)" } ?? "")
    }

    // MARK: From words to days

    private mutating func settle(_ dates: DocumentDates, _ document: Document, package: DateUsage, all: [Document]) {
        let order = Self.order(dates, document, package: package)
        var settled = dates.occurrences
        for index in settled.indices {
            let mention = settled[index].mention
            (settled[index].day, settled[index].notes) = Self.day(mention.reading, mention, order)
            settled[index].lastDay = mention.lastDay.flatMap { Self.day($0, mention, order).day }
        }
        completeYears(&settled)
        for occurrence in settled where occurrence.score.map({ $0.points >= EventScore.needed }) == true {
            report(occurrence)
        }
        occurrences += settled
    }

    private mutating func report(_ occurrence: DateOccurrence) {
        guard let score = occurrence.score else { return }
        let at = place(occurrence)
        if occurrence.mention.isContradicted {
            result.warnings.append(
                "\(at): the two calendars of a date for \(score.event.rawValue) disagree; it is left out")
        } else if occurrence.day == nil {
            switch occurrence.mention.reading {
            case .eitherOrder(let one, let two):
                result.warnings.append(
                    "\(at): a date for \(score.event.rawValue) may be \(one.iso) or \(two.iso), and nothing in the "
                        + "documents settles which; it is left out")
            default:
                result.warnings.append(
                    "\(at): a date for \(score.event.rawValue) has no year, and no date near it gives one; it is left out"
                )
            }
        } else if occurrence.mention.hasWrongWeekday, let day = occurrence.day {
            result.warnings.append(
                "\(at): \(day.iso) for \(score.event.rawValue) is not the weekday that stands beside it")
        }
    }

    /// The order of numbers in a document: by its own dates, else by the package's, else by its language and country.
    private static func order(
        _ dates: DocumentDates, _ document: Document, package: DateUsage
    ) -> (order: DateUsage.Order, reason: String)? {
        let isOpen = dates.occurrences.contains {
            if case .eitherOrder = $0.mention.reading, $0.score != nil { true } else { false }
        }
        guard isOpen else { return nil }
        var usage = dates.usage
        if usage.numericDayFirst + usage.numericMonthFirst == 0 {
            usage.numericDayFirst = package.numericDayFirst
            usage.numericMonthFirst = package.numericMonthFirst
        }
        if usage.dayMonthName + usage.monthNameDay == 0 {
            usage.dayMonthName = package.dayMonthName
            usage.monthNameDay = package.monthNameDay
        }
        var arabic = 0
        for block in document.blocks.prefix(2_000) {
            usage.countWords(FoldedText.fold(String(block.text.prefix(500))))
            if FoldedText.isArabic(block.text) { arabic += 1 }
        }
        // Nobody writes the month first in Arabic.
        if arabic * 2 > min(document.blocks.count, 2_000) { usage.dayFirstWords += 1_000 }
        return usage.order
    }

    private static func day(
        _ reading: DateMention.Reading, _ mention: DateMention, _ order: (order: DateUsage.Order, reason: String)?
    ) -> (day: CivilDate?, notes: [String]) {
        switch reading {
        case .day(let day): return (day, [])
        case .withoutYear: return (nil, [])
        case .eitherOrder(let dayFirst, let monthFirst):
            if let proof = mention.orderByWeekday, reading == mention.reading {
                return (proof == .dayFirst ? dayFirst : monthFirst, ["the weekday beside it settles the order"])
            }
            guard let order else { return (nil, []) }
            return (
                order.order == .dayFirst ? dayFirst : monthFirst,
                ["\(order.order == .dayFirst ? "day" : "month") first: \(order.reason)"]
            )
        }
    }

    /// Gives dates without a year that of the nearest date of the same block, the same table, or another event nearby.
    private func completeYears(_ settled: inout [DateOccurrence]) {
        for index in settled.indices {
            guard case .withoutYear(let month, let day) = settled[index].mention.reading, settled[index].score != nil
            else {
                continue
            }
            let here = settled[index]
            // Further away than this many dates is not near.
            let window = max(0, index - 200)..<min(settled.count, index + 200)
            let near = window.filter { other in
                guard settled[other].day != nil else { return false }
                return settled[other].block == here.block
                    || settled[other].table != nil && settled[other].table == here.table
                    || settled[other].score != nil && abs(settled[other].block - here.block) <= 400
            }
            func distance(_ other: Int) -> Int {
                if settled[other].block == here.block { return 0 }
                return abs(settled[other].block - here.block)
                    + (settled[other].table != nil && settled[other].table == here.table ? 1 : 1_000)
            }
            guard let nearest = near.min(by: { distance($0) < distance($1) }), let base = settled[nearest].day else {
                continue
            }
            settled[index].day = Self.complete(month, day, weekday: here.mention.weekday, near: base)
            settled[index].notes.append("the year is that of a date nearby")
            if case .withoutYear(let month, let day) = here.mention.lastDay {
                settled[index].lastDay = Self.complete(month, day, weekday: nil, near: base)
            }
        }
    }

    /// The year that brings the day nearest to another, if the weekday agrees and both lie within five months.
    private static func complete(_ month: Int, _ day: Int, weekday: Int?, near base: CivilDate) -> CivilDate? {
        let days = [base.year - 1, base.year, base.year + 1].compactMap {
            CivilDate(year: $0, month: month, day: day)
        }
        func distance(_ day: CivilDate) -> Int { abs(day.daysSince1970 - base.daysSince1970) }
        guard let best = days.min(by: { distance($0) < distance($1) }), distance(best) <= 150 else { return nil }
        return weekday.map { best.weekday == $0 } ?? true ? best : nil
    }

    // MARK: From days to events

    private struct Proposal {
        var day: CivilDate
        var points: Double
        var reason: String
        var isOfLot: Bool
    }

    private mutating func choose() {
        var proposals: [TenderEvent: [Proposal]] = [:]
        for event in TenderEvent.allCases { proposals[event] = self.proposals(for: event) }
        settleConflicts(&proposals)
        for event in TenderEvent.allCases {
            guard let list = proposals[event], let best = list.first else { continue }
            if let other = list.dropFirst().first, best.points - other.points < 1 {
                guard let day = Self.tie(event, best, other) else {
                    result.warnings.append(
                        "\(event.rawValue): \(best.day.iso) and \(other.day.iso) are equally supported; none is taken "
                            + "(\(best.reason); \(other.reason))")
                    continue
                }
                result.days[event] = day
                result.reasons.append("\(event.rawValue) \(day.iso): of \(best.reason) and \(other.reason)")
                continue
            }
            result.days[event] = best.day
            result.reasons.append("\(event.rawValue) \(best.day.iso): \(best.reason)")
            for other in list.dropFirst().prefix(5) {
                result.reasons.append("\(event.rawValue) not \(other.day.iso): \(other.reason)")
            }
        }
    }

    /// Of two dates with equal support: the first issue, the first interview, the last round of questions. Two deadlines
    /// for offers contradict each other, and each lot has its own.
    private static func tie(_ event: TenderEvent, _ one: Proposal, _ two: Proposal) -> CivilDate? {
        if one.isOfLot, two.isOfLot { return nil }
        return switch event {
        case .rfpRelease, .midTenderInterviews: min(one.day, two.day)
        case .vendorQuestionsDeadline: max(one.day, two.day)
        case .proposalSubmissionDeadline: nil
        }
    }

    /// The days proposed for an event, the best supported first.
    private func proposals(for event: TenderEvent) -> [Proposal] {
        var own = occurrences.filter {
            $0.score?.event == event && $0.score.map { $0.points >= EventScore.needed } == true && $0.day != nil
                && !$0.mention.isContradicted
        }
        // What was changed later holds, whatever speaks for the original.
        func rank(_ occurrence: DateOccurrence) -> Int { occurrence.addendum * 2 + (occurrence.amends ? 1 : 0) }
        let top = event == .rfpRelease ? 0 : own.map(rank).max() ?? 0
        if top > 0 { own = own.filter { rank($0) == top } }
        if event == .rfpRelease, own.contains(where: { $0.addendum == 0 }) { own = own.filter { $0.addendum == 0 } }
        var byDay: [CivilDate: [DateOccurrence]] = [:]
        for occurrence in own {
            let takesLast = event.takesLastDay || occurrence.amends
            guard let day = takesLast ? occurrence.lastDay ?? occurrence.day : occurrence.day else { continue }
            byDay[day, default: []].append(occurrence)
        }
        return byDay.map { day, list in proposal(day, list, isAmended: top > 0) }
            .sorted { ($0.points, $1.day) > ($1.points, $0.day) }
    }

    private func proposal(_ day: CivilDate, _ list: [DateOccurrence], isAmended: Bool) -> Proposal {
        var points = list.map { self.points($0) }.max() ?? 0
        points += min(Double(list.count - 1), 3) / 2
        let best = list.max { self.points($0) < self.points($1) }
        let texts = best.map { ["\(place($0)): \($0.score?.reason ?? "")"] + $0.notes } ?? []
        let count = list.count > 1 ? ", stated \(list.count) times" : ""
        return Proposal(
            day: day, points: points,
            reason: texts.joined(separator: ", ") + count + (isAmended ? ", as changed later" : "")
                + " (\(PlainNumber.short(points)) points)", isOfLot: list.allSatisfy(\.isOfLot))
    }

    private func points(_ occurrence: DateOccurrence) -> Double {
        var points = occurrence.score?.points ?? 0
        if occurrence.mention.isConfirmed { points += 1 }
        if let weekday = occurrence.mention.weekday { points += occurrence.day?.weekday == weekday ? 0.5 : -1 }
        return points
    }

    // MARK: Plausibility

    /// Drops days that contradict better supported ones: the issue comes first, offers end the questions, and a procedure
    /// does not take years.
    private mutating func settleConflicts(_ proposals: inout [TenderEvent: [Proposal]]) {
        var left = 100
        while left > 0, let (one, two, why) = conflict(proposals) {
            left -= 1
            guard let first = proposals[one]?.first, let second = proposals[two]?.first else { return }
            let weaker = first.points < second.points ? one : two
            guard let dropped = proposals[weaker]?.removeFirst() else { return }
            result.reasons.append("\(weaker.rawValue) not \(dropped.day.iso): \(why) (\(dropped.reason))")
        }
    }

    private func conflict(_ proposals: [TenderEvent: [Proposal]]) -> (TenderEvent, TenderEvent, String)? {
        let orders: [(TenderEvent, TenderEvent)] = [
            (.rfpRelease, .proposalSubmissionDeadline), (.vendorQuestionsDeadline, .proposalSubmissionDeadline),
            (.rfpRelease, .vendorQuestionsDeadline), (.rfpRelease, .midTenderInterviews),
            (.midTenderInterviews, .proposalSubmissionDeadline),
        ]
        for (one, two) in orders {
            guard let first = proposals[one]?.first?.day, let second = proposals[two]?.first?.day else { continue }
            if first > second, one != .midTenderInterviews {
                return (one, two, "\(one.rawValue) \(first.iso) cannot come after \(two.rawValue) \(second.iso)")
            }
            if abs(first.daysSince1970 - second.daysSince1970) > 550 {
                return (one, two, "\(one.rawValue) \(first.iso) and \(two.rawValue) \(second.iso) are years apart")
            }
        }
        return nil
    }

    // MARK: Counted days

    private mutating func count(_ relative: [RelativeDate]) {
        for date in relative where result.days[date.event] == nil {
            guard date.isCalendarDays else {
                result.reasons.append("\(date.event.rawValue): working days are not counted: \(date.text)")
                continue
            }
            guard let base = result.days[date.base], let day = base.adding(days: date.days) else { continue }
            if date.event == .vendorQuestionsDeadline, let end = result.days[.proposalSubmissionDeadline], day > end {
                continue
            }
            if let start = result.days[.rfpRelease], day < start { continue }
            result.days[date.event] = day
            result.reasons.append(
                "\(date.event.rawValue) \(day.iso): counted from \(date.base.rawValue) \(base.iso): \(date.text)")
        }
    }
}
