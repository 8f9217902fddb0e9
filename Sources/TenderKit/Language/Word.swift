/// A word, number or sign of a text.
struct Word: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt16
        /// Says nothing about the matter.
        static let stop = Flags(rawValue: 1)
        /// Says little about it.
        static let general = Flags(rawValue: 2)
        /// Begins with a capital letter.
        static let capital = Flags(rawValue: 4)
        /// Capitals or digits inside: an acronym, a product.
        static let mixed = Flags(rawValue: 8)
        static let arabic = Flags(rawValue: 16)
        static let number = Flags(rawValue: 32)
        static let percent = Flags(rawValue: 64)
        static let link = Flags(rawValue: 128)
        /// Before the word stands a comma or another separator.
        static let afterComma = Flags(rawValue: 256)
        /// Before the word a sentence ends.
        static let afterEnd = Flags(rawValue: 512)
        static let afterOpening = Flags(rawValue: 1024)
        /// Before the word stands a closing parenthesis or a point: `1)` is no number of anything.
        static let afterClosing = Flags(rawValue: 2048)
        /// Before the word a clause ends, with a semicolon.
        static let afterClause = Flags(rawValue: 4096)
        /// Before the word stands a line that joins: `02-01`.
        static let afterHyphen = Flags(rawValue: 8192)
        /// Before the word stands a slash or an ampersand: `and/or`, `QA/QC`.
        static let afterSlash = Flags(rawValue: 16384)
    }

    /// In the ``TermTable``; -1 for words that it does not know, and for stop words.
    var term: Int32
    /// Of the stem: equal words have equal hashes.
    var hash: UInt64
    var flags: Flags
    /// NaN when it is none.
    var number: Double
    /// Bytes of the text.
    var start: Int
    var end: Int

    var isContent: Bool { flags.isDisjoint(with: [.stop, .link, .percent]) }
}
