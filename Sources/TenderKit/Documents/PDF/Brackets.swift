/// Brackets of right-to-left text, which PDF files hold in two ways: as they look on the page, or as they were typed.
enum Brackets {
    /// The word with its brackets as they look. On a page, whatever the script, what opens to the right stands on the left of
    /// a word and what opens to the left stands on its right; where it is the other way round, they are as typed.
    /// - Parameter isRightToLeft: the word stands in a line of right-to-left text, where a number alone has such brackets, too.
    static func upright(_ word: String, isRightToLeft: Bool = false) -> String {
        guard let first = word.unicodeScalars.first, let last = word.unicodeScalars.last,
            first != last || word.count > 1
        else { return word }
        let opens = "([{«<".unicodeScalars.contains(last)
        let closes = ")]}»>".unicodeScalars.contains(first)
        guard opens || closes || hasTypedBracket(word),
            isRightToLeft || word.unicodeScalars.contains(where: VisualOrder.isRightToLeft)
        else { return word }
        return String(String.UnicodeScalarView(word.unicodeScalars.map(VisualOrder.mirrored)))
    }

    /// `.)word`: a bracket behind a mark at the edge.
    private static func hasTypedBracket(_ word: String) -> Bool {
        let marks = ".,:;،؛!؟".unicodeScalars
        let inner = word.unicodeScalars.drop { marks.contains($0) }
        guard let first = inner.first, inner.startIndex > word.unicodeScalars.startIndex else { return false }
        return ")]}»>".unicodeScalars.contains(first)
    }
}
