/// The words that criteria, requests and the thesaurus know, as numbers. What an offer says in other words is counted as
/// new, but never looked up by its letters again.
struct TermTable: Sendable {
    struct Phrase: Sendable {
        /// The words after the first.
        var rest: [Int32]
        var notion: Int32
    }

    private(set) var terms: [String: Int32] = [:]
    /// Two terms in a row, by ``key(_:_:)``.
    private(set) var pairs: [UInt64: Int32] = [:]
    /// By their first word.
    private(set) var phrases: [Int32: [Phrase]] = [:]
    /// Terms, pairs and notions share one numbering.
    private(set) var count: Int32 = 0

    mutating func term(_ stem: String) -> Int32 {
        if let known = terms[stem] { return known }
        terms[stem] = next()
        return count - 1
    }

    mutating func pair(_ first: Int32, _ second: Int32) -> Int32 {
        let key = Self.key(first, second)
        if let known = pairs[key] { return known }
        pairs[key] = next()
        return count - 1
    }

    /// A new notion with its phrases, each a list of terms.
    mutating func notion(_ members: [[Int32]]) {
        let id = next()
        for member in members {
            guard let first = member.first else { continue }
            phrases[first, default: []].append(Phrase(rest: Array(member.dropFirst()), notion: id))
        }
    }

    static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    private mutating func next() -> Int32 {
        count += 1
        return count - 1
    }
}
