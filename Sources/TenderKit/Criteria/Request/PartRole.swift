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
        } else if Vocabulary.evaluation.occur(in: folded) {
            self = .evaluation
        } else if !WeightMention.find(in: heading).isEmpty {
            // `Contract Cost (40%)` is a criterion, whatever its words.
            self = Vocabulary.evaluationWeak.occur(in: folded) ? .evaluationWeak : .neutral
        } else if Vocabulary.foreign.occur(in: folded) {
            self = .foreign
        } else if Vocabulary.evaluationWeak.occur(in: folded) {
            self = .evaluationWeak
        } else {
            self = .neutral
        }
    }

    var evidence: Double {
        switch self {
        case .evaluation: 3
        case .evaluationWeak: 1.5
        default: 0
        }
    }
}
