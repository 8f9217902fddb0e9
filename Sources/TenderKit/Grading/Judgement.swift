/// What an offer's statements come to for one criterion.
struct Judgement: Sendable {
    enum Status: Sendable, Comparable {
        case absent
        case partly
        case covered
    }

    struct ItemResult: Sendable {
        var item: RequirementItem
        var coverage: Double
        var status: Status
        /// The strongest first.
        var findings: [Finding]
        /// Fewer examples than asked for.
        var examples: (found: Int, wanted: Int)?
        /// It sets a bound that no statement shows to be kept.
        var isUnproven = false
        var isShort: Bool { examples != nil || short != nil || isUnproven }
        /// The statement that gives less, or takes more, than is asked for.
        var short: Finding? {
            findings.first?.shortfall != nil ? findings.first : findings.first { $0.isBreach }
        }
    }

    var criterion: ConfiguredCriterion
    var isBinary: Bool
    /// Items with weight, in the order of the criterion.
    var items: [ItemResult]
    /// 0 to 1.
    var quality: Double
    var grade: Grade
    var denial: Finding?
    /// A row that declares the criterion to be met.
    var declaration: Finding?
    var problems: [FileProblem]
    /// Least link of a statement that is quoted.
    var quotable: Double
    /// Nothing at all of the offer could be read.
    var isUnread: Bool

    init(_ profile: CriterionProfile, index: Int, request: GradingRequest, offer: GradingOffer) {
        let weights = request.weights
        criterion = profile.criterion
        isBinary = profile.isBinary
        items = profile.items.filter { request.items[$0].weight > 0 }.map { number in
            let coverage = offer.pools[number].coverage(of: request.items[number], weights)
            let bounds = request.items[number].bounds.count
            var result = ItemResult(
                item: request.items[number], coverage: coverage,
                status: coverage >= weights.covered ? .covered : (coverage >= weights.partly ? .partly : .absent),
                findings: offer.pools[number].findings,
                examples: Self.examples(request.items[number], offer.pools[number]),
                isUnproven: bounds > 0 && offer.pools[number].proven.nonzeroBitCount < min(64, bounds))
            // What stays below the figure asked for is there, and is asked about as such.
            let isSaid = result.findings.contains { $0.link >= weights.quotable }
            if result.status == .absent, isSaid, result.short != nil || result.examples != nil {
                result.status = .partly
            }
            return result
        }
        let total = items.reduce(0) { $0 + $1.item.weight }
        quality = total > 0 ? items.reduce(0) { $0 + $1.item.weight * $1.coverage } / total : 0
        if profile.isBinary {
            grade = quality >= weights.compliant ? .compliant : .nonCompliant
        } else {
            let quality = quality
            var step = weights.steps.count { quality >= $0 }
            if items.contains(where: { $0.isUnproven && $0.item.origin != .request }) {
                step = min(step, weights.unprovenStep)
            }
            grade = Grade.steps[step]
        }
        denial = offer.denials[index]
        declaration = offer.declarations[index]
        problems = offer.problems
        quotable = weights.quotable
        isUnread = offer.readDocuments == 0
    }

    private static func examples(_ item: RequirementItem, _ pool: FindingPool) -> (found: Int, wanted: Int)? {
        guard let wanted = item.examples, !pool.findings.isEmpty, pool.examples < wanted else { return nil }
        return (pool.examples, wanted)
    }

    func items(_ status: Status) -> [RequirementItem] {
        // The request's own items explain; they are not what the criterion stands or falls with.
        items.filter { $0.status == status }.map(\.item)
    }

    var hasEvidence: Bool { items.contains { !$0.findings.isEmpty } }
    var isTop: Bool { grade == .outstanding || grade == .compliant }

    /// The step above, if there is one.
    var nextGrade: Grade? {
        if grade == .nonCompliant { return .compliant }
        guard let step = Grade.steps.firstIndex(of: grade), step + 1 < Grade.steps.count else { return nil }
        return Grade.steps[step + 1]
    }
}
