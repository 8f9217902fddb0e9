/// Tells the steps of a scoring scale from criteria.
enum BandWords {
    private static let comparisons = Phrases(
        "more than", "less than", "fewer than", "greater than", "at least", "up to", "or more", "or less", "or above",
        "and above", "above", "below", "between", "over", "under", "no experience", "not provided", "not submitted",
        "each additional", "for each", "per project", "equal to", "or higher", "minimum of", "not available", "without",
        "أكثر من", "أقل من", "من سنة", "فأكثر", "فاكثر", "فما فوق", "على الأقل", "لا يقل", "لا يوجد", "بين", "لكل",
        "يساوي",
        "عدم تقديم", "حتى")

    private static let quantities = Phrases(
        "year", "month", "project", "contract", "reference", "certificate", "engineer", "staff", "day", "week", "km",
        "hour",
        "sample", "site", "example", "employee", "assignment", "سنة", "سنوات", "مشروع", "مشاريع", "عقد", "عقود", "شهر",
        "موظف",
        "مهندس", "شهادة", "شهادات", "يوم")

    /// Whether a name is a step of a scale: a rating word, a range of years, a count of projects.
    static func isStep(_ name: String) -> Bool {
        let folded = FoldedText.fold(name)
        let words = folded.split(separator: " ")
        guard let first = words.first else { return true }
        if words.count <= 4, Vocabulary.rating.equal(folded) || Vocabulary.rating.begin(folded) && words.count <= 3 {
            return true
        }
        if Vocabulary.rating.begin(folded), name.contains(":") || name.contains("–") || name.contains(" - ") {
            return true
        }
        let tokens = Token.tokens(of: name)
        let hasNumber = tokens.contains { $0.number != nil } || numerals.contains(String(first))
        if hasNumber, comparisons.occur(in: folded) { return true }
        if hasNumber, quantities.occur(in: folded), words.count <= 6, beginsWithNumber(tokens) { return true }
        if let sign = tokens.first?.sign, "<>≤≥".contains(sign) { return true }
        if comparisons.begin(folded), quantities.occur(in: folded) { return true }
        return tokens.allSatisfy { $0.word == nil || $0.word == "to" || $0.word == "and" }
    }

    private static let numerals: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]

    private static func beginsWithNumber(_ tokens: [Token]) -> Bool {
        guard let first = tokens.first else { return false }
        return first.number != nil || numerals.contains(first.word ?? "")
    }
}
