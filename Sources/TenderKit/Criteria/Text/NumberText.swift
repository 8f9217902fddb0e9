/// Numbers as tenders write them: `12.5`, `12,5`, `1,000`, `١٢٫٥`.
enum NumberText {
    /// Where the number that begins at `start` ends. Separators count only between digits.
    static func end(in text: String, from start: String.Index) -> String.Index {
        var at = start
        while at < text.endIndex {
            if text[at].digit != nil {
                at = text.index(after: at)
                continue
            }
            let next = text.index(after: at)
            guard isSeparator(text[at]), next < text.endIndex, text[next].digit != nil else { break }
            at = next
        }
        return at
    }

    /// The value of digits with separators; nil when there is none, or more than one reading (`1.2.3`).
    static func value(_ text: some StringProtocol) -> Double? {
        var groups: [String] = [""]
        var separators: [Character] = []
        for character in text {
            if let digit = character.digit {
                groups[groups.count - 1].append(String(digit))
            } else if isSeparator(character) {
                separators.append(character)
                groups.append("")
            } else {
                return nil
            }
        }
        guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
        switch separators.count {
        case 0:
            return Double(groups[0])
        case 1 where separators[0] == "," && groups[1].count == 3 && groups[0] != "0" && groups[0].count <= 3:
            return Double(groups[0] + groups[1])
        case 1 where separators[0] == "٬":
            return Double(groups[0] + groups[1])
        case 1:
            return Double(groups[0] + "." + groups[1])
        default:
            // Thousands, with a decimal part if the last separator differs: 1,000,000.5
            let last = separators[separators.count - 1]
            let thousands = separators.dropLast()
            guard let first = thousands.first, thousands.allSatisfy({ $0 == first }) else { return nil }
            guard groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 }) else { return nil }
            if last != first { return Double(groups.dropLast().joined() + "." + groups[groups.count - 1]) }
            return first == "." || groups[groups.count - 1].count != 3 ? nil : Double(groups.joined())
        }
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character == "." || character == "," || character == "٫" || character == "٬"
    }
}
