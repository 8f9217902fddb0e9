/// Pieces of English sentences.
enum Phrase {
    /// A name as it stands in a sentence: printable, not too long, and without the punctuation at its end. Right-to-left
    /// names are isolated, or the figures beside them would change places.
    static func name(_ name: String) -> String {
        var text = VisibleText.of(name).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        while let last = text.last, ".,;:!?؟ ".contains(last) { text.removeLast() }
        if text.isEmpty { text = "(no name)" }
        if text.count > 70 { text = "\(text.prefix(50))…\(text.suffix(18))" }
        return isRightToLeft(text) ? "\u{2068}\(text)\u{2069}" : text
    }

    static func quoted(_ name: String) -> String { "“\(Self.name(name))”" }

    /// `A`, `A and B`, `A, B and C`; beyond the limit `A, B, C and 4 others`.
    static func list(_ names: [String], limit: Int = 3) -> String {
        var names = names.map(name)
        let rest = names.count - limit
        // "and 1 other" is no shorter than the name itself.
        if rest > 1 { names = names.prefix(limit) + ["\(rest) others"] }
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `1 file`, `2 files`.
    static func count(_ count: Int, _ singular: String, _ plural: String) -> String {
        "\(count) \(count == 1 ? singular : plural)"
    }

    /// `first`, … `tenth`, `11th`, `21st`.
    static func ordinal(_ number: Int) -> String {
        let words = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        ]
        if (1...words.count).contains(number) { return words[number - 1] }
        let suffix =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(suffix)"
    }

    /// How far apart two totals are, in agreement with the totals as shown.
    static func gap(_ high: Double, _ low: Double) -> String {
        let gap = Figure.rounded(Figure.rounded(high, to: 1) - Figure.rounded(low, to: 1), to: 1)
        if gap <= 0 { return "less than 0.1 points" }
        return gap == 1 ? "1 point" : "\(Figure.one(gap)) points"
    }

    private static func isRightToLeft(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x0590...0x08FF).contains($0.value) || (0xFB1D...0xFEFC).contains($0.value) }
    }
}
