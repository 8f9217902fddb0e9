/// Subjects that the RFP has of its own: headings under which much is asked for and which no topic covers.
enum OwnHeadings {
    /// At most so many become criteria.
    static let limit = 3
    private static let smallestShare = 0.03
    private static let largestShare = 0.5
    private static let fewestStatements = 2

    /// Positions in ``RequestStatements/headings``, the heaviest first.
    static func find(in request: RequestStatements) -> [Int] {
        var taken: Set<Int> = []
        var found: [Int] = []
        var names: Set<String> = []
        let total = request.statements.reduce(0) { $0 + $1.strength }
        for _ in 0..<limit {
            var mass = Array(repeating: 0.0, count: request.headings.count)
            var obligations = Array(repeating: 0, count: request.headings.count)
            var quotable = Array(repeating: 0, count: request.headings.count)
            for (index, statement) in request.statements.enumerated() where !taken.contains(index) {
                let section = request.sections[statement.section]
                for heading in section.headings {
                    mass[heading] += statement.strength
                    obligations[heading] +=
                        statement.isObligation || section.factor > 1 || statement.specificity >= 0.6 ? 1 : 0
                    quotable[heading] += statement.isQuotable ? 1 : 0
                }
            }
            var best: Int?
            for (index, heading) in request.headings.enumerated() {
                let share = mass[index] / max(total, 1)
                guard !heading.isGeneral, !isCovered(heading), !names.contains(heading.name.lowercased()),
                    share >= smallestShare, share <= largestShare, obligations[index] >= fewestStatements,
                    quotable[index] >= fewestStatements
                else { continue }
                if mass[index] > best.map({ mass[$0] }) ?? 0 { best = index }
            }
            guard let best else { break }
            found.append(best)
            names.insert(request.headings[best].name.lowercased())
            for (index, statement) in request.statements.enumerated()
            where request.sections[statement.section].headings.contains(best) {
                taken.insert(index)
            }
        }
        return found
    }

    /// A topic speaks of it already.
    private static func isCovered(_ heading: RequestHeading) -> Bool {
        heading.scores.contains { $0.points >= RubricTopic.weakWeight }
    }
}
