extension StringProtocol {
    /// Without white space at both ends.
    func trimmingWhitespace() -> String {
        trimming { $0.isWhitespace }
    }

    /// Without the characters at both ends that the rule takes.
    func trimming(_ isTrimmed: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
            return ""
        }
        return String(self[first...last])
    }

    var wordCount: Int {
        // Most texts are plain, and a character's properties are dear.
        if let plain = utf8.withContiguousStorageIfAvailable(Self.wordCount(ascii:)), let plain { return plain }
        return split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
    }

    var hasLetter: Bool { contains(where: \.isLetter) }

    private static func wordCount(ascii text: UnsafeBufferPointer<UInt8>) -> Int? {
        var (count, isOpen) = (0, false)
        for byte in text {
            guard byte < 0x80 else { return nil }
            switch byte {
            case 0x09...0x0D, 0x20: isOpen = false
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A:
                if !isOpen { count += 1 }
                isOpen = true
            default: break
            }
        }
        return count
    }
}
