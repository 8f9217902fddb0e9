/// A set of criteria that a document may mean, with what speaks for and against it.
struct Candidate {
    /// What is known about where a set was found.
    struct Evidence: Equatable {
        /// How strongly the place says "evaluation": the heading above, 0…3.
        var heading = 0.0
        /// A sentence announces the criteria, 0…2.
        var leadIn = 0.0
        /// The table's header names criteria, 0…3.
        var header = 0.0
        /// Under a heading that marks an example.
        var isExample = false
        /// Under a heading about payment, penalties, schedules and the like.
        var isForeign = false
        /// The sentence above says that others than offers are judged, or by others than the buyer.
        var judgesOther = false
        /// The file was handed in as the evaluation sheet.
        var isSheet = false

        var strength: Double { min(heading + leadIn + header + (isSheet ? 3 : 0), 6) }
    }

    /// One reason for a score, for logs and tests.
    struct Reason: Equatable {
        var text: String
        var points: Double
    }

    /// A set with more is a price list or a register, not criteria.
    private static let mostEntries = 3_000

    /// Nobody judges by more; what has more is a price list handed in as the sheet.
    static let mostInSheet = 1_000

    var leaves: [Resolution.Leaf]
    var passFail: [String]
    var statedTotal: Double?
    var origin: String
    private(set) var reasons: [Reason] = []

    var score: Double { reasons.reduce(0) { $0 + $1.points } }
    /// The weights come to the whole of a scale or to the total that the document states.
    private(set) var isWhole = false
    var isWeighted: Bool { leaves.contains { $0.weight != nil } }

    /// A set whose criteria have weights; nil when fewer than two are left.
    init?(entries: [Entry], evidence: Evidence, statedTotal: Double? = nil, origin: String) {
        guard entries.count <= Self.mostEntries else { return nil }
        let resolution = Resolution(entries)
        leaves = resolution.leaves.filter { $0.weight != nil && $0.name.hasLetter }
        passFail = resolution.passFail
        self.statedTotal = resolution.statedTotal ?? statedTotal
        self.origin = origin
        guard (evidence.isSheet ? 1...Self.mostInSheet : 2...120).contains(leaves.count) else { return nil }
        judgeSum()
        judge(evidence)
        judgeNames()
        judgePlace(evidence)
        let matched = resolution.groupsMatched
        add("groups agree with their parts", matched > 0 ? min(1 + 0.5 * Double(matched), 3) : 0)
        add("groups disagree with their parts", -Double(min(resolution.conflicts, 3)))
    }

    /// A set without weights.
    init?(unweighted leaves: [Resolution.Leaf], evidence: Evidence, bonus: Double = 0, origin: String) {
        self.leaves = leaves.filter { $0.name.hasLetter }
        passFail = []
        self.origin = origin
        guard (2...60).contains(self.leaves.count) else { return nil }
        judge(evidence)
        judgeNames()
        add("named as factors", bonus)
    }

    /// This set with the entry that makes it whole; nil when none does, or when it is there already.
    func completed(by entries: [Entry]) -> Candidate? {
        let sum = leaves.compactMap(\.weight?.value).reduce(0, +)
        let names = leaves.map { FoldedText.fold($0.name) }
        guard !WeightScale.isWhole(sum),
            let entry = entries.first(where: { entry in
                guard let value = entry.weight?.value, value <= sum, !names.contains(FoldedText.fold(entry.name)) else {
                    return false
                }
                return WeightScale.near(sum + value, 100) || WeightScale.near(sum + value, 1_000)
            })
        else { return nil }
        var completed = self
        completed.leaves.append(
            Resolution.Leaf(
                scope: "", name: entry.name, weight: entry.weight, detail: entry.detail, place: entry.place,
                form: entry.form,
                block: entry.block))
        completed.statedTotal = nil
        completed.isWhole = true
        completed.add("the rest of the whole is stated elsewhere", 3)
        return completed
    }

    /// This set with other sets in place of some of its criteria, which become their groups.
    /// - Parameter parts: by the number of the criterion.
    func divided(_ parts: [Int: Candidate]) -> Candidate {
        var divided = self
        divided.leaves = leaves.enumerated().flatMap { index, leaf in
            guard let part = parts[index] else { return [leaf] }
            return part.leaves.map { own in
                var own = own
                if own.scope.isEmpty || Set(part.leaves.map(\.scope)).count == 1 { own.scope = leaf.name }
                return own
            }
        }
        for (_, part) in parts.sorted(by: { $0.key < $1.key }) where part.score > divided.score {
            divided.reasons = part.reasons
        }
        divided.reasons.removeAll { $0.text == Self.onlySplit }
        divided.isWhole = true
        divided.add("its parts are stated elsewhere", 4)
        return divided
    }

    /// What its weights come to, on their own scale.
    var sum: Double { leaves.compactMap(\.weight?.value).reduce(0, +) }

    /// From the first to the last block that a criterion stands in.
    var blocks: ClosedRange<Int> {
        let all = leaves.map(\.block)
        return (all.min() ?? 0)...(all.max() ?? 0)
    }

    /// Notes that an addendum states the set.
    mutating func prefer(addendum number: Int) {
        add("stated by addendum \(number)", isWhole && number > 0 ? 3 + Double(number) : 0)
    }

    /// Notes that the set stands inside another.
    mutating func demote() {
        add("divides a criterion of another set", -3)
    }

    private mutating func judgeSum() {
        let scale = WeightScale(leaves.compactMap(\.weight), statedTotal: statedTotal)
        let weights = leaves.compactMap(\.weight)
        let sum = weights.map(\.value).reduce(0, +)
        let percent = weights.map(scale.percent).reduce(0, +)
        isWhole = WeightScale.isWhole(sum) || WeightScale.near(percent, 100) && Set(weights.map(\.unit)).count > 1
        add("weights come to the whole of a scale", isWhole ? 4 : 0)
        if let statedTotal {
            let matches = WeightScale.near(statedTotal, sum)
            add("the stated total is their sum", matches ? (isWhole ? 1.5 : 4) : 0)
            isWhole = isWhole || matches
        }
        if !isWhole { add("weights exceed 100 percent", percent > 120.1 ? -2 : 0) }
    }

    private mutating func judge(_ evidence: Evidence) {
        add("place says evaluation", evidence.strength)
        add("others than offers are judged", evidence.judgesOther ? -12 : 0)
        add("in an example", evidence.isExample ? -6 : 0)
        add("in a part about money, time or penalties", evidence.isForeign ? -8 : 0)
    }

    private mutating func judgeNames() {
        let count = Double(leaves.count)
        add("more than two", leaves.count > 2 ? 1 : 0)
        add("count", min(count, 20) * 0.05)
        let usual = leaves.count { Vocabulary.usual.occur(in: FoldedText.fold($0.scope + " " + $0.name)) }
        add("usual names", 2 * Double(usual) / count)
        let steps = leaves.count { BandWords.isStep($0.name) }
        add("steps of a scale", -5 * Double(steps) / count)
        let procedural = leaves.count { Vocabulary.procedural.occur(in: FoldedText.fold($0.name)) }
        add("steps of a procedure", -5 * Double(procedural) / count)
        let titles = leaves.count { Vocabulary.sectionTitles.equal(FoldedText.fold($0.name)) }
        add("titles of sections", -8 * Double(titles) / count)
        let described = leaves.count { $0.detail != nil }
        add("described", 0.5 * Double(described) / count)
        add("in headings", leaves.allSatisfy { $0.form == .heading } ? 0.25 : 0)
        add("in sentences", leaves.allSatisfy { $0.form == .prose } ? -0.5 : 0)
        add(Self.onlySplit, isOnlySplit ? -2 : 0)
        let distinct = Set(leaves.map { FoldedText.fold($0.scope + " / " + $0.name) }).count
        add("names repeat", -3 * (count - Double(distinct)) / count)
    }

    /// `Evaluation … Men 60 %, women 40 %`: shares under a heading that may be about anything.
    private mutating func judgePlace(_ evidence: Evidence) {
        let isVague = evidence.heading < 3 && evidence.leadIn == 0 && evidence.header == 0 && !evidence.isSheet
        let isUsual = leaves.contains { Vocabulary.usual.occur(in: FoldedText.fold($0.scope + " " + $0.name)) }
        add("shares of nothing that offers are judged by", isVague && !isUsual ? -3 : 0)
    }

    /// Two entries that only divide technical from financial say nothing of what is judged.
    private var isOnlySplit: Bool {
        leaves.count == 2
            && leaves.allSatisfy {
                let name = FoldedText.fold($0.name)
                return Self.split.occur(in: name) && name.split(separator: " ").count <= 4
            }
    }

    private static let onlySplit = "only technical against financial"

    private static let split = Phrases(
        "technical", "financial", "commercial", "price", "cost", "quality", "الفني", "المالي", "فني", "مالي", "الفنية",
        "المالية")

    private mutating func add(_ text: String, _ points: Double) {
        if points != 0 { reasons.append(Reason(text: text, points: points)) }
    }
}
