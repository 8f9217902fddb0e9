/// What an archive calls a file, as text. Zip files name theirs in UTF-8 or in the character set of the computer that
/// packed them, without a word about which.
enum ArchiveEntryName {
    /// Parts joined by `/`, without `.`, `..` and empty ones; nil for files that a folder's listing would leave out too.
    static func text(_ bytes: [UInt8]) -> String? {
        let name = String(validating: bytes, as: UTF8.self) ?? decode(bytes)
        // By scalars: a separator that a mark follows is another character, and a separator all the same.
        let parts = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.map { String($0) }
            .filter { $0 != "." && $0 != ".." }
        guard !parts.contains(where: { PackageFolder.isHidden($0) }) else { return nil }
        return parts.isEmpty ? "(no name)" : parts.joined(separator: "/")
    }

    private static func decode(_ bytes: [UInt8]) -> String {
        let high = bytes.filter { $0 >= 0x80 }
        // Arabic words are runs of letters; Western words have single ones.
        guard longRuns(bytes) * 2 >= high.count else { return decode(bytes, cp437) }
        // Letters in Windows' own set; frames and corners in DOS.
        if high.contains(where: { (0xC0...0xDF).contains($0) }) { return CodePage.windows1256.decode(bytes) }
        return decode(bytes, cp720)
    }

    private static func longRuns(_ bytes: [UInt8]) -> Int {
        bytes.split { $0 < 0x80 }.filter { $0.count >= 3 }.map(\.count).reduce(0, +)
    }

    private static func decode(_ bytes: [UInt8], _ table: [Unicode.Scalar]) -> String {
        var out = String.UnicodeScalarView()
        for byte in bytes { out.append(byte < 0x80 ? Unicode.Scalar(byte) : table[Int(byte) - 0x80]) }
        return String(out)
    }

    // 128 each, from 0x80 on. U+FFFD stands for bytes without a meaning.
    static let cp437 = Array(
        ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" + frames
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
    static let cp720 = Array(
        ("\u{FFFD}\u{FFFD}éâ\u{FFFD}à\u{FFFD}çêëèïî\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{651}\u{652}ô¤\u{640}ûù"
            + "\u{621}\u{622}\u{623}\u{624}£\u{625}\u{626}\u{627}\u{628}\u{629}\u{62A}\u{62B}"
            + "\u{62C}\u{62D}\u{62E}\u{62F}\u{630}\u{631}\u{632}\u{633}\u{634}\u{635}«»" + frames
            + "\u{636}\u{637}\u{638}\u{639}\u{63A}\u{641}µ\u{642}\u{643}\u{644}\u{645}\u{646}\u{647}\u{648}\u{649}\u{64A}"
            + "≡\u{64B}\u{64C}\u{64D}\u{64E}\u{64F}\u{650}≈°∙·√ⁿ²■\u{A0}").unicodeScalars)
    private static let frames = "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
}
