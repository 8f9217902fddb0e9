/// Sets that other sets divide: `Quality 60 %, price 40 %` in one table, and questions that come to 60 in another.
struct DividedSets {
    private let document: Document
    private let candidates: [Candidate]

    init(_ candidates: [Candidate], of document: Document) {
        self.document = document
        self.candidates = candidates
    }

    /// What is too weak to stand for itself divides nothing.
    private static let least = 3.0
    /// A summary has few lines.
    private static let mostLines = 10

    /// Each set that is a whole, with the parts that stand elsewhere in place of the criteria that they come to.
    var sets: [Candidate] {
        let parts = candidates.filter { $0.score >= Self.least }.sorted { $0.score > $1.score }
        return candidates.filter { $0.isWhole && $0.score >= Self.least && $0.leaves.count <= Self.mostLines }
            .compactMap { whole in
                let found = divisions(of: whole, among: parts)
                return found.isEmpty ? nil : whole.divided(found)
            }
    }

    private func divisions(of whole: Candidate, among parts: [Candidate]) -> [Int: Candidate] {
        var found: [Int: Candidate] = [:]
        var taken: [ClosedRange<Int>] = []
        let lines = Set(whole.leaves.map(\.block))
        for (index, leaf) in whole.leaves.enumerated() {
            guard let value = leaf.weight?.value else { continue }
            let others = whole.leaves.enumerated().filter { $0.offset != index }
            let isAlone = !others.contains { $0.element.weight.map { WeightScale.near($0.value, value) } ?? false }
            let part = parts.first { part in
                guard part.leaves.count > 1, WeightScale.near(part.sum, value),
                    !taken.contains(where: { $0.overlaps(part.blocks) }),
                    !lines.contains(where: { part.blocks.contains($0) })
                else { return false }
                if isNamed(leaf.name, above: part) { return true }
                return isAlone && part.statedTotal.map { WeightScale.near($0, value) } ?? false
                    && !others.contains { isNamed($0.element.name, above: part) }
            }
            if let part {
                found[index] = part
                taken.append(part.blocks)
            }
        }
        return found
    }

    /// Whether what stands around a set calls it by a criterion's name: `Section 1. Experience`, `Total quality`.
    private func isNamed(_ name: String, above part: Candidate) -> Bool {
        let first = part.blocks.lowerBound
        let near = Array(max(first - 3, 0)..<first) + [part.blocks.upperBound + 1]
        var said = Set(
            near.filter(document.blocks.indices.contains).flatMap { FoldedText.words(document.blocks[$0].text) })
        if let heading = document.blocks[first].section.last { said.formUnion(FoldedText.words(heading)) }
        let words = FoldedText.words(name).filter { !Self.common.contains($0) && $0.first?.isNumber == false }
        return !words.isEmpty && words.count(where: said.contains) * 3 >= words.count * 2
    }

    private static let common: Set<String> = [
        "the", "of", "and", "a", "for", "in", "to", "proposal", "offer", "tender", "bid", "criterion", "evaluation",
        "score",
        "factor", "section", "part", "point", "weight", "submission", "response", "total", "weighting", "envelope",
    ]
}
