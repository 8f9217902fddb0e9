/// Whether a document puts the day or the month first in dates such as 09/03/2026.
struct DateUsage: Equatable {
    enum Order: Equatable {
        case dayFirst, monthFirst
    }

    /// Dates of numbers that can be read in one order only.
    var numericDayFirst = 0
    var numericMonthFirst = 0
    /// `9 March 2026`, `March 9, 2026`.
    var dayMonthName = 0
    var monthNameDay = 0
    /// Words of countries and languages that put the day or the month first.
    var dayFirstWords = 0
    var monthFirstWords = 0

    mutating func count(_ mention: DateMention) {
        switch mention.style {
        case .numericDayFirst: numericDayFirst += 1
        case .numericMonthFirst: numericMonthFirst += 1
        case .dayMonthName: dayMonthName += 1
        case .monthNameDay: monthNameDay += 1
        case .neutral, .hijri: break
        }
        // A weekday that fits one of the two readings alone is proof.
        if case .eitherOrder = mention.reading, let order = mention.orderByWeekday {
            switch order {
            case .dayFirst: numericDayFirst += 1
            case .monthFirst: numericMonthFirst += 1
            }
        }
    }

    mutating func add(_ other: DateUsage) {
        numericDayFirst += other.numericDayFirst
        numericMonthFirst += other.numericMonthFirst
        dayMonthName += other.dayMonthName
        monthNameDay += other.monthNameDay
        dayFirstWords += other.dayFirstWords
        monthFirstWords += other.monthFirstWords
    }

    mutating func countWords(_ folded: String) {
        if Self.dayFirst.occur(in: folded) { dayFirstWords += 1 }
        if Self.monthFirst.occur(in: folded) { monthFirstWords += 1 }
    }

    /// The order, with the reason; nil where nothing settles it.
    var order: (order: Order, reason: String)? {
        if numericDayFirst + numericMonthFirst > 0 {
            guard let order = Self.majority(numericDayFirst, numericMonthFirst) else { return nil }
            return (order, "other dates of numbers in it can be read in this order only")
        }
        let names = Self.majority(dayMonthName, monthNameDay)
        let words = Self.majority(dayFirstWords, monthFirstWords)
        if let names, let words, names != words { return nil }
        if let words { return (words, "its language or country writes dates in this order") }
        if let names { return (names, "dates with names of months stand in this order") }
        return nil
    }

    /// At least four to one.
    private static func majority(_ day: Int, _ month: Int) -> Order? {
        if day > 0, day >= 4 * month { return .dayFirst }
        if month > 0, month >= 4 * day { return .monthFirst }
        return nil
    }

    private static let dayFirst = Phrases(
        "united kingdom", "england", "scotland", "wales", "northern ireland", "ireland", "saudi", "riyadh", "jeddah",
        "emirates", "uae", "dubai", "abu dhabi", "qatar", "doha", "kuwait", "bahrain", "oman", "muscat", "jordan",
        "egypt", "lebanon", "iraq", "morocco", "tunisia", "algeria", "india", "pakistan", "bangladesh", "sri lanka",
        "nigeria", "kenya", "ghana", "uganda", "tanzania", "australia", "new zealand", "singapore", "malaysia",
        "hong kong", "south africa", "european union", "germany", "france", "spain", "italy", "netherlands", "gmbh",
        "gmt", "bst", "utc", "organisation", "labour", "colour", "behaviour", "tenderer", "sar", "aed", "qar", "kwd",
        "gbp", "eur", "inr", "aud", "zar", "السعوديه", "الامارات", "قطر", "الكويت", "الرياض", "المنافسه", "مصر",
        "الاردن",
        "العراق")

    private static let monthFirst = Phrases(
        "united states", "u s", "usa", "federal acquisition", "far clause", "federal register", "gsa",
        "state of alaska",
        "california", "texas", "new york", "florida", "illinois", "pennsylvania", "ohio", "virginia", "washington dc",
        "massachusetts", "michigan", "georgia department", "north carolina", "new jersey", "colorado", "maryland",
        "minnesota", "wisconsin", "oregon", "alaska", "hawaii", "connecticut", "zip code", "est", "edt", "pst", "pdt",
        "cst", "cdt", "eastern time", "pacific time", "central time", "mountain time", "eastern standard time",
        "county of", "offeror", "small business administration", "notary public", "w 9", "workers compensation")
}

extension DateMention {
    /// The order of its numbers that the weekday beside it proves.
    var orderByWeekday: DateUsage.Order? {
        guard case .eitherOrder(let dayFirst, let monthFirst) = reading, let weekday else { return nil }
        switch (dayFirst.weekday == weekday, monthFirst.weekday == weekday) {
        case (true, false): return .dayFirst
        case (false, true): return .monthFirst
        default: return nil
        }
    }
}
