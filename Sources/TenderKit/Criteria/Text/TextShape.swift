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
        split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
    }

    var hasLetter: Bool { contains(where: \.isLetter) }
}
