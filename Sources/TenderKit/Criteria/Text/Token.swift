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
            let start = at
            if let byte = ascii(text, at) {
                // Most texts are plain: looking a character's properties up costs more than all else here.
                if isDigit(byte) {
                    tokens.append(number(text, from: &at))
                } else if isLetter(byte) {
                    tokens.append(word(text, from: &at))
                } else {
                    at = text.utf8.index(after: at)
                    guard byte > 0x20 else { continue }
                    tokens.append(Token(kind: .sign(Character(Unicode.Scalar(byte))), range: start..<at))
                }
                continue
            }
            let character = text[at]
            if character.digit != nil {
                tokens.append(number(text, from: &at))
            } else if character.isLetter {
                tokens.append(word(text, from: &at))
            } else {
                at = text.index(after: at)
                if !character.isWhitespace { tokens.append(Token(kind: .sign(character), range: start..<at)) }
            }
        }
        return tokens
    }

    private static func number(_ text: String, from at: inout String.Index) -> Token {
        let start = at
        at = NumberText.end(in: text, from: at)
        // `1.2.3` is no number.
        let kind = NumberText.value(text[start..<at]).map(Kind.number) ?? .word(String(text[start..<at]))
        return Token(kind: kind, range: start..<at)
    }

    private static func word(_ text: String, from at: inout String.Index) -> Token {
        let start = at
        while at < text.endIndex {
            if let byte = ascii(text, at) {
                guard isLetter(byte) || byte == 0x27 else { break }
                at = text.utf8.index(after: at)
            } else {
                guard text[at].isLetter || text[at] == "’" else { break }
                at = text.index(after: at)
            }
        }
        return Token(kind: .word(FoldedText.words(String(text[start..<at])).joined()), range: start..<at)
    }

    /// The character at a place, when it is plain and nothing that follows can join it.
    private static func ascii(_ text: String, _ at: String.Index) -> UInt8? {
        let utf8 = text.utf8
        let next = utf8.index(after: at)
        guard utf8[at] < 0x80, next == utf8.endIndex || utf8[next] < 0x80 else { return nil }
        return utf8[at]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
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
