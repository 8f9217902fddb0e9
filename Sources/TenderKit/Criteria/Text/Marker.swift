/// The numbering at the head of a line: `5.01`, `Sec. 5.01`, `(a)`, `iv.`, `Factor 2 –`, `أ-`, `•`.
struct Marker: Equatable, Sendable {
    /// What tells one numbering level from another in a list.
    enum Style: Hashable, Sendable {
        /// `1`, `1.1`: by the count of numbers. Brackets make it another level.
        case decimal(parts: Int, closing: String)
        case letter(closing: String, upper: Bool)
        case roman(closing: String, upper: Bool)
        case arabicLetter
        case bullet(String)
        /// `Factor 2`, `Phase 1`, `المعيار ١`
        case label(String)
    }

    var text: String
    var style: Style
    /// The numbers of a decimal marker: [5, 1] for `5.01`.
    var numbers: [Int] = []
    /// `Factor`, `Phase`, as printed; nil for plain numbers.
    var label: String?

    /// Splits numbering from the head of a line.
    static func split(_ line: String) -> (marker: Marker?, rest: String) {
        var scanner = MarkerScanner(line)
        guard let marker = scanner.marker() else { return (nil, line.trimmingWhitespace()) }
        return (marker, scanner.rest)
    }

    /// Whether a cell holds numbering and nothing else: `1`, `1.1`, `3.2.a`, `a)`, `1 / ١`.
    static func isAlone(_ cell: String) -> Bool {
        let cell = cell.trimmingWhitespace()
        guard (1...8).contains(cell.count) else { return false }
        if split(cell + " x").rest == "x" { return true }
        let parts = cell.split { ".-–/() ".contains($0) }
        return !parts.isEmpty && parts.allSatisfy { $0.allSatisfy { $0.digit != nil } || $0.count == 1 && $0.hasLetter }
    }

    /// The marker that a reader found, as printed.
    static func printed(_ text: String) -> Marker {
        split(text + " x").marker ?? Marker(text: text, style: .bullet(text))
    }
}

private struct MarkerScanner {
    private static let labels: Set<String> = [
        "factor", "criterion", "phase", "stage", "step", "part", "subfactor", "sub", "component", "lot", "item",
        "category",
        "section", "sec", "article", "clause", "question", "المعيار", "معيار", "المرحله", "مرحله", "البند", "القسم",
        "العنصر",
        "الماده",
    ]
    /// Labels that only count: the number behind them is plain numbering.
    private static let sections: Set<String> = [
        "section", "sec", "article", "clause", "part", "question", "القسم", "الماده", "item",
    ]
    private static let ordinals: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "الاول": 1, "الثاني": 2, "الثالث": 3,
        "الرابع": 4,
        "الخامس": 5, "السادس": 6, "الاولي": 1, "الثانيه": 2, "الثالثه": 3, "الرابعه": 4,
    ]

    /// `أولاً:`
    private static let firstly: [String: Int] = [
        "اولا": 1, "ثانيا": 2, "ثالثا": 3, "رابعا": 4, "خامسا": 5, "سادسا": 6, "سابعا": 7, "ثامنا": 8, "تاسعا": 9,
        "عاشرا": 10,
    ]

    private let line: String
    private var at: String.Index

    init(_ line: String) {
        self.line = line.trimmingWhitespace()
        at = self.line.startIndex
    }

    var rest: String { String(line[at...]).trimmingWhitespace() }

    mutating func marker() -> Marker? {
        let start = at
        if let marker = bullet() ?? labelled() ?? number() ?? lettered() ?? letters() {
            if !rest.isEmpty { return marker }
        }
        at = start
        return nil
    }

    private mutating func bullet() -> Marker? {
        guard let first = peek(), "•▪◦●○■□–-*·➢✓❖o".contains(first) else { return nil }
        let next = line.index(after: at)
        guard next < line.endIndex, line[next].isWhitespace else { return nil }
        at = next
        return Marker(text: String(first), style: .bullet(String(first)))
    }

    /// `Factor 2 –`, `Sec. 5.01`, `Phase One:`, `المعيار الأول:`
    private mutating func labelled() -> Marker? {
        let start = at
        var scan = at
        let word = letters(from: &scan)
        let folded = FoldedText.words(word).joined()
        if let number = Self.firstly[folded], scan < line.endIndex, ":-–.".contains(line[scan]) {
            at = scan
            skipClosing()
            return Marker(text: word, style: .decimal(parts: 1, closing: "ا"), numbers: [number])
        }
        guard Self.labels.contains(folded) else { return nil }
        if scan < line.endIndex, line[scan] == "-" || line[scan] == "." { scan = line.index(after: scan) }
        skipSpace(&scan)
        let isSection = Self.sections.contains(folded)
        var label = word
        if folded == "sub" {
            let second = letters(from: &scan)
            guard Self.labels.contains(FoldedText.words(second).joined()) else { return nil }
            label = String(line[start..<scan])
            skipSpace(&scan)
        }
        if scan < line.endIndex, line[scan] == "#" { scan = line.index(after: scan) }
        at = scan
        var numbers: [Int] = []
        if let found = decimals() {
            numbers = found
            // `Subfactor 1a`
            if let letter = peek(), letter.isLetter,
                line.index(after: at) == line.endIndex || !line[line.index(after: at)].isLetter
            {
                at = line.index(after: at)
            }
        } else {
            let ordinal = letters(from: &scan)
            if let value = Self.ordinals[FoldedText.words(ordinal).joined()] {
                numbers = [value]
                at = scan
            } else if ordinal.count == 1 || ordinal.count <= 4 && isRoman(ordinal) {
                at = scan
            } else {
                at = start
                return nil
            }
        }
        let text = String(line[start..<at])
        skipClosing()
        if isSection {
            return Marker(text: text, style: .decimal(parts: max(numbers.count, 1), closing: ""), numbers: numbers)
        }
        return Marker(text: text, style: .label(folded), numbers: numbers, label: label)
    }

    private mutating func number() -> Marker? {
        let start = at
        let opened = take("(")
        guard let numbers = decimals() else {
            at = start
            return nil
        }
        let text = String(line[start..<at])
        let closing = closing(orDash: !opened)
        let dotted = numbers.count > 1
        guard at < line.endIndex else { return nil }
        // `5.01 Name` needs no more; `5. Name`, `5) Name`, `5- Name` do; `5 Name` is left to the caller.
        let spaced = line[at].isWhitespace || closing.contains("-") || FoldedText.isArabic(String(line[at]))
        guard dotted && !opened && spaced || !closing.isEmpty && (spaced || line[at].isLetter) else {
            at = start
            return nil
        }
        if numbers.contains(where: { $0 > 999 }) {
            at = start
            return nil
        }
        let bracket = opened || closing == ")" ? ")" : ""
        return Marker(text: text, style: .decimal(parts: numbers.count, closing: bracket), numbers: numbers)
    }

    /// `A.1`, `B-2`, `R3`: a capital and numbers.
    private mutating func lettered() -> Marker? {
        let start = at
        guard let letter = peek(), letter.isUppercase, letter.isASCII else { return nil }
        at = line.index(after: at)
        if let sign = peek(), sign == "." || sign == "-" { at = line.index(after: at) }
        guard let numbers = decimals(), numbers.allSatisfy({ $0 < 100 }) else {
            at = start
            return nil
        }
        let text = String(line[start..<at])
        _ = closing()
        guard at < line.endIndex, line[at].isWhitespace else {
            at = start
            return nil
        }
        return Marker(
            text: text, style: .decimal(parts: numbers.count + 1, closing: "A"),
            numbers: [Self.ordinal(letter)] + numbers)
    }

    private static func ordinal(_ letter: Character) -> Int { Int(letter.asciiValue ?? 64) - 64 }

    private mutating func letters() -> Marker? {
        let start = at
        let opened = take("(")
        var scan = at
        let word = letters(from: &scan)
        guard (1...4).contains(word.count) else {
            at = start
            return nil
        }
        at = scan
        let closing = closing()
        let spaced = at < line.endIndex && (line[at].isWhitespace || closing.contains("-"))
        guard !closing.isEmpty, spaced else {
            at = start
            return nil
        }
        let text = String(line[start..<at])
        if FoldedText.isArabic(word) {
            guard word.count == 1 || word == "هـ" else {
                at = start
                return nil
            }
            return Marker(text: text, style: .arabicLetter)
        }
        let bracket = opened || closing == ")" ? ")" : ""
        let upper = word.first?.isUppercase ?? false
        if word.count == 1, !isRoman(word) || !"ivxIVX".contains(word) {
            // A capital counts: `A.` stands above `A.1`.
            let numbers = upper && word.first?.isASCII == true ? [word.first.map(Self.ordinal) ?? 0] : []
            return Marker(text: text, style: .letter(closing: bracket, upper: upper), numbers: numbers)
        }
        guard isRoman(word) else {
            at = start
            return nil
        }
        return Marker(text: text, style: .roman(closing: bracket, upper: upper))
    }

    /// Numbers joined by dots: `5.01`, `1.2.3`; nil when there is no number here.
    private mutating func decimals() -> [Int]? {
        var numbers: [Int] = []
        var scan = at
        while scan < line.endIndex, line[scan].digit != nil {
            var value = 0
            while scan < line.endIndex, let digit = line[scan].digit {
                value = min(value * 10 + digit, 1_000_000)
                scan = line.index(after: scan)
            }
            numbers.append(value)
            at = scan
            guard scan < line.endIndex, line[scan] == ".", numbers.count < 6 else { break }
            scan = line.index(after: scan)
        }
        return numbers.isEmpty ? nil : numbers
    }

    /// - Parameter orDash: whether a dash apart counts, too: `2 – Service delivery`.
    private mutating func closing(orDash: Bool = false) -> String {
        var text = ""
        if orDash, let dash = [" – ", " — "].first(where: line[at...].hasPrefix),
            line[at...].dropFirst(dash.count).first?.isLetter ?? false
        {
            at = line.index(at, offsetBy: dash.count - 1)
            return "–"
        }
        while at < line.endIndex, ".):-–—/".contains(line[at]), text.count < 3 {
            text.append(line[at])
            at = line.index(after: at)
        }
        return text
    }

    private mutating func skipClosing() {
        skipSpace(&at)
        while at < line.endIndex, ".):-–—/".contains(line[at]) || line[at].isWhitespace { at = line.index(after: at) }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard peek() == character else { return false }
        at = line.index(after: at)
        return true
    }

    private func peek() -> Character? { at < line.endIndex ? line[at] : nil }

    private func letters(from scan: inout String.Index) -> String {
        let start = scan
        while scan < line.endIndex, line[scan].isLetter { scan = line.index(after: scan) }
        return String(line[start..<scan])
    }

    private func skipSpace(_ scan: inout String.Index) {
        while scan < line.endIndex, line[scan].isWhitespace { scan = line.index(after: scan) }
    }

    private func isRoman(_ word: String) -> Bool {
        !word.isEmpty && word.lowercased().allSatisfy { "ivxlcdm".contains($0) }
    }
}
