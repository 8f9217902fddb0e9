/// A statement of an offer that speaks of an item.
struct Finding: Sendable {
    /// Of its words: the same statement twice is one.
    var hash: UInt64
    /// 0 to 1.
    var strength: Double
    /// As written, cut at a word.
    var quote: String
    var file: String
    var page: Int?
    /// Document and block, for the order among equals.
    var place: Place
    /// Share of the number asked for, when the statement gives less.
    var shortfall: Double?
    /// It goes beyond a limit.
    var isBreach = false
    /// What its passage as a whole says on the item, 0 to 1.
    var passage = 0.0
    /// How much its own words speak of the item, 0 to 1; 1 under a label.
    var link = 1.0

    struct Place: Sendable, Comparable {
        var file: String
        var block: Int

        static func < (one: Place, other: Place) -> Bool { (one.file, one.block) < (other.file, other.block) }
    }

    /// What the stronger passage says first, of it the stronger statement, then the one that stands first.
    func precedes(_ other: Finding) -> Bool {
        guard passage == other.passage else { return passage > other.passage }
        return strength != other.strength ? strength > other.strength : place < other.place
    }
}

/// What the best passages say on one item. What is taken away from an offer can only be missing here: nothing moves up for it.
struct FindingPool: Sendable {
    /// Statements of the strongest passages first.
    private(set) var findings: [Finding] = []
    /// Different examples that statements give, up to more than anybody asks for.
    var examples: Int { min(Self.exampleLimit, counted.values.reduce(0, +)) }
    private var counted: [UInt64: Int] = [:]
    private static let exampleLimit = 64
    /// Bounds that a statement shows to be kept, as bits in the order of the item's bounds.
    private(set) var proven: UInt64 = 0
    /// More are never quoted.
    static let limit = 8

    func accepts(_ passage: Double) -> Bool {
        passage > 0 && (findings.count < Self.limit || passage >= findings[findings.count - 1].passage)
    }

    /// Counts the examples of a statement, once.
    mutating func count(_ number: Int, in hash: UInt64) {
        guard number > 0, counted[hash] != nil || counted.count < Self.exampleLimit else { return }
        counted[hash] = max(counted[hash] ?? 0, number)
    }

    mutating func prove(_ bounds: UInt64) { proven |= bounds }

    mutating func add(_ finding: Finding) {
        if let known = findings.firstIndex(where: { $0.hash == finding.hash }) {
            guard finding.precedes(findings[known]) else { return }
            findings.remove(at: known)
        }
        let place = findings.firstIndex { finding.precedes($0) } ?? findings.count
        findings.insert(finding, at: place)
        if findings.count > Self.limit { findings.removeLast() }
    }

    /// 0 to 1: what the best passage says.
    func coverage(of item: RequirementItem, _ weights: GradingWeights) -> Double {
        let said = findings.first?.passage ?? 0
        guard let wanted = item.examples else {
            let bounds = item.bounds.count
            guard bounds > 0 else { return said }
            let kept = Double(min(bounds, proven.nonzeroBitCount)) / Double(bounds)
            return said * (weights.unproven + (1 - weights.unproven) * kept)
        }
        let found = weights.noExample + (1 - weights.noExample) * min(1, Double(examples) / Double(wanted))
        return said * found
    }
}
