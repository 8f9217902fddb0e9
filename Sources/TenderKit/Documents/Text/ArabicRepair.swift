/// Faults that extraction leaves in Arabic text.
enum ArabicRepair {
    /// Puts lam before alef again where a ligature was taken apart in the wrong order: `األعمال` → `الأعمال`.
    ///
    /// Two alefs in a row do not occur in Arabic spelling, so alef, alef (with or without hamza), lam is always that fault.
    /// `ال` inside a word may be either and is left alone.
    static func lamAlef(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isArabic) else { return text }
        var scalars = Array(text.unicodeScalars)
        guard scalars.count >= 3 else { return text }
        var changed = false
        for index in 0..<(scalars.count - 2)
        where scalars[index].value == 0x0627 && alefs.contains(scalars[index + 1].value)
            && scalars[index + 2].value == 0x0644
        {
            scalars.swapAt(index + 1, index + 2)
            changed = true
        }
        guard changed else { return text }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars)
        return String(out)
    }

    static func isArabic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x06FF, 0x0750...0x077F, 0x08A0...0x08FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
        default: false
        }
    }

    private static let alefs: Set<UInt32> = [0x0622, 0x0623, 0x0625, 0x0627]
}
