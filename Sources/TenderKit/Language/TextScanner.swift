/// Cuts text into words and sentences in one pass over its bytes.
struct TextScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let reader: WordLookup
    private var at = 0
    private var pending: Word.Flags = []
    private var words: [Word] = []

    static func words(of text: String, reader: WordLookup) -> [Word] {
        var text = text
        // The scanner lives inside the closure, and so do its uses of the buffer.
        return text.withUTF8 { bytes in
            var scanner = TextScanner(bytes: bytes, reader: reader)
            return scanner.scan()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, reader: WordLookup) {
        self.bytes = bytes
        self.reader = reader
    }

    private mutating func scan() -> [Word] {
        words.reserveCapacity(bytes.count / 6)
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                if Self.isDigit(byte) { number() } else if Self.isLetter(byte) { word() } else { sign(byte) }
            } else {
                let (scalar, length) = decode(at)
                if Self.digit(scalar) != nil {
                    number()
                } else if Self.isLetter(scalar) {
                    word()
                } else {
                    sign(scalar)
                    at += length
                }
            }
        }
        return words
    }

    // MARK: Words

    private mutating func word() {
        let start = at
        var hash = WordHash()
        var flags: Word.Flags = bytes[at] < 0x80 && bytes[at] & 0x20 == 0 ? .capital : []
        while at < bytes.count {
            let byte = bytes[at]
            if byte < 0x80 {
                if Self.isLetter(byte) {
                    if at > start, byte & 0x20 == 0 { flags.insert(.mixed) }
                    hash.add(byte | 0x20)
                } else if Self.isDigit(byte) {
                    flags.insert(.mixed)
                    hash.add(byte)
                } else if byte == 0x27, at + 1 < bytes.count, Self.isLetter(bytes[at + 1]) {
                    // An apostrophe inside a word; the possessive `s` is dropped.
                    if bytes[at + 1] | 0x20 == 0x73, at + 2 == bytes.count || !Self.isLetter(bytes[at + 2]) { break }
                } else {
                    break
                }
                at += 1
            } else {
                let (scalar, length) = decode(at)
                guard Self.isLetter(scalar) || Self.isMark(scalar) || Self.digit(scalar) != nil else { break }
                for offset in 0..<length { hash.add(bytes[at + offset]) }
                at += length
            }
        }
        let end = at
        if bytes[start] < 0x80, skipLink(from: start) { return }
        let entry = reader.entry(hash.value) {
            String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        }
        append(entry, flags, .nan, start, end)
        skipPossessive()
    }

    /// `’s` and `'s` are no words.
    private mutating func skipPossessive() {
        var next = at
        if next < bytes.count, bytes[next] == 0x27 {
            next += 1
        } else if next + 2 < bytes.count, bytes[next] == 0xE2,
            bytes[next + 1] == 0x80, bytes[next + 2] == 0x99
        {
            next += 3
        }
        guard next > at, next < bytes.count, bytes[next] | 0x20 == 0x73,
            next + 1 == bytes.count || !Self.isLetter(bytes[next + 1])
        else { return }
        at = next + 1
    }

    /// `https://…` and `www.…` count as one word, up to the next blank.
    private mutating func skipLink(from start: Int) -> Bool {
        let isScheme = at + 2 < bytes.count && bytes[at] == 0x3A && bytes[at + 1] == 0x2F && bytes[at + 2] == 0x2F
        let isHost =
            at - start == 3 && at < bytes.count && bytes[at] == 0x2E
            && (start..<at).allSatisfy { bytes[$0] | 0x20 == 0x77 }
        guard isScheme || isHost else { return false }
        while at < bytes.count, bytes[at] > 0x20, bytes[at] != 0x29, bytes[at] != 0x3E { at += 1 }
        var hash = WordHash()
        for index in start..<at { hash.add(bytes[index]) }
        append(WordLookup.Entry(term: -1, hash: hash.value, flags: .link), [], .nan, start, at)
        return true
    }

    // MARK: Numbers

    private mutating func number() {
        let start = at
        var text: [UInt8] = []
        while at < bytes.count {
            let (scalar, length) = decode(at)
            if let digit = Self.digit(scalar) {
                text.append(0x30 + UInt8(digit))
            } else if let next = nextDigit(after: at + length), Self.isDigitJoint(scalar) {
                // `2,450` and `3.5`, but not `2021, 2022`.
                let groups = scalar == 0x2C || scalar == 0x66C
                if !groups || digits(from: next) == 3 { if !groups { text.append(0x2E) } } else { break }
            } else {
                break
            }
            at += length
        }
        let plain = String(decoding: text, as: UTF8.self)
        append(reader.number(plain), [], Double(plain) ?? .nan, start, at)
    }

    private func nextDigit(after index: Int) -> Int? {
        guard index < bytes.count, Self.digit(decode(index).scalar) != nil else { return nil }
        return index
    }

    private func digits(from index: Int) -> Int {
        var (index, count) = (index, 0)
        while index < bytes.count, count < 5 {
            let (scalar, length) = decode(index)
            guard Self.digit(scalar) != nil else { break }
            count += 1
            index += length
        }
        return count
    }

    private mutating func append(
        _ entry: WordLookup.Entry, _ flags: Word.Flags, _ number: Double, _ start: Int, _ end: Int
    ) {
        words.append(
            Word(
                term: entry.term, hash: entry.hash, flags: entry.flags.union(flags).union(pending), number: number,
                start: start, end: end))
        pending = []
    }

    // MARK: Signs

    private mutating func sign(_ byte: UInt8) {
        switch byte {
        case 0x2E, 0x21, 0x3F:  // . ! ?
            if endsSentence(byte) { pending.insert(.afterEnd) } else { pending.insert(.afterClosing) }
        case 0x2C, 0x7C: pending.insert(.afterComma)
        case 0x2F, 0x26: pending.insert(.afterSlash)
        case 0x3B: pending.formUnion([.afterComma, .afterClause])
        case 0x28, 0x5B:
            // What follows in parentheses belongs to the sentence before.
            pending.remove(.afterEnd)
            pending.insert(.afterOpening)
        case 0x29, 0x5D: pending.insert(.afterClosing)
        case 0x2D: pending.insert(.afterHyphen)
        case 0x25:
            append(WordLookup.Entry(term: -1, hash: 0x25, flags: .percent), [], .nan, at, at + 1)
        default: break
        }
        at += 1
    }

    private mutating func sign(_ scalar: UInt32) {
        switch scalar {
        case 0x061F, 0x3002: pending.insert(.afterEnd)
        case 0x060C, 0x3001, 0x2022, 0xB7: pending.insert(.afterComma)
        case 0x061B: pending.formUnion([.afterComma, .afterClause])
        case 0x2010...0x2015: pending.insert(.afterHyphen)
        case 0x066A:
            append(WordLookup.Entry(term: -1, hash: 0x25, flags: .percent), [], .nan, at, at + 2)
        default: break
        }
    }

    private func endsSentence(_ sign: UInt8) -> Bool {
        var next = at + 1
        while next < bytes.count, bytes[next] == 0x29 || bytes[next] == 0x22 || bytes[next] == 0x27 { next += 1 }
        guard next >= bytes.count || bytes[next] <= 0x20 || bytes[next] == 0xE2 else { return false }
        guard sign == 0x2E, let last = words.last, last.end == at else { return true }
        // `3. Programme`, `P. Lindqvist`, `م. خالد`, `e.g.`
        if last.flags.contains(.number) { return words.count > 1 && !last.flags.contains(.afterEnd) }
        let length = last.end - last.start
        if length == 1 || (last.flags.contains(.arabic) && length == 2) { return false }
        guard length <= 6 else { return true }
        let word = String(decoding: UnsafeBufferPointer(rebasing: bytes[last.start..<last.end]), as: UTF8.self)
        return !Self.abbreviations.contains(word.lowercased())
    }

    private static let abbreviations: Set<String> = [
        "eg", "ie", "no", "nos", "sec", "vs", "incl", "approx", "max", "min", "st", "mr", "mrs", "ms", "dr", "eng",
        "art", "fig",
        "prof", "ref", "co", "inc", "ltd", "cl",
    ]

    // MARK: Characters

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }

    private static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x30...0x39: scalar - 0x30
        case 0x660...0x669: scalar - 0x660
        case 0x6F0...0x6F9: scalar - 0x6F0
        default: nil
        }
    }

    private static func isDigitJoint(_ scalar: UInt32) -> Bool {
        scalar == 0x2C || scalar == 0x2E || scalar == 0x66B || scalar == 0x66C
    }

    private static func isMark(_ scalar: UInt32) -> Bool {
        (0x64B...0x65F).contains(scalar) || scalar == 0x670 || scalar == 0x640 || (0x300...0x36F).contains(scalar)
            || (0xB2...0xB3).contains(scalar)
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x80: (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A
        case 0x80..<0xC0: false
        case 0x620...0x64A: true
        default: Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
        }
    }

    /// The scalar at a place. Strings are valid UTF-8, so its length is that of its first byte.
    private func decode(_ index: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        if first < 0xE0 { return ((first & 0x1F) << 6 | tail(index + 1), 2) }
        if first < 0xF0 { return ((first & 0x0F) << 12 | tail(index + 1) << 6 | tail(index + 2), 3) }
        return ((first & 0x07) << 18 | tail(index + 1) << 12 | tail(index + 2) << 6 | tail(index + 3), 4)
    }

    private func tail(_ index: Int) -> UInt32 { UInt32(bytes[index] & 0x3F) }
}
