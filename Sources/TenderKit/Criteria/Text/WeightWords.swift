/// The words around a weight. All folded.
enum WeightWords {
    private static let percent: Set<String> = ["percent", "pct", "percentage", "بالمئه", "بالمائه", "المائه", "المئه"]
    private static let point: Set<String> = [
        "point", "pt", "pts", "mark", "نقطه", "نقاط", "درجه", "درجات", "علامه", "علامات", "نقطة",
    ]
    private static let before: Set<String> = [
        "weight", "weighting", "weightage", "wt", "score", "max", "maximum", "point", "pt", "pts", "mark", "الوزن",
        "وزن", "بوزن", "النسبه", "بنسبه", "الدرجه", "الدرجات", "النقاط", "القصوي", "بحد",
    ]
    private static let filler: Set<String> = [
        "max", "maximum", "up", "to", "of", "out", "a", "total", "sub", "weight", "weighting", "weightage", "wt",
        "score",
        "worth",
        "is", "the", "overall", "possible", "available", "each", "value", "per", "from", "الحد", "الاقصي", "بحد",
        "اقصي",
        "وزن", "الوزن", "من", "الي", "حتي", "كحد", "بنسبه", "بوزن", "النسبه", "في",
    ]
    private static let leading: Set<String> = ["to", "of", "from", "in", "each", "per", "is", "من", "في", "الي"]
    private static let currency: Set<String> = [
        "usd", "sar", "sr", "aed", "eur", "gbp", "qar", "kwd", "bhd", "omr", "egp", "inr", "rs", "dollar", "riyal",
        "dirham",
        "euro", "ريال", "درهم", "دينار", "جنيه", "دولار", "million", "مليون",
    ]

    private static let numbers: [String: Double] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
        "sixty": 60,
        "seventy": 70, "eighty": 80, "ninety": 90, "ثلاث": 3, "ثلاثه": 3, "ثلاثا": 3, "اربع": 4, "اربعه": 4, "اربعا": 4,
        "خمس": 5, "خمسه": 5,
        "خمسا": 5, "ست": 6, "سته": 6, "ستا": 6, "سبع": 7, "سبعه": 7, "سبعا": 7, "ثماني": 8, "ثمانيه": 8, "ثمانيا": 8,
        "تسع": 9, "تسعه": 9, "تسعا": 9, "تسعون": 90, "تسعين": 90, "عشر": 10, "عشره": 10, "عشرون": 20, "عشرين": 20,
        "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50, "خمسين": 50, "ستون": 60, "ستين": 60,
        "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80,
    ]

    private static let spelledUnits = [
        "per cent", "percent", "points", "marks", "درجة", "درجات", "نقطة", "نقاط", "بالمئة", "بالمائة", "في المئة",
        "في المائة",
    ].map { Array($0.utf8) }

    /// Whether a unit occurs that stands behind numbers in words. By bytes, for every paragraph of a document is asked.
    static func mayBeSpelled(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.indices.contains { at in
            switch bytes[at] {
            // p, m, and what Arabic letters begin with.
            case 0x70, 0x6D, 0xD8, 0xD9: spelledUnits.contains { bytes[at...].starts(with: $0) }
            default: false
            }
        }
    }

    /// The numbers that weights are written out with.
    static func number(_ word: String) -> Double? { numbers[word] }
    static func isPercent(_ word: String) -> Bool { percent.contains(word) }
    static func isPoint(_ word: String) -> Bool { point.contains(word) }
    /// A word that a weight may follow: `Weight: 20`.
    static func isBefore(_ word: String) -> Bool { before.contains(word) }
    /// A word that adds nothing to a weight.
    static func isFiller(_ word: String) -> Bool {
        filler.contains(word) || point.contains(word) || percent.contains(word)
    }
    /// A filler behind the number; `to`, `of` and the like begin something else there.
    static func trails(_ word: String) -> Bool { isFiller(word) && !leading.contains(word) }
    static func isCurrency(_ word: String) -> Bool { currency.contains(word) }
    static func isCurrency(_ sign: Character) -> Bool { "$€£¥﷼₹".contains(sign) }
}
