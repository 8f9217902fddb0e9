/// Words that make a number a quantity, in English and Arabic.
enum Units {
    /// Units of measurement and currency, each as one of its names.
    static let measures: [UInt64: UInt64] = {
        let units = [
            ["year", "yr", "سنة", "سنوات", "سنين", "عام", "اعوام", "عاما"], ["month", "شهر", "اشهر", "شهور", "شهرا"],
            ["week", "اسبوع", "اسابيع", "اسبوعا"], ["day", "يوم", "ايام", "يوما"], ["hour", "hr", "ساعة", "ساعات"],
            ["minute", "دقيقة", "دقائق"], ["m2", "sqm", "square", "م2", "مربع"], ["m3", "cubic", "م3", "مكعب"],
            ["km", "kilometre", "kilometer", "كم", "كيلومتر"], ["metre", "meter", "متر"],
            ["mw", "megawatt", "ميجاوات"],
            ["kw", "kilowatt", "كيلووات"], ["tonne", "ton", "طن"], ["db", "decibel", "ديسيبل"],
            ["sar", "riyal", "ريال"], ["usd", "dollar", "دولار"], ["eur", "euro", "يورو"], ["aed", "dirham", "درهم"],
            ["gbp", "pound"], ["bed", "سرير", "اسرة"], ["gb", "gigabyte"], ["tb", "terabyte"],
            ["percent", "percentage", "بالمئة", "بالمائة", "نسبة"],
        ]
        var same: [UInt64: UInt64] = [:]
        for unit in units {
            let all = hashes(unit)
            for hash in all { same[hash] = all[0] }
        }
        same[0x25] = same[hashes(["percent"])[0]]
        return same
    }()

    /// Those that may stand before their number: `month 14`, `SAR 50 million`.
    static let leading: Set<UInt64> = Set(hashes(["month", "week", "day", "year", "sar", "usd", "eur", "aed", "gbp"]))
    static let times: Set<UInt64> = Set(hashes(["month", "week", "day"]))
    static let programmeWords = Set(
        hashes([
            "programme", "schedule", "timeline", "complete", "completion", "duration", "delivery", "البرنامج", "الجدول",
            "مدة", "انجاز", "اكتمال",
        ]))

    static let factors: [UInt64: Double] = {
        var factors: [UInt64: Double] = [:]
        for word in hashes(["thousand", "الف", "الاف"]) { factors[word] = 1e3 }
        for word in hashes(["million", "mio", "مليون", "ملايين"]) { factors[word] = 1e6 }
        for word in hashes(["billion", "مليار", "مليارات"]) { factors[word] = 1e9 }
        return factors
    }()

    /// `m` and its like, beside a currency.
    static let million = Set(hashes(["m", "mn", "mil", "mill"]))
    static let currencies = Set(hashes(["sar", "usd", "eur", "aed", "gbp"]))
    /// They say that a number is the least.
    static let floors = Set(hashes(["least", "minimum", "above", "over", "ادنى", "الادنى", "الاقل"]))
    static let shortfalls = Set(hashes(["يقل", "تقل"]))
    /// A statement with such a word speaks of the whole programme, unless it speaks of a part of it.
    static let wholes = Set(
        hashes([
            "complete", "completed", "completion", "duration", "overall", "total", "handover", "finish", "deliver",
            "delivery",
            "works",
            "انجاز", "اكتمال", "مدة", "تسليم", "الاجمالية",
        ]))
    static let parts = Set(hashes(["phase", "stage", "step", "part", "section", "مرحلة", "المرحلة"]))

    static let limits = Set(hashes(["within", "maximum", "latest", "most", "خلال", "اقصى", "كحد"]))
    static let excesses = Set(
        hashes(["exceed", "exceeding", "more", "longer", "later", "تتجاوز", "يتجاوز", "تزيد", "يزيد"]))
    static let lesser = Set(hashes(["less", "fewer", "below", "اقل"]))
    static let negations = Set(hashes(["not", "no", "لا", "ان لا", "الا"]))
    static let recent = Set(
        hashes(["last", "past", "previous", "recent", "preceding", "الماضية", "الاخيرة", "السابقة", "اخر"]))
    static let firms = Set(
        hashes([
            "firm", "company", "contractor", "bidder", "tenderer", "organisation", "organization", "group", "شركة",
            "شركتنا", "الشركة", "المقاول",
        ]))
    static let pronouns = Set(hashes(["them", "which", "these", "whom"]))
    static let of = hashes(["of"])[0]
    /// Before a number they say that it names something.
    static let naming = Set(
        hashes([
            "section", "clause", "article", "level", "phase", "part", "annex", "appendix", "table", "figure", "no",
            "item",
            "stage", "milestone", "lot", "class", "category", "step", "version", "page", "chapter", "grade", "type",
            "zone",
            "بند", "البند", "قسم", "مرحلة", "المرحلة", "رقم", "ملحق", "جدول", "صفحة", "فئة",
        ]))
    static let months = Set(
        hashes([
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december", "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر",
            "نوفمبر",
            "ديسمبر",
        ]))

    static let numberWords: [UInt64: Double] = {
        let words = [
            [
                "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                "thirteen",
                "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
            ],
            ["واحد", "اثنين", "ثلاثة", "اربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
            ["واحدة", "اثنان", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع", "عشر"],
            ["الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"],
        ]
        var values: [UInt64: Double] = [hashes(["الحادي"])[0]: 1]
        for list in words {
            for (index, hash) in hashes(list).enumerated() { values[hash] = Double(index + 1) }
        }
        return values
    }()

    private static let ten = Set(hashes(["عشر", "عشرة"]))

    /// The number at a place, in figures or in words. `الرابع عشر` is fourteen.
    static func value(_ words: ArraySlice<Word>, _ index: Int) -> Double? {
        let word = words[index]
        if word.flags.contains(.number) { return word.number.isNaN ? nil : word.number }
        guard let value = numberWords[word.hash] else { return nil }
        if ten.contains(word.hash), index > words.startIndex, let before = numberWords[words[index - 1].hash],
            before < 10,
            !words[index - 1].flags.contains(.number)
        {
            return nil
        }
        if value < 10, index + 1 < words.endIndex, ten.contains(words[index + 1].hash) { return value + 10 }
        return value
    }

    static func isTenAfter(_ words: ArraySlice<Word>, _ index: Int, _ next: Word) -> Bool {
        ten.contains(next.hash) && next.start >= words[index].end && !words[index].flags.contains(.number)
    }

    /// The year in which a request was written: the one that its dates name most often.
    static func years(in words: ArraySlice<Word>) -> [Int] {
        var years: [Int] = []
        for index in words.indices where words[index].flags.contains(.number) {
            let number = words[index].number
            guard number >= 2000, number <= 2100, number == number.rounded() else { continue }
            let before = words[max(words.startIndex, index - 2)..<index]
            if before.contains(where: { months.contains($0.hash) }) { years.append(Int(number)) }
        }
        return years
    }

    static func hashes(_ words: [String]) -> [UInt64] {
        let stemmer = Stemmer()
        return words.map { WordHash.of(stemmer.stem(WordFolding.fold($0))) }
    }
}
