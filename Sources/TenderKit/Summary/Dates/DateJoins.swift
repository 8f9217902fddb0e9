/// Puts together what stands side by side: the two ends of a range, and one day in two calendars.
struct DateJoins {
    let tokens: [DateToken]

    func joined(_ mentions: [DateMention]) -> [DateMention] {
        var result: [DateMention] = []
        var token = 0
        for mention in mentions {
            guard let last = result.last else {
                result.append(mention)
                continue
            }
            while token < tokens.count, tokens[token].start < last.range.upperBound { token += 1 }
            var between: [DateToken] = []
            var at = token
            while at < tokens.count, tokens[at].start < mention.range.lowerBound, between.count < 7 {
                between.append(tokens[at])
                at += 1
            }
            if let joined = pair(last, mention, between) ?? range(last, mention, between) {
                result[result.count - 1] = joined
            } else {
                result.append(mention)
            }
        }
        return result
    }

    /// `9 مارس 2026 الموافق 20 رمضان 1447هـ`: the Gregorian date, confirmed or contradicted by the other.
    private func pair(_ one: DateMention, _ two: DateMention, _ between: [DateToken]) -> DateMention? {
        guard (one.style == .hijri) != (two.style == .hijri), one.lastDay == nil, two.lastDay == nil,
            between.count <= 5, between.allSatisfy(isPairing)
        else { return nil }
        var (mention, other) = one.style == .hijri ? (two, one) : (one, two)
        guard let hijri = other.day else { return nil }
        mention.range = one.range.lowerBound..<two.range.upperBound
        mention.weekday = mention.weekday ?? other.weekday
        mention.confirm(by: hijri)
        return mention
    }

    private func isPairing(_ token: DateToken) -> Bool {
        if let sign = token.sign { return "(),-–=/.:".unicodeScalars.contains(sign) }
        guard let word = token.word else { return false }
        return MonthName.weekday(word) != nil || Self.pairWords.contains(word)
    }

    private static let pairWords: Set<String> = [
        "الموافق", "موافق", "الموافقه", "corresponding", "to", "equivalent", "ie", "h", "ah", "g", "م", "ه", "يوم",
        "بتاريخ", "و", "of", "the", "هجري", "ميلادي",
    ]

    /// `28 February – 2 March 2026`, `from 9 March 2026 to 11 March 2026`.
    private func range(_ one: DateMention, _ two: DateMention, _ between: [DateToken]) -> DateMention? {
        guard one.lastDay == nil, (one.style == .hijri) == (two.style == .hijri), joins(between) else { return nil }
        var joined = one
        joined.range = one.range.lowerBound..<two.range.upperBound
        joined.lastDay = two.lastDay ?? two.reading
        if case .withoutYear(let month, let day) = one.reading, let end = two.day {
            for year in [end.year, end.year - 1] {
                guard let start = CivilDate(year: year, month: month, day: day), start <= end else { continue }
                joined.reading = .day(start)
                return joined
            }
            return nil
        }
        guard let start = one.day, let end = two.day else {
            return one.isOpen == two.isOpen ? joined : nil
        }
        return start <= end ? joined : nil
    }

    private func joins(_ between: [DateToken]) -> Bool {
        let connecting = between.filter { $0.word.flatMap(MonthName.weekday) == nil && $0.sign != "," }
        guard connecting.count == 1 else { return false }
        if let sign = connecting[0].sign { return sign == "-" || sign == "–" }
        return connecting[0].word.map { $0 != "and" && $0 != "و" && DateScanner.joiners.contains($0) } ?? false
    }
}

extension DateMention {
    fileprivate var isOpen: Bool {
        if case .eitherOrder = reading { true } else { false }
    }

    /// The same day by the Hijri calendar; the moon's sighting may move it by one day.
    mutating func confirm(by hijri: CivilDate) {
        func agrees(_ day: CivilDate) -> Bool { abs(day.daysSince1970 - hijri.daysSince1970) <= 1 }
        switch reading {
        case .day(let day):
            if agrees(day) { isConfirmed = true } else { isContradicted = true }
        case .eitherOrder(let dayFirst, let monthFirst):
            guard let day = [dayFirst, monthFirst].first(where: agrees) else {
                isContradicted = true
                return
            }
            reading = .day(day)
            style = day == dayFirst ? .numericDayFirst : .numericMonthFirst
            isConfirmed = true
        case .withoutYear(let month, let day):
            guard let date = CivilDate(year: hijri.year, month: month, day: day), agrees(date) else {
                isContradicted = true
                return
            }
            reading = .day(date)
            isConfirmed = true
        }
    }
}
