/// Numbers as people write them.
public enum Digits {
    /// The text with Arabic-Indic and Persian digits, separators and percent signs in their Western form: `٣٠٫٥٪` → `30.5%`.
    public static func western(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xD9 }) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0660...0x0669: out.append(digit(scalar.value - 0x0660))
            case 0x06F0...0x06F9: out.append(digit(scalar.value - 0x06F0))
            case 0xFF10...0xFF19: out.append(digit(scalar.value - 0xFF10))
            case 0x066A, 0xFF05: out.append("%")
            case 0x066B: out.append(".")
            case 0x066C: out.append(",")
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    private static func digit(_ value: UInt32) -> Unicode.Scalar {
        // 0x30 + 0…9 is always a scalar.
        Unicode.Scalar(UInt8(0x30 + value))
    }
}
