/// Finds dates in a text.
struct DateScanner {
    private let tokens: [DateToken]
    private var found: [DateMention] = []

    /// Dates in the order of the text.
    static func mentions(in text: String) -> [DateMention] {
        guard hasDigit(text) else { return [] }
        return mentions(in: Array(text.unicodeScalars))
    }

    static func mentions(in text: [Unicode.Scalar]) -> [DateMention] {
        var scanner = DateScanner(tokens: DateToken.tokens(of: text))
        scanner.scan()
        return DateJoins(tokens: scanner.tokens).joined(scanner.found)
    }

    /// A quick look before the real one.
    static func hasDigit(_ text: String) -> Bool {
        text.utf8.contains { (0x30...0x39).contains($0) || $0 == 0xD9 || $0 == 0xDB }
    }

    private init(tokens: [DateToken]) {
        self.tokens = tokens
    }

    private mutating func scan() {
        var at = 0
        while at < tokens.count {
            if let (mention, next) = mention(at) {
                found.append(withWeekday(mention, from: at, to: next))
                at = max(next, at + 1)
            } else {
                at += 1
            }
        }
    }

    private func mention(_ at: Int) -> (DateMention, Int)? {
        if tokens[at].number != nil { return numeric(at) ?? dayThenMonth(at) }
        return monthThenDay(at)
    }

    // MARK: Numbers alone

    /// `2026-03-09`, `09/03/2026`, `9.3.2026`, `20/9/1447`.
    private func numeric(_ at: Int) -> (DateMention, Int)? {
        guard at + 4 < tokens.count, let one = tokens[at].number, let two = tokens[at + 2].number,
            let three = tokens[at + 4].number, let separator = separator(at + 1), separator == self.separator(at + 3),
            one.digits <= 4, two.digits <= 2, three.digits <= 4, standsFree(from: at, to: at + 4)
        else { return nil }
        let marked = hijriMark(at + 5)
        let next = afterYear(at + 5)
        let range = tokens[at].start..<tokens[at + 4].end
        if one.digits == 4 {
            guard let day = civil(one.value, two.value, three.value) else { return nil }
            return (DateMention(reading: .day(day.date), style: day.isHijri ? .hijri : .neutral, range: range), next)
        }
        guard one.digits <= 2, one.value >= 1, two.value >= 1, three.digits == 4 || three.digits == 2 else {
            return nil
        }
        if marked || three.digits == 4 && HijriCalendar.years.contains(three.value) {
            let year = three.digits == 2 ? 1400 + three.value : three.value
            guard let date = HijriCalendar.civil(year: year, month: two.value, day: one.value) else { return nil }
            return (DateMention(reading: .day(date), style: .hijri, range: range), next)
        }
        if three.digits == 2, separator == ".", one.digits != 2 || two.digits != 2 { return nil }
        guard let year = year(three), let (reading, style) = orders(one.value, two.value, year, separator) else {
            return nil
        }
        return (DateMention(reading: reading, style: style, range: range), next)
    }

    private func orders(
        _ one: Int, _ two: Int, _ year: Int, _ separator: Unicode.Scalar
    ) -> (DateMention.Reading, DateMention.Style)? {
        let dayFirst = CivilDate(year: year, month: two, day: one)
        let monthFirst = CivilDate(year: year, month: one, day: two)
        switch (dayFirst, monthFirst) {
        case (let dayFirst?, let monthFirst?):
            if dayFirst == monthFirst { return (.day(dayFirst), .neutral) }
            // Dots are written by those who put the day first.
            if separator == "." { return (.day(dayFirst), .neutral) }
            return (.eitherOrder(dayFirst: dayFirst, monthFirst: monthFirst), .neutral)
        case (let date?, nil): return (.day(date), separator == "." ? .neutral : .numericDayFirst)
        case (nil, let date?): return (.day(date), .numericMonthFirst)
        case (nil, nil): return nil
        }
    }

    /// A sign that may stand between the numbers of a date, joined to both or, a slash, apart from both.
    private func separator(_ at: Int) -> Unicode.Scalar? {
        guard let sign = tokens[at].sign, sign == "/" || sign == "-" || sign == "." || sign == "–" else { return nil }
        let joined = (tokens[at].isJoined, tokens[at + 1].isJoined)
        guard joined == (true, true) || joined == (false, false) && sign == "/" else { return nil }
        return sign == "–" ? "-" : sign
    }

    /// Whether the numbers are not part of a longer chain: a reference, a section number, an address.
    private func standsFree(from start: Int, to end: Int) -> Bool {
        if start > 0, tokens[start].isJoined {
            if let sign = tokens[start - 1].sign, "/-._#".unicodeScalars.contains(sign) {
                return start > 1 && tokens[start - 2].word.flatMap(MonthName.weekday) != nil
            }
            if let word = tokens[start - 1].word, word.unicodeScalars.allSatisfy(\.isASCII) { return false }
        }
        guard end + 2 < tokens.count, tokens[end + 1].isJoined, tokens[end + 2].isJoined,
            let sign = tokens[end + 1].sign, "/-._".unicodeScalars.contains(sign), tokens[end + 2].number != nil
        else { return true }
        return false
    }

    // MARK: Names of months

    /// `9 March 2026`, `9th of March, 2026`, `09-Mar-26`, `9–11 March 2026`, `20 رمضان 1447هـ`, `9 March`.
    private func dayThenMonth(_ at: Int) -> (DateMention, Int)? {
        guard let first = day(at) else { return nil }
        var next = first.next
        var last: Int?
        // `9, 10 and 11 March`
        while let more = laterDay(next, than: last ?? first.value), !isNumbered(at) {
            last = more.value
            next = more.next
        }
        next = skip(["of", "day", "من", "شهر", "de"], from: next)
        if next < tokens.count, let sign = tokens[next].sign, "-/.–,".unicodeScalars.contains(sign) { next += 1 }
        guard let month = MonthName.match(tokens, next) else { return nil }
        let (year, end) = yearAfter(month.next, isHijri: month.isHijri)
        return mention(at, days: (first.value, last), month: month, year: year, next: end, style: .dayMonthName)
    }

    /// `March 9, 2026`, `Mar. 9th 2026`, `December 4 - 8, 2017`, `March 9`.
    private func monthThenDay(_ at: Int) -> (DateMention, Int)? {
        guard let month = MonthName.match(tokens, at) else { return nil }
        var next = month.next
        if next < tokens.count, let sign = tokens[next].sign, ".-/,".unicodeScalars.contains(sign) { next += 1 }
        next = skip(["the"], from: next)
        guard let first = day(next) else { return nil }
        next = first.next
        var last: Int?
        while let more = laterDay(next, than: last ?? first.value), MonthName.match(tokens, more.next) == nil {
            last = more.value
            next = more.next
        }
        let (year, end) = yearAfter(next, isHijri: month.isHijri)
        return mention(at, days: (first.value, last), month: month, year: year, next: end, style: .monthNameDay)
    }

    private func mention(
        _ at: Int, days: (first: Int, last: Int?), month: MonthName.Match, year: Int?, next: Int,
        style: DateMention.Style
    ) -> (DateMention, Int)? {
        let range = tokens[at].start..<tokens[next - 1].end
        let style = month.isHijri ? .hijri : style
        guard let first = reading(days.first, month, year) else { return nil }
        let last = days.last.flatMap { reading($0, month, year) }
        if days.last != nil, last == nil { return nil }
        return (DateMention(reading: first, lastDay: last, style: style, range: range), next)
    }

    private func reading(_ day: Int, _ month: MonthName.Match, _ year: Int?) -> DateMention.Reading? {
        guard let year else {
            // Without a year only the Gregorian calendar can be completed; 29 February is allowed for.
            guard !month.isHijri, CivilDate(year: 2024, month: month.month, day: day) != nil else { return nil }
            return .withoutYear(month: month.month, day: day)
        }
        let date =
            month.isHijri
            ? HijriCalendar.civil(year: year, month: month.month, day: day)
            : CivilDate(year: year, month: month.month, day: day)
        return date.map(DateMention.Reading.day)
    }

    // MARK: Parts

    private func day(_ at: Int) -> (value: Int, next: Int)? {
        guard at < tokens.count, let number = tokens[at].number, number.digits <= 2, (1...31).contains(number.value)
        else { return nil }
        if tokens[at].isJoined, at > 0, let sign = tokens[at - 1].sign, ".:/$€£#".unicodeScalars.contains(sign),
            at > 1, tokens[at - 1].isJoined, tokens[at - 2].number != nil, sign != "/"
        {
            return nil
        }
        var next = at + 1
        if next < tokens.count, let word = tokens[next].word, ["st", "nd", "rd", "th"].contains(word) { next += 1 }
        return (number.value, next)
    }

    /// The next day of a range or list: `9–11`, `9 to 11`; with a comma or slash only the day right after: `9, 10 and 11`.
    private func laterDay(_ at: Int, than first: Int) -> (value: Int, next: Int)? {
        guard at < tokens.count else { return nil }
        var next = at + 1
        var isList = false
        if let sign = tokens[at].sign, "-–&,/".unicodeScalars.contains(sign) {
            isList = sign == "," || sign == "/"
            if sign == ",", next < tokens.count, tokens[next].word == "and" { next += 1 }
        } else if let word = tokens[at].word, Self.joiners.contains(word) {
            isList = false
        } else {
            return nil
        }
        guard let day = day(next), isList ? day.value == first + 1 : day.value > first else { return nil }
        return day
    }

    /// `Stage 2 – 9 March`: the first number counts something else.
    private func isNumbered(_ at: Int) -> Bool {
        guard at > 0, let word = tokens[at - 1].word else { return false }
        return Self.counted.contains(word)
    }

    private static let counted: Set<String> = [
        "stage", "phase", "item", "round", "section", "clause", "no", "step", "annex", "addendum", "lot", "part",
        "milestone", "event", "activity", "article", "رقم", "المرحله", "البند", "الجوله", "ملحق",
    ]

    static let joiners: Set<String> = ["to", "and", "till", "until", "through", "thru", "الي", "و", "حتي"]

    /// The year that may follow a day and month, and the token after it.
    private func yearAfter(_ at: Int, isHijri: Bool) -> (year: Int?, next: Int) {
        var next = at
        var separated = false
        if next < tokens.count, let sign = tokens[next].sign, ",-/.–".unicodeScalars.contains(sign) {
            separated = sign == "-" || sign == "/" || sign == "–"
            next += 1
        }
        next = skip(["of", "سنه", "عام", "لعام", "لسنه", "من", "in", "the", "year"], from: next)
        guard next < tokens.count, let number = tokens[next].number else { return (nil, at) }
        if isHijri {
            if number.digits == 4, HijriCalendar.years.contains(number.value) {
                return (number.value, afterYear(next + 1))
            }
            guard number.digits == 2, hijriMark(next + 1) else { return (nil, at) }
            return (1400 + number.value, afterYear(next + 1))
        }
        if number.digits == 4, (1900...2199).contains(number.value) { return (number.value, afterYear(next + 1)) }
        guard number.digits == 2, (15...60).contains(number.value), !isTime(next) else { return (nil, at) }
        let isJoined = separated && tokens[next].isJoined
        let hasApostrophe = tokens[next].start > tokens[next - 1].end && number.value > 31
        guard isJoined || hasApostrophe else { return (nil, at) }
        return (2000 + number.value, next + 1)
    }

    private func isTime(_ at: Int) -> Bool {
        guard at + 1 < tokens.count else { return false }
        if tokens[at + 1].sign == ":" { return true }
        return tokens[at + 1].word.map { ["am", "pm", "hours", "hrs", "h"].contains($0) } ?? false
    }

    private func year(_ number: (value: Int, digits: Int)) -> Int? {
        if number.digits == 4 { return (1900...2199).contains(number.value) ? number.value : nil }
        return (15...60).contains(number.value) ? 2000 + number.value : nil
    }

    private func civil(_ year: Int, _ month: Int, _ day: Int) -> (date: CivilDate, isHijri: Bool)? {
        if HijriCalendar.years.contains(year) {
            return HijriCalendar.civil(year: year, month: month, day: day).map { ($0, true) }
        }
        return CivilDate(year: year, month: month, day: day).map { ($0, false) }
    }

    /// `هـ`, `AH`, `H`: the mark of the Hijri calendar.
    private func hijriMark(_ at: Int) -> Bool {
        guard at < tokens.count, let word = tokens[at].word else { return false }
        return ["ه", "ah", "h", "هجري", "هجريه"].contains(word)
    }

    /// The token after the mark of a calendar, if there is one.
    private func afterYear(_ at: Int) -> Int {
        guard at < tokens.count, let word = tokens[at].word else { return at }
        return ["ه", "ah", "h", "هجري", "هجريه", "م", "ميلادي", "ميلاديه", "ad", "ce", "g"].contains(word) ? at + 1 : at
    }

    private func skip(_ words: Set<String>, from at: Int) -> Int {
        var next = at
        while next < tokens.count, next < at + 3, let word = tokens[next].word, words.contains(word) { next += 1 }
        return next
    }

    /// Looks for a weekday right before or right after.
    private func withWeekday(_ mention: DateMention, from start: Int, to end: Int) -> DateMention {
        var mention = mention
        mention.weekday = weekday(before: start) ?? weekday(after: end) ?? mention.weekday
        return mention
    }

    /// `Monday, the 9 March`
    private func weekday(before start: Int) -> Int? {
        var at = start - 1
        while at >= 0, start - at <= 3, isJoint(at, ",(.-–") || tokens[at].word == "the" { at -= 1 }
        guard at >= 0, start - at <= 3, let word = tokens[at].word else { return nil }
        return MonthName.weekday(word)
    }

    /// `9 March (Monday)`; in `9 March, Monday 16 March` the weekday belongs to the next date.
    private func weekday(after end: Int) -> Int? {
        var at = end
        while at < tokens.count, at - end < 2, isJoint(at, ",(-–") { at += 1 }
        guard at < tokens.count, let word = tokens[at].word, let day = MonthName.weekday(word) else { return nil }
        let following = tokens[(at + 1)...].prefix(3).first { $0.sign == nil }
        if following?.number != nil || following?.word == "the" { return nil }
        return MonthName.match(tokens, at + 1) == nil ? day : nil
    }

    private func isJoint(_ index: Int, _ signs: String) -> Bool {
        guard let sign = tokens[index].sign else { return false }
        return signs.unicodeScalars.contains(sign)
    }
}
