/// Words and phrases to look for in folded text. English matches whole words; Arabic also inside words, because
/// articles and prepositions are joined to them.
struct Phrases: Sendable {
    /// UTF-8; English with a space at both ends.
    private let phrases: [[UInt8]]

    init(_ phrases: String...) {
        self.phrases = phrases.map { phrase in
            let folded = FoldedText.fold(phrase)
            return Array(FoldedText.isArabic(phrase) ? folded.utf8.dropFirst().dropLast() : folded.utf8[...])
        }
    }

    /// Whether one of them occurs in text that ``FoldedText/fold(_:)`` made.
    func occur(in folded: String) -> Bool {
        var folded = folded
        // The buffer is read only inside the closure, within its count.
        return folded.withUTF8 { text in phrases.contains { Self.contains($0, in: text) } }
    }

    private static func contains(_ phrase: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = phrase.first, phrase.count <= text.count else { return false }
        for start in 0...(text.count - phrase.count) where text[start] == first {
            var length = 1
            while length < phrase.count, text[start + length] == phrase[length] { length += 1 }
            if length == phrase.count { return true }
        }
        return false
    }

    /// Whether the whole text is one of them.
    func equal(_ folded: String) -> Bool {
        phrases.contains { folded.utf8.elementsEqual($0) || folded.utf8.dropFirst().dropLast().elementsEqual($0) }
    }

    /// Whether the text begins with one of them.
    func begin(_ folded: String) -> Bool {
        phrases.contains { folded.utf8.starts(with: $0) || folded.utf8.dropFirst().starts(with: $0) }
    }
}
