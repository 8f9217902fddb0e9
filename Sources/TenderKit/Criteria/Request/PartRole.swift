/// What a heading says about the part of the document under it.
enum PartRole: Equatable {
    /// How offers are judged.
    case evaluation
    /// Perhaps how offers are judged.
    case evaluationWeak
    case example
    /// Money, time, penalties.
    case foreign
    /// Evaluation of something else than offers: who may bid, how the contractor performs.
    case otherEvaluation
    case contents
    case neutral

    init(heading: String) {
        let folded = FoldedText.fold(heading)
        if Vocabulary.contents.equal(folded) {
            self = .contents
        } else if Vocabulary.example.occur(in: folded) {
            self = .example
        } else if Vocabulary.evaluationOfOther.occur(in: folded) {
            self = .otherEvaluation
        } else if Vocabulary.evaluation.occur(in: folded) || Self.saysHow(folded) {
            self = .evaluation
        } else if !WeightMention.find(in: heading).isEmpty {
            // `Contract Cost (40%)` is a criterion, whatever its words.
            self = Vocabulary.evaluationWeak.occur(in: folded) ? .evaluationWeak : .neutral
        } else if Vocabulary.foreign.occur(in: folded) {
            self = .foreign
        } else if Self.decides(folded) {
            self = .evaluationWeak
        } else if Vocabulary.evaluationWeak.occur(in: folded) {
            self = Self.judgesSomethingElse(folded) ? .neutral : .evaluationWeak
        } else {
            self = .neutral
        }
    }

    /// `Evaluation of the seed programme`, `Midterm evaluation`: what is bought is an evaluation.
    private static func judgesSomethingElse(_ folded: String) -> Bool {
        let words = folded.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(where: judging.contains) else { return false }
        let after = words[(at + 1)...]
        if after.first == "of" { return !after.dropFirst().contains(where: judged.contains) }
        return at > 0 && studies.contains(words[at - 1])
    }

    /// `How we will choose`, `How offers will be judged`, `What we score`
    private static func saysHow(_ folded: String) -> Bool {
        let words = folded.split(separator: " ").map(String.init)
        if words.first == "كيف", words.count <= 8, words.contains(where: choosing.contains) { return true }
        guard let how = words.firstIndex(where: { $0 == "how" || $0 == "what" }), words.count <= how + 12 else {
            return false
        }
        let rest = words[how...]
        return rest.contains(where: choosing.contains) && !rest.contains(where: performed.contains)
    }

    private static let choosing: Set<String> = [
        "choose", "chosen", "judge", "judged", "select", "selected", "decide", "decided", "evaluate", "evaluated",
        "assess", "assessed", "score", "scored", "mark", "marked", "compare", "compared", "rank", "ranked", "award",
        "awarded", "weigh", "rate", "rated", "نختار", "سنختار", "يختار", "سيختار", "نقيم", "سنقيم", "تقيم", "يقيم",
    ]
    private static let performed: Set<String> = [
        "performance", "service", "work", "deliverable", "delivery", "progress", "payment", "damage", "impact",
        "result",
    ]

    /// `Choosing the agency`, `Basis for our choice`, `Assessment of technical submissions`, `Bid comparison`
    private static func decides(_ folded: String) -> Bool {
        let words = folded.split(separator: " ").map(String.init)
        guard words.count <= 11 else { return false }
        if words.prefix(2).contains("choosing") || words.suffix(2).contains("choice") { return true }
        guard let at = words.firstIndex(where: deciding.contains) else { return false }
        return words[(at + 1)...].prefix(4).contains(where: judged.contains)
            || words[..<at].suffix(2).contains(where: judged.contains)
    }

    private static let deciding: Set<String> = [
        "assessment", "appraisal", "comparison", "ranking", "rating", "marking", "scoring", "adjudication", "judging",
        "choice",
    ]

    private static let judging: Set<String> = ["evaluation", "assessment", "selection"]
    private static let studies: Set<String> = [
        "term", "midterm", "impact", "programme", "program", "project", "external", "independent", "baseline",
        "endline", "thematic", "formative", "summative", "need", "policy",
    ]
    private static let judged: Set<String> = [
        "proposal", "tender", "bid", "offer", "quotation", "quote", "submission", "response", "bidder", "tenderer",
        "offeror", "respondent", "proponent", "proposer", "applicant", "application", "candidate", "consultant",
        "contractor", "supplier", "vendor", "firm", "provider", "winner", "criterion", "factor", "technical",
        "financial", "price", "commercial", "cost", "quality", "score", "envelope", "qualification", "evaluation",
        "award", "team", "experience", "participation", "statement", "successful", "merit", "agency", "partner",
    ]

    var evidence: Double {
        switch self {
        case .evaluation: 3
        case .evaluationWeak: 1.5
        default: 0
        }
    }
}
