/// Checks that bytes which come in pieces are UTF-8. A cut may fall inside a character.
struct UTF8Checker {
    /// The beginning of a character whose end has not come.
    private var begun: [UInt8] = []

    /// Whether no character is left half.
    var isWhole: Bool { begun.isEmpty }

    /// - Returns: false when the bytes are not UTF-8.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !begun.isEmpty else { return check(bytes) }
        let joined = begun + bytes
        begun = []
        return joined.withUnsafeBytes { check($0) }
    }

    private mutating func check(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let end = bytes.count - Self.unfinished(bytes)
        begun = Array(bytes[end...])
        return HostText.isUTF8(UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    }

    /// How many bytes at the end begin a character and do not finish it.
    private static func unfinished(_ bytes: UnsafeRawBufferPointer) -> Int {
        for back in 1...3 where back <= bytes.count {
            switch bytes[bytes.count - back] {
            case 0x80...0xBF: continue
            case 0xC0...0xDF: return back < 2 ? back : 0
            case 0xE0...0xEF: return back < 3 ? back : 0
            case 0xF0...0xFF: return back < 4 ? back : 0
            default: return 0
            }
        }
        return 0
    }
}
