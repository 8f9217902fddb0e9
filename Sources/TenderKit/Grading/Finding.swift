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
    /// Beyond this many a further statement would not change a grade.
    private static let limit = 8

    func accepts(_ strength: Double) -> Bool {
        strength > 0 && (findings.count < Self.limit || strength >= findings[findings.count - 1].strength)
    }

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
    func coverage(_ weights: GradingWeights) -> Double {
        var share = weights.furtherStatement
        var sum = findings.first?.strength ?? 0
        for finding in findings.dropFirst() {
            sum += finding.strength * share
            share /= 2
        }
        return min(1, sum)
    }
}
