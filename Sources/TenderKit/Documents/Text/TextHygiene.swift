import Foundation

/// What every reader does to text before it becomes a block.
public enum TextHygiene {
    /// White space folded to single spaces and trimmed; bidi controls, soft hyphens, zero-width spaces and control characters
    /// removed; presentation forms and ligatures resolved; swapped lam-alef repaired; composed (NFC).
    public static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var out = ""
        out.reserveCapacity(text.utf8.count)
        var space = false
        var needsComposing = false
        for scalar in text.unicodeScalars {
            guard !isRemoved(scalar) else { continue }
            if scalar.properties.isWhitespace {
                space = true
                continue
            }
            if space, !out.isEmpty { out.append(" ") }
            space = false
            needsComposing = needsComposing || scalar.value >= 0x0300
            if isCompatibilityForm(scalar) {
                out.append(String(scalar).precomposedStringWithCompatibilityMapping)
            } else {
                out.unicodeScalars.append(bullet(scalar) ?? scalar)
            }
        }
        if needsComposing {
            out = ArabicRepair.lamAlef(out.precomposedStringWithCanonicalMapping)
        }
        return foldFillers(out)
    }

    /// The text without bidi controls, zero-width and control characters: before words are put in order by their places.
    static func withoutControls(_ text: some StringProtocol) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }), text.unicodeScalars.contains(where: isRemoved)
        else {
            return String(text)
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { !isRemoved($0) }))
    }

    /// Whether there is a letter or a digit: lines of underscores and rules have none.
    public static func hasWord(_ text: String) -> Bool {
        var isASCII = true
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
            case 0x80...: isASCII = false
            default: break
            }
        }
        return !isASCII
            && text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    /// Printable ASCII with single spaces inside needs nothing.
    private static func isClean(_ text: String) -> Bool {
        var last: UInt8 = 0x20
        var filler = 0
        for byte in text.utf8 {
            if byte < 0x20 || byte > 0x7E { return false }
            if byte == 0x20, last == 0x20 { return false }
            filler = byte == last && (byte == 0x5F || byte == 0x2E) ? filler + 1 : 0
            if filler >= 4 { return false }
            last = byte
        }
        return last != 0x20 || text.isEmpty
    }

    private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x85: false  // white space
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0xAD: true  // soft hyphen
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // bidi controls
        case 0x200B, 0x2060, 0xFEFF: true  // zero width
        case 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// Forms that mean the same letters: Latin and Arabic ligatures, Arabic presentation forms, full-width ASCII.
    /// Fractions, superscripts and signs are left as they are: `m²` must not become `m2`.
    private static func isCompatibilityForm(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFB00...0xFB06, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0xFF01...0xFF5E: true
        default: false
        }
    }

    /// Bullets that Word keeps in the private area of its Symbol and Wingdings fonts.
    private static func bullet(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0xF0B7, 0xF06C, 0xF09F: "•"
        case 0xF0A7, 0xF06E: "▪"
        case 0xF0D8: "➢"
        case 0xF0FC: "✓"
        case 0xF02D: "-"
        default: nil
        }
    }

    /// Lines to write on and dot leaders say nothing by their length.
    private static func foldFillers(_ text: String) -> String {
        guard text.contains("_____") || text.contains(".....") else { return text }
        var out = ""
        var run = 0
        var last: Character = " "
        for character in text {
            run = character == last ? run + 1 : 1
            last = character
            if run > 4, character == "_" || character == "." { continue }
            out.append(character)
        }
        return out
    }
}
