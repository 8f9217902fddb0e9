import Foundation

/// One word reduced to what its spellings share: compatibility forms, case, Arabic marks, letter variants and digits.
enum WordFolding {
    static func fold(_ word: String) -> String {
        var folded = ""
        for scalar in word.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar.value {
            case 0x064B...0x065F, 0x0670, 0x0640, 0x27, 0x2019, 0x60: continue
            case 0x0622, 0x0623, 0x0625: folded.unicodeScalars.append("\u{0627}")
            case 0x0649: folded.unicodeScalars.append("\u{064A}")
            case 0x0629: folded.unicodeScalars.append("\u{0647}")
            default: folded.unicodeScalars.append(digit(scalar) ?? scalar)
            }
        }
        return folded
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0660...0x0669: Unicode.Scalar(UInt8(scalar.value - 0x0660 + 0x30))
        case 0x06F0...0x06F9: Unicode.Scalar(UInt8(scalar.value - 0x06F0 + 0x30))
        default: nil
        }
    }
}
