extension JSONScanner {
    struct StringState {
        /// The string in progress is a key.
        var isKey = false
        /// The digits of a `\u` escape as they were written, the first in the highest byte, and how many there are.
        var digits: UInt32 = 0
        var digitCount = 0
        /// The digits of a high surrogate whose partner may follow.
        var high: UInt32?
        /// Bytes of a UTF-8 sequence that must follow, and what the next one may be.
        var continuations = 0
        var continuationRange: ClosedRange<UInt8> = 0x80...0xBF
    }

    mutating func stepString(_ pass: inout Pass, _ output: inout [UInt8]) throws(JSONError) {
        switch state {
        case .string: try stepCharacter(&pass, &output)
        case .continuation: try stepContinuation(&pass)
        case .escape: try stepEscape(&pass, &output)
        default: try stepDigit(&pass, &output)
        }
    }

    private mutating func stepCharacter(_ pass: inout Pass, _ output: inout [UInt8]) throws(JSONError) {
        if string.high != nil, pass.byte != UInt8(ascii: "\\") { replaceHigh(in: &output) }
        pass.index = Self.endOfPlainRun(pass.bytes, from: pass.index)
        guard pass.index < pass.bytes.count else { return }
        switch pass.byte {
        case UInt8(ascii: "\""):
            pass.index += 1
            if string.isKey { state = .colon } else { endValue() }
        case UInt8(ascii: "\\"):
            pass.keep(in: &output)
            pass.drop()
            state = .escape
        case 0..<0x20:
            throw pass.error("\(Self.name(of: pass.byte)) stands in a string, where control characters must be escaped")
        default:
            try beginSequence(pass)
            pass.index += 1
        }
    }

    /// The first byte at or behind `start` that needs a look: a quote, a backslash, a control character or not ASCII.
    private static func endOfPlainRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while bytes.count - index >= 8 {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let backslashes = word ^ (ones &* 0x5C)
            // The top bit of some byte is set when one is 0, below 0x20, or not ASCII; too often is only slow.
            let special =
                (quotes &- ones) | (backslashes &- ones) | (word &- (ones &* 0x20)) | word
            guard special & tops == 0 else { break }
            index += 8
        }
        while index < bytes.count {
            switch bytes[index] {
            case 0x22, 0x5C, 0..<0x20, 0x80...: return index
            default: index += 1
            }
        }
        return index
    }

    // MARK: UTF-8

    private mutating func beginSequence(_ pass: Pass) throws(JSONError) {
        string.continuationRange = 0x80...0xBF
        switch pass.byte {
        case 0xC2...0xDF: string.continuations = 1
        case 0xE0...0xEF:
            string.continuations = 2
            if pass.byte == 0xE0 { string.continuationRange = 0xA0...0xBF }
            if pass.byte == 0xED { string.continuationRange = 0x80...0x9F }
        case 0xF0...0xF4:
            string.continuations = 3
            if pass.byte == 0xF0 { string.continuationRange = 0x90...0xBF }
            if pass.byte == 0xF4 { string.continuationRange = 0x80...0x8F }
        default: throw pass.error("\(Self.name(of: pass.byte)) is not UTF-8")
        }
        state = .continuation
    }

    private mutating func stepContinuation(_ pass: inout Pass) throws(JSONError) {
        guard string.continuationRange.contains(pass.byte) else {
            throw pass.error("\(Self.name(of: pass.byte)) is not UTF-8")
        }
        string.continuationRange = 0x80...0xBF
        string.continuations -= 1
        if string.continuations == 0 { state = .string }
        pass.index += 1
    }

    // MARK: Escapes, which are held back until they are whole

    private mutating func stepEscape(_ pass: inout Pass, _ output: inout [UInt8]) throws(JSONError) {
        switch pass.byte {
        case UInt8(ascii: "u"):
            string.digits = 0
            string.digitCount = 0
            state = .unicode
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            replaceHigh(in: &output)
            output.append(UInt8(ascii: "\\"))
            output.append(pass.byte)
            state = .string
        default:
            throw pass.error("\(Self.name(of: pass.byte)) follows a backslash, which escapes nothing that JSON knows")
        }
        pass.drop()
    }

    private mutating func stepDigit(_ pass: inout Pass, _ output: inout [UInt8]) throws(JSONError) {
        guard Self.hexadecimal(pass.byte) != nil else { throw unexpected(pass) }
        string.digits = string.digits << 8 | UInt32(pass.byte)
        string.digitCount += 1
        pass.drop()
        if string.digitCount == 4 {
            state = .string
            endEscape(in: &output)
        }
    }

    private mutating func endEscape(in output: inout [UInt8]) {
        let digits = string.digits
        let unit = Self.value(ofDigits: digits)
        if let high = string.high, 0xDC00...0xDFFF ~= unit {
            string.high = nil
            Self.append(escape: high, to: &output)
            Self.append(escape: digits, to: &output)
            return
        }
        replaceHigh(in: &output)
        switch unit {
        case 0: break
        case 0xD800...0xDBFF: string.high = digits
        case 0xDC00...0xDFFF: Self.append(escape: Self.replacement, to: &output)
        default: Self.append(escape: digits, to: &output)
        }
    }

    private mutating func replaceHigh(in output: inout [UInt8]) {
        guard string.high != nil else { return }
        string.high = nil
        Self.append(escape: Self.replacement, to: &output)
    }

    /// `fffd`
    private static let replacement: UInt32 = 0x6666_6664

    private static func append(escape digits: UInt32, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(UInt8(ascii: "u"))
        withUnsafeBytes(of: digits.bigEndian) { output.append(contentsOf: $0) }
    }

    private static func value(ofDigits digits: UInt32) -> UInt32 {
        var value: UInt32 = 0
        for shift in stride(from: 24, through: 0, by: -8) {
            value = value << 4 | (hexadecimal(UInt8(truncatingIfNeeded: digits >> UInt32(shift))) ?? 0)
        }
        return value
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
        default: nil
        }
    }
}
