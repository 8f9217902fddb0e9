/// What a file is, by content first and by extension second.
enum DocumentFormat: Equatable {
    case pdf
    case zip
    /// A compound file: binary .doc, .xls, .ppt, or an encrypted .docx, .xlsx.
    case compound
    case rtf
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
        switch fileExtension(of: name) {
        case "md", "markdown": return .markdown
        case "csv", "tsv": return .csv
        case "txt", "text": return .text
        case let other: return .unknown(extension: other)
        }
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
