/// What is asked, ready to be looked for: criteria as items, the words that matter, the request's own wording.
public struct GradingRequest: Sendable {
    var criteria: [CriterionProfile] = []
    /// Of all criteria, one after another.
    var items: [RequirementItem] = []
    var matcher: ItemMatcher
    var vocabulary: TermTable
    var borrowed: BorrowedText
    /// Criterion of each item.
    var itemCriterion: [Int32] = []
    var weights: GradingWeights
    /// The year in which the request's dates lie.
    var year: Int?

    func profile(_ criterion: ConfiguredCriterion) -> Int? {
        criteria.firstIndex { $0.criterion == criterion } ?? criteria.firstIndex { $0.criterion.name == criterion.name }
    }

    /// How much a text speaks of a criterion, by its best item.
    func match(_ criterion: Int, _ scratch: ItemMatcher.Scratch) -> Double {
        let range = criteria[criterion].items
        var best = scratch[range.lowerBound]
        for item in range.dropFirst() where items[item].origin != .request {
            // A short item alone ("CV signed") does not make a text speak of the criterion as much as its name does.
            let share = items[item].slots.count >= 4 ? 0.95 : 0.75
            best = max(best, scratch[item] * share)
        }
        return best
    }

    /// Criteria that a text speaks of, with how much, in the order of the criteria.
    func matches(_ scratch: ItemMatcher.Scratch) -> [(criterion: Int, match: Double)] {
        var seen: [Int] = []
        for item in scratch.items {
            let criterion = Int(itemCriterion[Int(item)])
            if !seen.contains(criterion) { seen.append(criterion) }
        }
        return seen.sorted().map { ($0, match($0, scratch)) }
    }
}
