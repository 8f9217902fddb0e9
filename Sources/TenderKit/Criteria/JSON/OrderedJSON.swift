/// JSON with the members of objects in the order of the text, duplicates included: what Foundation's decoder does not keep.
enum OrderedJSON: Equatable {
    struct Member: Equatable {
        var key: String
        var value: OrderedJSON
    }

    case object([Member])
    case array([OrderedJSON])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null

    struct ParseError: Error, Equatable {
        /// Where, in bytes from the start.
        var offset: Int
        var reason: String
    }

    /// - Throws: ``ParseError`` for anything that RFC 8259 does not allow, and for nesting deeper than 64.
    static func parse(_ bytes: [UInt8]) throws(ParseError) -> OrderedJSON {
        var parser = OrderedJSONParser(
            bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
        return try parser.document()
    }
}

private struct OrderedJSONParser {
    let bytes: [UInt8]
    var at = 0
    var depth = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(OrderedJSON.ParseError) -> OrderedJSON {
        let value = try value()
        skipSpace()
        guard at == bytes.count else { throw error("text after the end of the value") }
        return value
    }

    private mutating func value() throws(OrderedJSON.ParseError) -> OrderedJSON {
        skipSpace()
        guard let byte = peek else { throw error("the text ends where a value was expected") }
        switch byte {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(OrderedJSON.ParseError) -> OrderedJSON {
        try enter()
        var members: [OrderedJSON.Member] = []
        skipSpace()
        if !take("}") {
            repeat {
                skipSpace()
                guard peek == UInt8(ascii: "\"") else { throw error("a member's name in quotes was expected") }
                let key = try string()
                skipSpace()
                guard take(":") else { throw error("a colon was expected") }
                members.append(.init(key: key, value: try value()))
                skipSpace()
            } while take(",")
            guard take("}") else { throw error("a comma or } was expected") }
        }
        depth -= 1
        return .object(members)
    }

    private mutating func array() throws(OrderedJSON.ParseError) -> OrderedJSON {
        try enter()
        var elements: [OrderedJSON] = []
        skipSpace()
        if !take("]") {
            repeat {
                elements.append(try value())
                skipSpace()
            } while take(",")
            guard take("]") else { throw error("a comma or ] was expected") }
        }
        depth -= 1
        return .array(elements)
    }

    private mutating func enter() throws(OrderedJSON.ParseError) {
        at += 1
        depth += 1
        guard depth <= 64 else { throw error("nested deeper than 64") }
    }

    private mutating func string() throws(OrderedJSON.ParseError) -> String {
        at += 1
        var text: [UInt8] = []
        while let byte = peek {
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw error("text that is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"):
                text += Array(String(try escape()).utf8)
            case 0..<0x20:
                throw error("a control character in a string")
            default:
                text.append(byte)
            }
        }
        throw error("a string without its closing quote")
    }

    private mutating func escape() throws(OrderedJSON.ParseError) -> Character {
        guard let byte = peek else { throw error("an escape without its character") }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
        case UInt8(ascii: "u"): return Character(try unicodeEscape())
        default: throw error("an unknown escape")
        }
    }

    /// The scalar of `\uXXXX`, or of a surrogate pair; an unpaired half becomes U+FFFD.
    private mutating func unicodeEscape() throws(OrderedJSON.ParseError) -> Unicode.Scalar {
        let first = try hex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
        else {
            return "\u{FFFD}"
        }
        let back = at
        at += 2
        let second = try hex()
        if (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
        {
            return scalar
        }
        at = back
        return "\u{FFFD}"
    }

    private mutating func hex() throws(OrderedJSON.ParseError) -> UInt32 {
        let digits = bytes[at..<min(at + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits were expected") }
        at += 4
        return value
    }

    private mutating func number() throws(OrderedJSON.ParseError) -> OrderedJSON {
        let start = at
        while let byte = peek, "+-.0123456789eE".utf8.contains(byte) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.first, first.isNumber,
            !(digits.hasPrefix("0") && digits.dropFirst().first?.isNumber ?? false),
            !text.hasSuffix("."), let value = Double(text), value.isFinite
        else {
            at = start
            throw error("a value was expected")
        }
        return .number(value)
    }

    private mutating func literal(_ word: String, _ value: OrderedJSON) throws(OrderedJSON.ParseError) -> OrderedJSON {
        guard bytes[at...].starts(with: word.utf8) else { throw error("a value was expected") }
        at += word.utf8.count
        return value
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private func error(_ reason: String) -> OrderedJSON.ParseError { .init(offset: at, reason: reason) }
}
