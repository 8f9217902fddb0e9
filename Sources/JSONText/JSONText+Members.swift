extension JSONText {
    /// The spans of the values of the outermost object's members of that name, in order, without white space around them. Empty
    /// when the text is no object.
    ///
    /// Reads each byte once and decodes nothing; a name that is written with escapes is not found.
    public func values(ofMember name: StaticString) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        bytes.withUnsafeBytes { bytes in
            let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            var walk = MemberWalk(bytes: bytes)
            while let member = walk.next() {
                let key = UnsafeRawBufferPointer(rebasing: bytes[member.name])
                if key.count == wanted.count, key.elementsEqual(wanted) { spans.append(member.value) }
            }
        }
        return spans
    }
}

/// Goes through the members of an object that is known to be JSON. Whatever the bytes are, it stays inside them and ends.
private struct MemberWalk {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        skipSpace()
        if !take(UInt8(ascii: "{")) { position = bytes.count }
    }

    /// The next member: its name, without the quotes, and its value.
    mutating func next() -> (name: Range<Int>, value: Range<Int>)? {
        skipSpace()
        _ = take(UInt8(ascii: ","))
        skipSpace()
        let quote = position
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        skipString()
        let name = quote + 1..<max(position - 1, quote + 1)
        skipSpace()
        guard take(UInt8(ascii: ":")) else { return nil }
        skipSpace()
        let start = position
        skipValue()
        return (name, start..<position)
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// From a quote to behind the next that is not escaped.
    private mutating func skipString() {
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == UInt8(ascii: "\"") { break }
        }
        position = min(position, bytes.count)
    }

    private mutating func skipValue() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { return }
                depth -= 1
                position += 1
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
                guard depth > 0 else { return }
                position += 1
                continue
            default:
                position += 1
                continue
            }
            if depth == 0 { return }
        }
    }
}
