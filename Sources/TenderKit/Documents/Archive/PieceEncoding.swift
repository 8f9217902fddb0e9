/// Checks that text which comes in pieces is UTF-8. A cut may fall inside a character.
struct PieceEncoding {
    /// The beginning of a character whose end has not come.
    private var begun: [UInt8] = []

    /// Whether an XML part that begins so is UTF-8, or says nothing: not UTF-16, and no other encoding declared.
    static func isUTF8(head: some Sequence<UInt8>) -> Bool {
        let head = Array(head.prefix(256))
        if head.prefix(4).contains(0) || head.starts(with: [0xFE, 0xFF]) || head.starts(with: [0xFF, 0xFE]) {
            return false
        }
        let declaration = String(decoding: head.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self).lowercased()
        guard declaration.hasPrefix("<?xml") || declaration.hasPrefix("\u{FEFF}<?xml"),
            let name = declaration.firstRange(of: "encoding")
        else { return true }
        return declaration[name.upperBound...].contains("utf-8") || declaration[name.upperBound...].contains("utf8")
    }

    /// - Returns: false when the bytes are not UTF-8.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> Bool {
        let text = begun + bytes
        // A character has at most three bytes behind its first.
        let start = text.indices.suffix(3).last { text[$0] >= 0xC0 }
        let length = start.map { text[$0] >= 0xF0 ? 4 : text[$0] >= 0xE0 ? 3 : 2 } ?? 0
        let end = start.map { $0 + length > text.count ? $0 : text.count } ?? text.count
        begun = Array(text[end...])
        return String(validating: text[..<end], as: UTF8.self) != nil
    }
}
