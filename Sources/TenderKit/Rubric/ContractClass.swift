/// The kind of contract that an RFP is for. It decides what a rubric stresses.
public enum ContractClass: String, Sendable, CaseIterable {
    /// A main or design-and-build contract for works.
    case construction
    /// A trade package under a main contractor.
    case subcontract
    /// Studies, design, supervision, operation: work that people do.
    case service
    /// Software and other digital systems.
    case technology
    /// Goods, with their installation and support.
    case supply

    var label: String {
        switch self {
        case .construction: "prime construction"
        case .subcontract: "subcontract package"
        case .service: "consultant or service"
        case .technology: "software and information technology"
        case .supply: "supply of goods"
        }
    }

    /// Criteria that a rubric of this class has even where the RFP is silent, the most important first.
    var backbone: [String] {
        switch self {
        case .construction: ["method", "team", "experience", "schedule", "quality"]
        case .subcontract: ["compliance", "schedule", "experience", "team", "quality"]
        case .service: ["approach", "team", "experience", "schedule", "quality"]
        case .technology: ["approach", "functions", "team", "experience", "schedule"]
        case .supply: ["compliance", "logistics", "experience", "quality", "support"]
        }
    }
}

/// Finds the class from cues, each in the title, in headings and in the text.
struct ContractClassVote {
    /// How much a cue counts by where it stands; in the text at most `textLimit` times.
    enum Place: Int, CaseIterable {
        case title, heading, text

        var factor: Double {
            switch self {
            case .title: 6
            case .heading: 2
            case .text: 1
            }
        }

        var limit: Int {
            switch self {
            case .title: 1
            case .heading: 3
            case .text: 6
            }
        }
    }

    private struct Count {
        var places = Array(repeating: 0, count: Place.allCases.count)
    }

    private var counts: [Count]

    init() {
        counts = Array(repeating: Count(), count: ContractCues.all.count)
    }

    /// - Parameter cue: the position in ``ContractCues/all``.
    mutating func add(cue: Int, in place: Place) {
        counts[cue].places[place.rawValue] += 1
    }

    struct Result {
        var contractClass: ContractClass
        /// For the log: points for each class with the cues that gave most.
        var reasons: [String]
    }

    func result() -> Result {
        let tallies = ContractClass.allCases.map { contractClass in (contractClass, tally(contractClass)) }
        // Of equals the first stays; without any cue it is work that people do.
        var best = (ContractClass.service, tallies.first { $0.0 == .service }?.1.points ?? 0)
        for (contractClass, tally) in tallies where tally.points > best.1 { best = (contractClass, tally.points) }
        let reasons = tallies.map { contractClass, tally in
            let cues = tally.cues.prefix(4).map { "\"\($0.phrase)\" \(PlainNumber.short($0.points))" }
            return "\(contractClass.label): \(PlainNumber.short(tally.points)) points"
                + (cues.isEmpty ? "" : " (\(cues.joined(separator: ", ")))")
        }
        return Result(contractClass: best.0, reasons: reasons)
    }

    private func tally(_ contractClass: ContractClass) -> (points: Double, cues: [(phrase: String, points: Double)]) {
        var cues: [(phrase: String, points: Double)] = []
        for (index, cue) in ContractCues.all.enumerated() where cue.contractClass == contractClass {
            var points = 0.0
            for place in Place.allCases {
                points += Double(min(counts[index].places[place.rawValue], place.limit)) * place.factor
            }
            if points > 0 { cues.append((cue.phrase, points * cue.weight)) }
        }
        let points = cues.reduce(0) { $0 + $1.points }
        // The order of the table decides between equals: `sorted` does not promise to keep it.
        let order = cues.indices.sorted { (cues[$0].points, $1) > (cues[$1].points, $0) }
        return (points, order.map { cues[$0] })
    }
}
