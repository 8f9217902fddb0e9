/// A number, a word or a sign of a text, as dates are made of them.
struct DateToken {
    enum Kind: Equatable {
        case number(value: Int, digits: Int)
        /// Lower case, Arabic letter variants folded, apostrophes and marks left out.
        case word(String)
        case sign(Unicode.Scalar)
    }

    var kind: Kind
    /// In scalars of the text.
    var start: Int
    var end: Int
    /// Whether it follows the token before it without a space.
    var isJoined: Bool
    /// Whether a word begins with a capital.
    var isCapital = false

    var word: String? {
        if case .word(let word) = kind { word } else { nil }
    }

    var number: (value: Int, digits: Int)? {
        if case .number(let value, let digits) = kind { (value, digits) } else { nil }
    }

    var sign: Unicode.Scalar? {
        if case .sign(let sign) = kind { sign } else { nil }
    }

    static func tokens(of text: [Unicode.Scalar]) -> [DateToken] {
        var tokens: [DateToken] = []
        tokens.reserveCapacity(text.count / 4)
        var at = 0
        var joined = false
        while at < text.count {
            let scalar = text[at]
            let start = at
            if let first = digit(scalar) {
                var value = first
                at += 1
                while at < text.count, let next = digit(text[at]) {
                    value = min(value * 10 + next, 1_000_000)
                    at += 1
                }
                tokens.append(
                    DateToken(
                        kind: .number(value: value, digits: at - start), start: start, end: at, isJoined: joined))
            } else if isLetter(scalar) {
                var word = String.UnicodeScalarView()
                while at < text.count, isLetter(text[at]) || isMark(text[at]) {
                    if !isMark(text[at]) { word.append(folded(text[at])) }
                    at += 1
                }
                tokens.append(
                    DateToken(
                        kind: .word(String(word)), start: start, end: at, isJoined: joined,
                        isCapital: (0x41...0x5A).contains(scalar.value)))
            } else {
                at += 1
                if isSpace(scalar) || isMark(scalar) {
                    joined = false
                    continue
                }
                tokens.append(DateToken(kind: .sign(sign(scalar)), start: start, end: at, isJoined: joined))
            }
            joined = true
        }
        return tokens
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value) - 0x30
        case 0x0660...0x0669: Int(scalar.value) - 0x0660
        case 0x06F0...0x06F9: Int(scalar.value) - 0x06F0
        default: nil
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x20 || scalar.value == 0xA0 || scalar.properties.isWhitespace
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0..<0xC0: false
        default: scalar.properties.isAlphabetic && !isMark(scalar)
        }
    }

    /// Arabic vowel marks, tatweel, apostrophes: inside words, and no part of their spelling.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x064B...0x065F, 0x0670, 0x0640, 0x27, 0x2018, 0x2019, 0x60, 0xB4, 0x2BC, 0x2BF: true
        default: false
        }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: Unicode.Scalar(UInt8(scalar.value + 0x20))
        case 0x0622, 0x0623, 0x0625: "\u{0627}"
        case 0x0649: "\u{064A}"
        case 0x0629: "\u{0647}"
        default: scalar
        }
    }

    private static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x2010, 0x2011, 0x2012, 0x2212: "-"
        case 0x2013, 0x2014: "–"
        case 0x2044, 0x2215: "/"
        case 0x060C: ","
        default: scalar
        }
    }
}
