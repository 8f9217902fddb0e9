import Foundation

/// Bytes of a text file as text: by byte order mark, else UTF-8, else UTF-16 by its zero bytes, else a Windows code page.
enum TextDecoding {
    /// - Throws: ``ReadFailure`` for bytes that are no text.
    static func decode(_ data: Data) throws(ReadFailure) -> String {
        let bytes = [UInt8](data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false) }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true) }
        if let bigEndian = looksLikeUTF16(bytes) { return utf16(bytes[...], bigEndian: bigEndian) }
        let controls = bytes.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A && $0 != 0x1B }
        guard controls * 100 <= bytes.count else {
            throw ReadFailure(.damaged, "binary content where text was expected")
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return CodePage.guess(bytes).decode(bytes)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let first = UInt16(bytes[index])
            let second = UInt16(bytes[index + 1])
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        return String(decoding: units, as: UTF16.self)
    }

    /// Half of the bytes zero, all on one side: UTF-16 of mostly ASCII. The byte order, or nil.
    private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
        let sample = bytes.prefix(4096)
        guard sample.count >= 8 else { return nil }
        let even = stride(from: 0, to: sample.count, by: 2).count { sample[$0] == 0 }
        let odd = stride(from: 1, to: sample.count, by: 2).count { sample[$0] == 0 }
        let half = sample.count / 2
        if odd * 5 >= half * 2, even * 20 <= half { return false }
        if even * 5 >= half * 2, odd * 20 <= half { return true }
        return nil
    }
}
