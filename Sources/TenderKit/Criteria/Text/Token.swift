/// A number, a word or a sign of a text, with its place there.
struct Token: Equatable {
    enum Kind: Equatable {
        case number(Double)
        /// Lower case, Arabic letter variants folded.
        case word(String)
        case sign(Character)
    }

    var kind: Kind
    var range: Range<String.Index>

    var number: Double? {
        if case .number(let value) = kind { value } else { nil }
    }

    var word: String? {
        if case .word(let word) = kind { word } else { nil }
    }

    var sign: Character? {
        if case .sign(let sign) = kind { sign } else { nil }
    }

    /// White space is left out.
    static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var at = text.startIndex
        while at < text.endIndex {
            let character = text[at]
            let start = at
            if character.digit != nil {
                at = NumberText.end(in: text, from: at)
                // `1.2.3` is no number.
                let kind = NumberText.value(text[start..<at]).map(Kind.number) ?? .word(String(text[start..<at]))
                tokens.append(Token(kind: kind, range: start..<at))
            } else if character.isLetter {
                while at < text.endIndex, text[at].isLetter || text[at] == "'" || text[at] == "’" {
                    at = text.index(after: at)
                }
                let word = FoldedText.words(String(text[start..<at])).joined()
                tokens.append(Token(kind: .word(word), range: start..<at))
            } else {
                at = text.index(after: at)
                if !character.isWhitespace { tokens.append(Token(kind: .sign(character), range: start..<at)) }
            }
        }
        return tokens
    }
}

extension Character {
    /// The value of a Latin, Arabic-Indic or extended Arabic-Indic digit.
    var digit: Int? {
        guard let value = unicodeScalars.first?.value else { return nil }
        switch value {
        case 0x30...0x39: return Int(value - 0x30)
        case 0x0660...0x0669: return Int(value - 0x0660)
        case 0x06F0...0x06F9: return Int(value - 0x06F0)
        case 0xFF10...0xFF19: return Int(value - 0xFF10)
        default: return nil
        }
    }
}
