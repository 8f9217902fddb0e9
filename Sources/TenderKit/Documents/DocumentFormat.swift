/// What a file is, by content first and by extension second.
enum DocumentFormat: Equatable {
    case pdf
    case zip
    /// A compound file: binary .doc, .xls, .ppt, or an encrypted .docx, .xlsx.
    case compound
    case rtf
    case picture(PictureKind)
    /// An archive that is read by nobody here: its name.
    case packed(String)
    case html
    case markdown
    case csv
    case text
    case unknown(extension: String)

    /// - Parameter head: the file's first 1,024 bytes or more.
    static func detect(head: some Collection<UInt8>, name: String) -> DocumentFormat {
        let head = Array(head.prefix(1024))
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compound }
        if head.starts(with: Array("{\\rtf".utf8)) { return .rtf }
        if head.contains(Array("%PDF-".utf8)) { return .pdf }
        if let kind = PictureKind(head: head) { return .picture(kind) }
        if let packed = packed.first(where: { head.starts(with: $0.start) }) { return .packed(packed.name) }
        let ending = fileExtension(of: name)
        // Programs export tables as HTML and call them .xls or .doc.
        if !texts.contains(ending), startsLikeHTML(head) { return .html }
        switch ending {
        case "html", "htm", "xhtml": return .html
        case "md", "markdown": return .markdown
        case "csv", "tsv": return .csv
        case "txt", "text": return .text
        case let other: return .unknown(extension: other)
        }
    }

    private static let texts: Set<String> = ["md", "markdown", "csv", "tsv", "txt", "text"]

    private static let packed: [(start: [UInt8], name: String)] = [
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7-Zip"), (Array("Rar!\u{1A}\u{07}".utf8), "RAR"),
        ([0x1F, 0x8B], "gzip"),
    ]

    private static func startsLikeHTML(_ head: [UInt8]) -> Bool {
        let text = String(decoding: head.filter { $0 != 0 }, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" || $0 == "\u{FFFD}" }
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    /// In lower case, without the dot; empty when there is none.
    static func fileExtension(of name: String) -> String {
        let last = name.split(separator: "/").last ?? ""
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return "" }
        return last[last.index(after: dot)...].lowercased()
    }
}

extension Array where Element: Equatable {
    fileprivate func contains(_ pattern: [Element]) -> Bool {
        guard count >= pattern.count else { return false }
        return (0...(count - pattern.count)).contains { self[$0..<($0 + pattern.count)].elementsEqual(pattern) }
    }
}
