/// The names of months and weekdays, English and Arabic, Gregorian and Hijri.
enum MonthName {
    struct Match: Equatable {
        var month: Int
        var isHijri: Bool
        /// The token after the name.
        var next: Int
    }

    /// The month whose name begins at a token.
    static func match(_ tokens: [DateToken], _ index: Int) -> Match? {
        guard index < tokens.count, let word = tokens[index].word, word.utf8.count >= 3 else { return nil }
        if let month = gregorian[word] {
            // `may` is a verb as well.
            if word == "may" || word == "mar", !tokens[index].isCapital { return nil }
            return Match(month: month, isHijri: false, next: index + 1)
        }
        if let month = hijri[word] { return Match(month: month, isHijri: true, next: index + 1) }
        guard let pair = pairs[word] else { return nil }
        var next = index + 1
        while next < tokens.count, next < index + 4 {
            if tokens[next].sign == "-" || tokens[next].word.map({ ["al", "ul", "el", "l"].contains($0) }) == true {
                next += 1
                continue
            }
            let second = tokens[next].word ?? ""
            guard let found = pair.first(where: { second.hasPrefix($0.second) && !second.isEmpty }) else { return nil }
            return Match(month: found.month, isHijri: found.isHijri, next: next + 1)
        }
        return nil
    }

    /// 0 is Sunday.
    static func weekday(_ word: String) -> Int? { weekdays[word] }

    private static let gregorian: [String: Int] = numbered([
        ["january", "jan", "يناير", "جانفي"],
        ["february", "feb", "febr", "فبراير", "شباط", "فيفري"],
        ["march", "mar", "مارس", "اذار"],
        ["april", "apr", "ابريل", "نيسان", "افريل"],
        ["may", "مايو", "ايار", "ماي"],
        ["june", "jun", "يونيو", "يونيه", "حزيران", "جوان"],
        ["july", "jul", "يوليو", "يوليه", "تموز", "جويليه"],
        ["august", "aug", "اغسطس", "اوت"],
        ["september", "sep", "sept", "سبتمبر", "ايلول"],
        ["october", "oct", "اكتوبر"],
        ["november", "nov", "نوفمبر"],
        ["december", "dec", "ديسمبر"],
    ]).merging(["اب": 8]) { first, _ in first }

    private static let hijri: [String: Int] = numbered([
        ["محرم", "المحرم", "muharram"],
        ["صفر", "safar"],
        [], [], [], [],
        ["رجب", "rajab"],
        ["شعبان", "shaban", "shaaban"],
        ["رمضان", "ramadan", "ramadhan", "ramazan"],
        ["شوال", "shawwal", "shawal"],
        [], [],
    ])

    private typealias Second = (second: String, month: Int, isHijri: Bool)

    /// Months of two words, by the first.
    private static let pairs: [String: [Second]] = {
        let rabi: [Second] = [
            ("الاول", 3, true), ("الثاني", 4, true), ("الاخر", 4, true), ("اول", 3, true), ("ثاني", 4, true),
            ("aw", 3, true), ("th", 4, true), ("ak", 4, true), ("ii", 4, true), ("i", 3, true),
        ]
        let jumada: [Second] = [
            ("الاول", 5, true), ("الثاني", 6, true), ("الاخر", 6, true), ("اول", 5, true),
            ("aw", 5, true), ("ul", 5, true), ("oo", 5, true), ("th", 6, true), ("ak", 6, true), ("ii", 6, true),
            ("i", 5, true),
        ]
        let dhu: [Second] = [
            ("القعد", 11, true), ("قعد", 11, true), ("الحج", 12, true), ("حج", 12, true),
            ("q", 11, true), ("k", 11, true), ("h", 12, true),
        ]
        return [
            "ربيع": rabi, "rabi": rabi, "rabia": rabi, "rabii": rabi,
            "جمادي": jumada, "جماد": jumada, "jumada": jumada, "jumaada": jumada, "jamada": jumada,
            "ذو": dhu, "ذي": dhu, "dhu": dhu, "dhul": dhu, "thul": dhu, "zul": dhu, "zulu": dhu,
            "تشرين": [("الاول", 10, false), ("الثاني", 11, false), ("اول", 10, false), ("ثاني", 11, false)],
            "كانون": [("الاول", 12, false), ("الثاني", 1, false), ("اول", 12, false), ("ثاني", 1, false)],
        ]
    }()

    private static let weekdays: [String: Int] = [
        "sunday": 0, "sun": 0, "monday": 1, "mon": 1, "tuesday": 2, "tue": 2, "tues": 2, "wednesday": 3, "wed": 3,
        "thursday": 4, "thu": 4, "thur": 4, "thurs": 4, "friday": 5, "fri": 5, "saturday": 6, "sat": 6,
        "الاحد": 0, "الاثنين": 1, "اثنين": 1, "الثلاثاء": 2, "ثلاثاء": 2, "الاربعاء": 3, "اربعاء": 3, "الخميس": 4,
        "خميس": 4, "الجمعه": 5, "السبت": 6,
    ]

    private static func numbered(_ names: [[String]]) -> [String: Int] {
        var table: [String: Int] = [:]
        for (index, names) in names.enumerated() {
            for name in names { table[name] = index + 1 }
        }
        return table
    }
}
