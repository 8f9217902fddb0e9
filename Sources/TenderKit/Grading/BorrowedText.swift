/// Recognises wording of the request and of the criteria in an offer: repeating a question answers nothing.
///
/// Four words of content in a row make a trace. What an offer says in such traces earns no points.
struct BorrowedText: Sendable {
    private var traces: Set<UInt64> = []
    /// Words of the criteria themselves.
    private(set) var asked: Set<UInt64> = []
    private static let length = 4
    /// A request beyond this many traces (some 20 MB of text) is known by its first ones.
    private static let limit = 2_000_000

    mutating func learn(_ words: ArraySlice<Word>) {
        guard traces.count < Self.limit else { return }
        let run = words.filter(\.isContent)
        guard run.count >= Self.length else { return }
        for start in 0...(run.count - Self.length) { traces.insert(Self.trace(run, start)) }
    }

    mutating func ask(_ words: ArraySlice<Word>) {
        learn(words)
        for word in words where word.isContent { asked.insert(word.hash) }
    }

    /// For each word of content whether it belongs to a trace, in order.
    func borrowed(_ run: [Word]) -> [Bool] {
        var flags = Array(repeating: false, count: run.count)
        guard run.count >= Self.length, !traces.isEmpty else { return flags }
        for start in 0...(run.count - Self.length) where traces.contains(Self.trace(run, start)) {
            for index in start..<(start + Self.length) { flags[index] = true }
        }
        return flags
    }

    /// Whether nearly all of a text is wording of the request or the criteria.
    func holds(_ words: ArraySlice<Word>) -> Bool {
        let run = words.filter(\.isContent)
        guard run.count >= Self.length else { return false }
        return borrowed(run).count { $0 } * 10 >= run.count * 8
    }

    private static func trace(_ run: [Word], _ start: Int) -> UInt64 {
        var hash = WordHash()
        for word in run[start..<(start + length)] { hash.add(word.hash) }
        return hash.value
    }
}
