/// Text of documents and models as a report may show it: without characters that steer a display or that no page may hold.
enum VisibleText {
    /// Without control characters, direction overrides and isolates, and tags; a tab becomes a space.
    ///
    /// Joiners and direction marks stay: Arabic and Persian words need them, and they do not reach beyond their place.
    static func of(_ text: String) -> String {
        filtered(text, keepsIsolates: false)
    }

    /// For sentences of our own, in which names are isolated.
    static func ofSentence(_ text: String) -> String {
        filtered(text, keepsIsolates: true)
    }

    private static func filtered(_ text: String, keepsIsolates: Bool) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: out.append(" ")
            case 0x0A: out.append(scalar)
            case 0x2066...0x2069: if keepsIsolates { out.append(scalar) }
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: break
            case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
