/// Reads a JSON text (RFC 8259) into ``JSONNode``s.
struct JSONParser {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
        var parser = JSONParser(bytes)
        parser.skipSpace()
        let node = try parser.readValue()
        parser.skipSpace()
        guard parser.offset == bytes.count else { throw parser.error(wanted: "the end of the file") }
        return node
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func error(wanted: String) -> JSONSyntaxError {
        let found =
            switch next {
            case nil: "the end of the file"
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): "the end of the line"
            case let byte? where byte < 0x20 || byte == 0x7F: "the control character \(byte)"
            case _?:
                String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).first
                    .map { "\"\($0)\"" } ?? "nothing"
            }
        return JSONSyntaxError(line: line, column: offset - lineStart + 1, found: found, wanted: wanted)
    }

    private mutating func skipSpace() {
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                lineStart = offset + 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: return
            }
            offset += 1
        }
    }

    private mutating func readValue() throws(JSONSyntaxError) -> JSONNode {
        let start = offset
        let startLine = line
        let value: JSONNode.Value
        switch next {
        case UInt8(ascii: "{"): value = .object(try readObject())
        case UInt8(ascii: "["): value = .array(try readArray())
        case UInt8(ascii: "\""): value = .string(try readString())
        case UInt8(ascii: "t"): value = try readWord("true", .bool(true))
        case UInt8(ascii: "f"): value = try readWord("false", .bool(false))
        case UInt8(ascii: "n"): value = try readWord("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte): value = .number(try readNumber())
        default: throw error(wanted: "a value")
        }
        return JSONNode(value: value, line: startLine, text: Array(bytes[start..<offset]))
    }

    private mutating func enter() throws(JSONSyntaxError) {
        depth += 1
        guard depth <= 64 else { throw error(wanted: "at most 64 levels of nesting") }
        offset += 1
        skipSpace()
    }

    private mutating func readObject() throws(JSONSyntaxError) -> [JSONNode.Member] {
        try enter()
        defer { depth -= 1 }
        var members: [JSONNode.Member] = []
        while next != UInt8(ascii: "}") {
            guard next == UInt8(ascii: "\"") else {
                throw error(wanted: members.isEmpty ? "a key in double quotes, or \"}\"" : "a key in double quotes")
            }
            let keyLine = line
            let key = try readString()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw error(wanted: "\":\" after the key \"\(key)\"") }
            offset += 1
            skipSpace()
            members.append(JSONNode.Member(key: key, line: keyLine, value: try readValue()))
            guard try separator(closing: UInt8(ascii: "}")) else { break }
        }
        offset += 1
        return members
    }

    private mutating func readArray() throws(JSONSyntaxError) -> [JSONNode] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONNode] = []
        while next != UInt8(ascii: "]") {
            elements.append(try readValue())
            guard try separator(closing: UInt8(ascii: "]")) else { break }
        }
        offset += 1
        return elements
    }

    /// Steps over a comma. False when the closing character is next.
    private mutating func separator(closing: UInt8) throws(JSONSyntaxError) -> Bool {
        skipSpace()
        if next == closing { return false }
        guard next == UInt8(ascii: ",") else {
            throw error(wanted: "\",\" or \"\(Character(UnicodeScalar(closing)))\"")
        }
        offset += 1
        skipSpace()
        if next == closing { throw error(wanted: "another value after the comma") }
        return true
    }

    private mutating func readWord(_ word: String, _ value: JSONNode.Value) throws(JSONSyntaxError) -> JSONNode.Value {
        guard bytes[offset...].starts(with: word.utf8) else { throw error(wanted: "a value") }
        offset += word.utf8.count
        return value
    }

    private mutating func readNumber() throws(JSONSyntaxError) -> Double {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        if next == UInt8(ascii: "0") { offset += 1 } else { try skipDigits() }
        if next == UInt8(ascii: ".") {
            offset += 1
            try skipDigits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            try skipDigits()
        }
        guard let number = Double(String(decoding: bytes[start..<offset], as: UTF8.self)), number.isFinite else {
            throw error(wanted: "a number that a double holds")
        }
        return number
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = offset
        while let byte = next, Self.isDigit(byte) { offset += 1 }
        guard offset > start else { throw error(wanted: "a digit") }
    }
}

extension JSONParser {
    private mutating func readString() throws(JSONSyntaxError) -> String {
        offset += 1
        var utf8: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw error(wanted: "the closing quote of the string") }
            if byte == UInt8(ascii: "\\") {
                utf8.append(contentsOf: String(try readEscape()).utf8)
            } else {
                utf8.append(byte)
                offset += 1
            }
        }
        guard next != nil else { throw error(wanted: "the closing quote of the string") }
        guard let text = String(validating: utf8, as: UTF8.self) else { throw error(wanted: "text in UTF-8") }
        offset += 1
        return text
    }

    private mutating func readEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        offset += 1
        guard let byte = next else { throw error(wanted: "an escape sequence") }
        let simple: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        if let scalar = simple[byte] {
            offset += 1
            return scalar
        }
        guard byte == UInt8(ascii: "u") else { throw error(wanted: "an escape sequence") }
        offset += 1
        let unit = try readHex()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard bytes[offset...].starts(with: "\\u".utf8) else {
            throw error(wanted: "the second half of a surrogate pair")
        }
        offset += 2
        let low = try readHex()
        guard (0xD800..<0xDC00).contains(unit), (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        else { throw error(wanted: "a surrogate pair") }
        return scalar
    }

    private mutating func readHex() throws(JSONSyntaxError) -> UInt32 {
        guard offset + 4 <= bytes.count, bytes[offset] != UInt8(ascii: "+"),
            let value = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
        else { throw error(wanted: "four hexadecimal digits") }
        offset += 4
        return value
    }
}
