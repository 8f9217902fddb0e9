/// The markers of a slide's list items: bullets, and numbers that the file does not hold.
struct SlideNumbering {
    private var counts: [Int: (style: String, number: Int)] = [:]

    /// nil for text that is no list item.
    mutating func marker(of paragraph: SlidePart.Paragraph) -> String? {
        counts = counts.filter { $0.key <= paragraph.level }
        guard case .number(let style, let start) = paragraph.bullet else {
            counts[paragraph.level] = nil
            switch paragraph.bullet {
            case .character(let mark): return TextHygiene.clean(mark).isEmpty ? "•" : mark
            case .inherited where paragraph.isBody || paragraph.level > 0: return "•"
            default: return nil
            }
        }
        var number = start
        if let last = counts[paragraph.level], last.style == style { number = last.number + 1 }
        counts[paragraph.level] = (style, number)
        return Self.text(number, style: style)
    }

    /// `romanUcPeriod` → `IV.`, `alphaLcParenR` → `d)`, `arabicParenBoth` → `(4)`.
    private static func text(_ number: Int, style: String) -> String {
        var text = String(number)
        if style.hasPrefix("alpha"), (1...26).contains(number) {
            text = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number - 1)))
        } else if style.hasPrefix("roman"), (1...39).contains(number) {
            let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
            text = String(repeating: "x", count: number / 10) + ones[number % 10]
        }
        if style.contains("Uc") { text = text.uppercased() }
        if style.hasSuffix("ParenBoth") { return "(\(text))" }
        return style.hasSuffix("ParenR") ? "\(text))" : "\(text)."
    }
}
