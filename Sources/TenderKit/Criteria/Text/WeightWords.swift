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
        "max", "maximum", "up", "to", "of", "out", "a", "total", "weight", "weighting", "weightage", "wt", "score",
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
