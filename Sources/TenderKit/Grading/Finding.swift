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
    /// How much its own words speak of the item, 0 to 1; 1 under a label.
    var link = 1.0

    struct Place: Sendable, Comparable {
        var file: String
        var block: Int

        static func < (one: Place, other: Place) -> Bool { (one.file, one.block) < (other.file, other.block) }
    }

    /// The stronger first, then the one that stands first.
    func precedes(_ other: Finding) -> Bool {
        strength != other.strength ? strength > other.strength : place < other.place
    }
}

/// The best statements on one item. What is taken away from an offer can only be missing here: nothing moves up for it.
struct FindingPool: Sendable {
    /// The strongest first.
    private(set) var findings: [Finding] = []
    /// Different examples that statements give, up to more than anybody asks for.
    private(set) var examples = 0
    private var counted: Set<UInt64> = []
    /// Bounds that a statement shows to be kept, as bits in the order of the item's bounds.
    private(set) var proven: UInt64 = 0
    /// Beyond this many a further statement would not change a grade.
    private static let limit = 8

    func accepts(_ strength: Double) -> Bool {
        strength > 0 && (findings.count < Self.limit || strength >= findings[findings.count - 1].strength)
    }

    /// Counts the examples of a statement, once.
    mutating func count(_ number: Int, in hash: UInt64) {
        guard number > 0, examples < 64, counted.insert(hash).inserted else { return }
        examples += number
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

    /// 0 to 1: the best statement in full, each further one much less.
    func coverage(of item: RequirementItem, _ weights: GradingWeights) -> Double {
        // What further statements add is a share of what the best one leaves open.
        var share = weights.furtherStatement
        var further = 0.0
        for finding in findings.dropFirst() {
            further += finding.strength * share
            share /= 2
        }
        let best = findings.first?.strength ?? 0
        let sum = best + (1 - best) * min(1, further)
        guard let wanted = item.examples else {
            let bounds = item.bounds.count
            guard bounds > 0 else { return sum }
            let kept = Double(min(bounds, proven.nonzeroBitCount)) / Double(bounds)
            return sum * (weights.unproven + (1 - weights.unproven) * kept)
        }
        let found = weights.noExample + (1 - weights.noExample) * min(1, Double(examples) / Double(wanted))
        return sum * found
    }
}
