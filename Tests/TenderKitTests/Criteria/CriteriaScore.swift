import TenderKit

/// How well found criteria agree with a truth file: names by their words, weights in percent of the total, ±0.5.
struct CriteriaScore {
    private(set) var f1: Double
    /// Of the matched criteria that the truth gives a weight; nil when it gives none.
    private(set) var weights: Double?

    init(_ truth: Truth, _ artifact: CriteriaArtifact) {
        let have = artifact.scopes.flatMap { scope in
            scope.items.map { (scope: scope.name, name: $0.name, weight: $0.weight) }
        }
        var pairs: [(score: Double, want: Int, have: Int)] = []
        for (i, want) in truth.criteria.enumerated() {
            for (j, found) in have.enumerated() {
                let groups = Self.similarity(want.group ?? "", found.scope)
                pairs.append((Self.similarity(want.name, found.name) + 0.05 * groups, i, j))
            }
        }
        pairs.sort { ($0.score, $0.want, $0.have) > ($1.score, $1.want, $1.have) }
        var matched: [Int: Int] = [:]
        for pair in pairs where pair.score >= 0.5 && matched[pair.want] == nil && !matched.values.contains(pair.have) {
            matched[pair.want] = pair.have
        }
        let precision = have.isEmpty ? 0 : Double(matched.count) / Double(have.count)
        let recall = truth.criteria.isEmpty ? 0 : Double(matched.count) / Double(truth.criteria.count)
        f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
        let stated = truth.criteria.compactMap(\.weight).reduce(0, +)
        let scale = 100 / (truth.total ?? (stated > 0 ? stated : 100))
        let weighted = matched.filter { truth.criteria[$0.key].weight != nil }
        let right = weighted.count { abs(have[$0.value].weight - (truth.criteria[$0.key].weight ?? 0) * scale) <= 0.5 }
        weights = weighted.isEmpty ? nil : Double(right) / Double(weighted.count)
    }

    private static let stop: Set<String> = [
        "the", "a", "an", "of", "and", "or", "to", "for", "in", "on", "by", "with", "its", "their", "be", "is", "are",
        "as", "at",
        "from", "that", "this", "will", "shall", "any", "including", "approach", "criteria", "criterion", "evaluation",
    ]

    private static func words(_ text: String) -> Set<String> {
        let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        var all: [String] = []
        for part in parts where part.count > 1 {
            all.append(part.count > 3 && part.hasSuffix("s") ? String(part.dropLast()) : String(part))
        }
        let kept = all.filter { !stop.contains($0) }
        return Set(kept.count > 1 ? kept : all)
    }

    private static func similarity(_ a: String, _ b: String) -> Double {
        let a = words(a)
        let b = words(b)
        guard !a.isEmpty, !b.isEmpty else { return 0 }
        let both = Double(a.intersection(b).count)
        let jaccard = both / Double(a.union(b).count)
        let contained = both / Double(min(a.count, b.count))
        return max(jaccard, both >= 2 ? 0.9 * contained : 0)
    }
}
