/// Text of a page from words in the order in which they stand on it.
///
/// A PDF says where glyphs are, not in which order they are read: right-to-left words come with their last letter first, and
/// lines with their last word first. Numbers and Latin words inside run left to right again.
enum VisualOrder {
    enum Direction {
        case leftToRight
        case rightToLeft
    }

    /// The direction of most letters; `base` where neither has the majority asked for.
    static func direction(
        of words: some Sequence<PDFWord>, else base: Direction, majority: Double = 0.5
    ) -> Direction {
        var right = 0
        var left = 0
        for word in words {
            for scalar in word.text.unicodeScalars {
                if scalar.value < 0x80 {
                    left += (0x41...0x5A).contains(scalar.value & 0xDF) ? 1 : 0
                } else if isRightToLeft(scalar) {
                    right += 1
                } else if scalar.properties.isAlphabetic {
                    left += 1
                }
            }
        }
        let share = Double(right) / Double(max(1, right + left))
        if right + left == 0 || (share > 1 - majority && share < majority) { return base }
        return share >= majority ? .rightToLeft : .leftToRight
    }

    /// The words' text in reading order.
    /// - Parameters:
    ///   - words: in any order.
    ///   - base: the direction of a text in both scripts or without letters.
    static func text(of words: [PDFWord], base: Direction) -> String {
        let sorted = words.sorted { ($0.xMin, $0.xMax) < ($1.xMin, $1.xMax) }
        if base == .leftToRight, sorted.allSatisfy({ $0.text.utf8.allSatisfy { $0 < firstRightToLeftByte } }) {
            return sorted.map { percentLast($0.text) }.joined(separator: " ")
        }
        // A line of an Arabic page may hold more Latin letters than Arabic ones and still starts at the right.
        let direction = direction(of: words, else: base, majority: 0.8)
        let items = sorted.map { word in
            let isForeign = isForeign(word.text, to: direction)
            let text = percentLast(logical(word, in: direction))
            return Item(text: text, isForeign: isForeign, isLatin: isForeign && direction == .rightToLeft)
        }
        guard direction == .rightToLeft || items.contains(where: \.isForeign) else {
            return items.map(\.text).joined(separator: " ")
        }
        return order(direction == .rightToLeft ? items.reversed() : items).joined(separator: " ")
    }

    /// The first byte of Hebrew in UTF-8; Latin, Greek and Cyrillic letters start with lower ones.
    private static let firstRightToLeftByte: UInt8 = 0xD6

    private struct Item {
        var text: String
        var isForeign: Bool
        /// A left-to-right word of a right-to-left line.
        var isLatin: Bool
    }

    /// Turns each run of foreign words around. A number inside a run belongs to it, and so does one that stands on the run's
    /// right: `ISO 9001`; one on its left does not.
    private static func order(_ items: [Item]) -> [String] {
        var out: [String] = []
        var index = 0
        while index < items.count {
            var first = index
            while first < items.count, isNumber(items[first].text) { first += 1 }
            guard first < items.count, items[first].isForeign, items[first].isLatin || first == index else {
                out.append(items[index].text)
                index += 1
                continue
            }
            var end = first
            var next = first
            while next < items.count, items[next].isForeign || isNumber(items[next].text) {
                if items[next].isForeign { end = next }
                next += 1
            }
            out += items[index...end].reversed().map(\.text)
            index = end + 1
        }
        return out
    }

    /// A word's letters in reading order.
    private static func logical(_ word: PDFWord, in direction: Direction) -> String {
        guard !word.isLogical else { return word.text }
        let scalars = Array(word.text.unicodeScalars)
        let isArabicNumber = direction == .rightToLeft && scalars.contains(where: isArabicDigit)
        let isTurned = direction == .rightToLeft && isTurnedNumber(scalars)
        guard scalars.contains(where: isRightToLeft) || isArabicNumber || isTurned else { return word.text }
        var out: [Unicode.Scalar] = []
        var index = scalars.count - 1
        while index >= 0 {
            guard runsLeftToRight(scalars[index]) else {
                // Marks follow their letter in reading order as on the page read from the right.
                out.append(mirrored(scalars[index]))
                index -= 1
                continue
            }
            var start = index
            var probe = index
            while probe >= 0, runsLeftToRight(scalars[probe]) || isInner(scalars, probe) {
                if runsLeftToRight(scalars[probe]) { start = probe }
                probe -= 1
            }
            out += scalars[start...index]
            index = start - 1
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: out)
        return String(view)
    }

    /// `.1`, `(1`, `40)`: a number whose full stop stands on its left, or that has a bracket, because the line is read from the
    /// right.
    private static func isTurnedNumber(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let first = scalars.first, let last = scalars.last,
            !scalars.contains(where: { $0.properties.isAlphabetic })
        else { return false }
        let isDigit = { (scalar: Unicode.Scalar) in (0x30...0x39).contains(scalar.value) }
        if ".,:;()".unicodeScalars.contains(first) {
            return isDigit(last) || ")".unicodeScalars.contains(last) && scalars.contains(where: isDigit)
        }
        return isDigit(first) && "()".unicodeScalars.contains(last)
    }

    /// On which side of its number a percent sign stands depends on the paragraph's direction, which is not known.
    private static func percentLast(_ word: String) -> String {
        guard let byte = word.utf8.first, byte == UInt8(ascii: "%") || byte >= 0xD6 else { return word }
        guard let first = word.first, first == "%" || first == "٪", word.contains(where: \.isNumber),
            word.dropFirst().allSatisfy({ $0.isNumber || ".,٫٬".contains($0) })
        else { return word }
        return word.dropFirst() + String(first)
    }

    private static func isForeign(_ word: String, to direction: Direction) -> Bool {
        switch direction {
        case .leftToRight: word.unicodeScalars.contains(where: isRightToLeft)
        case .rightToLeft:
            word.unicodeScalars.contains { $0.properties.isAlphabetic && !isRightToLeft($0) }
                && !word.unicodeScalars.contains(where: isRightToLeft)
        }
    }

    private static func isNumber(_ word: String) -> Bool {
        word.unicodeScalars.contains { $0.properties.numericType != nil }
            && !word.unicodeScalars.contains { $0.properties.isAlphabetic }
    }

    static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0660...0x066C, 0x06F0...0x06F9: false
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
        default: false
        }
    }

    private static func isArabicDigit(_ scalar: Unicode.Scalar) -> Bool {
        (0x0660...0x0669).contains(scalar.value) || (0x06F0...0x06F9).contains(scalar.value)
    }

    private static func runsLeftToRight(_ scalar: Unicode.Scalar) -> Bool {
        isArabicDigit(scalar) || (scalar.properties.isAlphabetic && !isRightToLeft(scalar))
            || (0x30...0x39).contains(scalar.value)
    }

    /// A separator between two digits or Latin letters stays between them.
    private static func isInner(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard index > 0, index + 1 < scalars.count, ".,/:-_@\u{066B}\u{066C}".unicodeScalars.contains(scalars[index])
        else { return false }
        return runsLeftToRight(scalars[index - 1]) && runsLeftToRight(scalars[index + 1])
    }

    static func mirrored(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "(": ")"
        case ")": "("
        case "[": "]"
        case "]": "["
        case "{": "}"
        case "}": "{"
        case "<": ">"
        case ">": "<"
        case "«": "»"
        case "»": "«"
        default: scalar
        }
    }
}
