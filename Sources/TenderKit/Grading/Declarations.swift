/// Words by which a bidder says yes to a requirement without answering it: *Comply*, *Noted*, *Agreed*, مطابق. They fill the
/// last column of many compliance matrices.
enum Declarations {
    /// Words that declare, and words that only go with them.
    static let words = Set(
        Units.hashes([
            "comply", "complies", "complied", "compliant", "compliance", "conform", "conforms", "noted", "note",
            "agreed", "agree",
            "accepted", "accept", "acknowledged", "acknowledge", "confirmed", "confirm", "understood", "yes", "ok",
            "okay", "fully",
            "full", "partially", "partial", "partly", "read", "acceptable", "met", "meets", "satisfied", "complying",
            "مطابق", "مطابقة", "ملتزم", "ملتزمون", "نلتزم", "نعم", "متوافق", "مستوف", "موافق", "موافقون", "جزئيا",
            "جزئي", "كليا",
            "بالكامل",
        ]))

    private static let partial = Set(Units.hashes(["partially", "partial", "partly", "جزئيا", "جزئي"]))

    /// Whether a text holds nothing else.
    static func areAll(_ words: ArraySlice<Word>) -> Bool {
        let declares = { (word: Word) in Self.words.contains(word.hash) || no.contains(word.hash) }
        return words.contains(where: declares) && words.allSatisfy { $0.flags.contains(.stop) || declares($0) }
    }

    /// A cell that says no: *No*, *Not complied*, *Non-compliant*, غير مطابق.
    static func isNo(_ words: ArraySlice<Word>) -> Bool {
        guard let first = words.first, no.contains(first.hash) else { return false }
        return areAll(words) || words.count == 1
    }

    private static let no = Set(Units.hashes(["no", "not", "non", "غير", "لا"]))

    static func arePartial(_ words: ArraySlice<Word>) -> Bool {
        words.contains { partial.contains($0.hash) }
    }
}
