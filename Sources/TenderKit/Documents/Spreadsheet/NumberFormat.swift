import Foundation

/// How a spreadsheet shows a number: the parts of a format code that change what a reader understands.
///
/// Percent, dates and words around the number are rendered; digits are never rounded away and thousands are not grouped, so
/// that the text can be read back as a number.
struct NumberFormat: Equatable {
    enum Kind: Equatable {
        case general
        case percent
        case date
        case time
        case dateTime
        case elapsedTime
    }

    var kind: Kind
    var prefix = ""
    var suffix = ""

    static let general = NumberFormat(kind: .general)

    /// - Parameters:
    ///   - id: `numFmtId`; below 164 it names a built-in format.
    ///   - code: the format code, for an id that is not built in.
    init(id: Int, code: String?) {
        if let code {
            self.init(code: code)
            return
        }
        switch id {
        case 9, 10: self.init(kind: .percent)
        case 14...17, 27...31, 36, 50...54, 57, 58: self.init(kind: .date)
        case 18...21, 32...35, 55, 56: self.init(kind: .time)
        case 22: self.init(kind: .dateTime)
        case 45...47: self.init(kind: .elapsedTime)
        default: self.init(kind: .general)
        }
    }

    private init(kind: Kind) {
        self.kind = kind
    }

    private init(code: String) {
        var scan = Scan()
        // The first section is that of positive numbers.
        for character in code {
            if scan.take(character) { break }
        }
        self.init(kind: scan.kind)
        prefix = scan.prefix.trimmingCharacters(in: .whitespaces)
        suffix = scan.suffix
    }

    /// - Parameter date1904: the workbook counts days from 1904.
    func render(_ value: Double, date1904: Bool) -> String {
        switch kind {
        case .general: return prefix + Self.plain(value) + suffix
        case .percent: return prefix + Self.plain(value * 100, digits: 12) + "%" + suffix
        case .elapsedTime:
            let minutes = Int((abs(value) * 1440).rounded().clamped(to: 0...1e12))
            return "\(minutes / 60):" + Self.two(minutes % 60)
        case .date, .time, .dateTime:
            return CalendarDay.render(serial: value, kind: kind, date1904: date1904) ?? Self.plain(value)
        }
    }

    /// Up to 15 digits, as a spreadsheet computes; `0.30000000000000004` is `0.3`.
    static func plain(_ value: Double, digits: Int = 15) -> String {
        guard value.isFinite else { return "#NUM!" }
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        let text = String(format: "%.\(digits)g", value)
        guard text.contains("e") else { return text }
        return abs(value) < 1 ? String(format: "%.12f", value).trimmingZeros() : text
    }

    static func two(_ value: Int) -> String {
        value < 10 ? "0\(value)" : String(value)
    }

    /// Walks over a format code character by character.
    private struct Scan {
        private enum Mode { case plain, quoted, bracket, escaped, padding }

        private var mode = Mode.plain
        private var bracket = ""
        private var sawDigit = false
        private var letters: Set<Character> = []
        private var elapsed = false
        private var percent = false
        var prefix = ""
        var suffix = ""

        var kind: Kind {
            let hasTime = letters.contains("h") || letters.contains("s")
            let hasDate = letters.contains("y") || letters.contains("d") || (letters.contains("m") && !hasTime)
            if elapsed { return .elapsedTime }
            if hasDate { return hasTime ? .dateTime : .date }
            if hasTime { return .time }
            return percent ? .percent : .general
        }

        /// Returns true at the end of the first section.
        mutating func take(_ character: Character) -> Bool {
            switch mode {
            case .quoted:
                if character == "\"" { mode = .plain } else { literal(character) }
            case .escaped:
                literal(character)
                mode = .plain
            case .padding:
                mode = .plain
            case .bracket:
                if character == "]" { endBracket() } else { bracket.append(character) }
            case .plain:
                return takePlain(character)
            }
            return false
        }

        private mutating func takePlain(_ character: Character) -> Bool {
            switch character {
            case ";": return true
            case "\"": mode = .quoted
            case "\\": mode = .escaped
            case "_", "*": mode = .padding
            case "[":
                bracket = ""
                mode = .bracket
            case "%": percent = true
            case "0", "#", "?", "@": sawDigit = true
            case "$", "€", "£", "¥", "(", ")", "﷼": literal(character)
            case "y", "Y", "d", "D", "m", "M", "h", "H", "s", "S": letters.insert(Character(character.lowercased()))
            case "-" where !sawDigit, " " where sawDigit: literal(character)
            default: break
            }
            return false
        }

        private mutating func endBracket() {
            mode = .plain
            if bracket.hasPrefix("$") {
                let symbol = bracket.dropFirst().prefix { $0 != "-" }
                for character in symbol { literal(character) }
                if sawDigit == false, !symbol.isEmpty { prefix += " " }
            } else if ["h", "hh", "m", "mm", "s", "ss"].contains(bracket.lowercased()) {
                elapsed = true
            }
        }

        private mutating func literal(_ character: Character) {
            if sawDigit { suffix.append(character) } else { prefix.append(character) }
        }
    }
}

extension String {
    fileprivate func trimmingZeros() -> String {
        var text = self[...]
        while text.hasSuffix("0") { text = text.dropLast() }
        if text.hasSuffix(".") { text = text.dropLast() }
        return String(text)
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
