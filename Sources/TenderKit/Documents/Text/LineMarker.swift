/// What stands before the text of a list item or a numbered heading.
struct LineMarker: Equatable {
    enum Style: Equatable {
        case bullet
        /// `1.`, `1)`, `(1)`
        case number
        /// `a.`, `A)`, `(a)`, `أ.`
        case letter
        /// `i.`, `(iv)`; single letters that are Roman digits count as letters.
        case roman
        /// `5.01`, `1.2.3`
        case outline(depth: Int)
    }

    var text: String
    var style: Style

    /// Splits a line into its marker and the rest; nil when it has none or nothing follows.
    static func split(_ line: some StringProtocol) -> (marker: LineMarker, rest: String)? {
        let line = line.drop { $0.isWhitespace }
        guard let end = line.firstIndex(where: \.isWhitespace) else { return bulletWithoutSpace(line) }
        let word = line[..<end]
        let rest = line[end...].drop { $0.isWhitespace }
        // Word's second-level bullet is a letter o of a typewriter font.
        if word == "o", rest.first?.isUppercase == true {
            return (LineMarker(text: "o", style: .bullet), String(rest))
        }
        guard !rest.isEmpty, word.count <= 16, let style = style(of: word) else { return bulletWithoutSpace(line) }
        return (LineMarker(text: String(word), style: style), String(rest))
    }

    private static func bulletWithoutSpace(_ line: Substring) -> (marker: LineMarker, rest: String)? {
        guard let first = line.first, roundBullets.contains(first), line.count > 1 else { return nil }
        return (LineMarker(text: String(first), style: .bullet), String(line.dropFirst()))
    }

    private static func bulletWithoutSpace(
        _ line: some StringProtocol
    ) -> (marker: LineMarker, rest: String)? {
        bulletWithoutSpace(Substring(line))
    }

    private static func style(of word: some StringProtocol) -> Style? {
        if word.count == 1, let character = word.first {
            return roundBullets.contains(character) || dashes.contains(character) ? .bullet : nil
        }
        let western = Digits.western(String(word))
        if let depth = outlineDepth(western) { return .outline(depth: depth) }
        guard let body = enclosed(Substring(western)) else { return nil }
        if body.allSatisfy({ $0.isASCII && $0.isNumber }) { return body.count <= 3 ? .number : nil }
        if body.count == 1, let letter = body.first, letter.isLetter { return .letter }
        if body.count == 2, body.hasSuffix("ـ") { return .letter }
        if isRoman(body) { return .roman }
        return nil
    }

    /// The text inside `x.`, `x)`, `(x)`, `x-` (Arabic habit), `x.)`.
    private static func enclosed(_ word: Substring) -> Substring? {
        if word.hasPrefix("("), word.hasSuffix(")"), word.count > 2 { return word.dropFirst().dropLast() }
        if word.hasPrefix(")"), word.hasSuffix("("), word.count > 2 { return word.dropFirst().dropLast() }
        guard let last = word.last, ".)-:".contains(last) else { return nil }
        let body = word.dropLast()
        if last == "-" || last == ":" {
            guard let first = body.first, !first.isASCII || first.isNumber else { return nil }
        }
        return body.isEmpty ? nil : body
    }

    /// `5.01`, `1.2.3.`, `Sec.`-less outline numbers: digits with inner dots. A price or a year is told apart by the caller.
    private static func outlineDepth(_ word: String) -> Int? {
        var parts = word.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "" { parts.removeLast() }
        guard parts.count >= 2, parts.count <= 7 else { return nil }
        guard parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }) else {
            return nil
        }
        return parts.count
    }

    private static func isRoman(_ word: Substring) -> Bool {
        (2...6).contains(word.count) && word.lowercased().allSatisfy { "ivxl".contains($0) }
    }

    private static let roundBullets: Set<Character> = [
        "•", "●", "○", "◦", "■", "□", "▪", "▫", "❖", "➢", "➤", "►", "▶", "✓", "✔", "☐", "☑", "☒", "∙", "◆", "◇",
    ]
    private static let dashes: Set<Character> = ["-", "–", "—", "*", "·", "+"]
}
