/// Lines that touch each other, directly or through others: each group may be a table.
struct RuleGroups {
    private(set) var groups: [[Rule]] = []

    /// After pieces of one line are put together; a page with more is a drawing.
    private static let most = 2_000

    init(_ rules: [Rule]) {
        let across = Self.merged(rules.filter(\.isHorizontal))
        let down = Self.merged(rules.filter { !$0.isHorizontal })
        guard across.count >= 2, down.count >= 1, across.count <= Self.most, down.count <= Self.most else { return }
        let all = across + down
        var parents = Array(all.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index { index = parents[index] }
            return index
        }
        for (a, one) in across.enumerated() {
            for (b, other) in down.enumerated() where Self.touch(one, other) {
                let (first, second) = (root(a), root(across.count + b))
                if first != second { parents[max(first, second)] = min(first, second) }
            }
        }
        var byRoot: [Int: [Rule]] = [:]
        for index in all.indices { byRoot[root(index), default: []].append(all[index]) }
        groups = byRoot.keys.sorted().compactMap { byRoot[$0] }
    }

    private static func touch(_ across: Rule, _ down: Rule) -> Bool {
        let slack = RuledTable.tolerance
        return down.position >= across.from - slack && down.position <= across.to + slack
            && across.position >= down.from - slack && across.position <= down.to + slack
    }

    /// Puts the pieces of a line together: borders are often drawn cell by cell.
    private static func merged(_ rules: [Rule]) -> [Rule] {
        var out: [Rule] = []
        let sorted = rules.sorted { ($0.position, $0.from, $0.to) < ($1.position, $1.from, $1.to) }
        var start = 0
        while start < sorted.count {
            // All pieces at one position, which may differ by a hair.
            var end = start + 1
            while end < sorted.count, sorted[end].position - sorted[start].position <= 1 { end += 1 }
            for piece in sorted[start..<end].sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
                if let last = out.last, last.isHorizontal == piece.isHorizontal,
                    abs(last.position - piece.position) <= 1, piece.from <= last.to + RuledTable.tolerance
                {
                    out[out.count - 1].to = max(last.to, piece.to)
                } else {
                    out.append(piece)
                }
            }
            start = end
        }
        return out
    }
}
