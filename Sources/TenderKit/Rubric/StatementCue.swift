/// What a phrase in a statement or heading speaks for.
enum StatementCue: Equatable, Sendable {
    /// A topic or a stated criterion, by its position.
    case subject(Int)
    /// By its position in ``ContractCues/all``.
    case contract(Int)
    case obligation, emphasis, standard, commercial, procedure
}

/// The cues of statements, and those that tell headings apart.
struct StatementCues: Sendable {
    private(set) var text = CueIndex<StatementCue>()
    private(set) var heading = CueIndex<Heading>()
    private let general: Set<String>

    enum Heading: Equatable, Sendable { case foreign, requirement, background }

    /// - Parameter subjects: strong and weak phrases of each.
    init(subjects: [(strong: [String], weak: [String])]) {
        for (index, subject) in subjects.enumerated() {
            text.add(subject.strong, tag: .subject(index), weight: RubricTopic.strongWeight)
            text.add(subject.weak, tag: .subject(index), weight: RubricTopic.weakWeight)
        }
        for (index, cue) in ContractCues.all.enumerated() {
            text.add(cue.phrase, tag: .contract(index), weight: cue.weight)
        }
        text.add(RubricVocabulary.obligation, tag: .obligation, weight: 1)
        text.add(RubricVocabulary.emphasis, tag: .emphasis, weight: 1)
        text.add(RubricVocabulary.standards, tag: .standard, weight: 1)
        text.add(RubricVocabulary.commercial, tag: .commercial, weight: 1)
        text.add(RubricVocabulary.procedure, tag: .procedure, weight: 1)
        heading.add(RubricVocabulary.foreignHeading, tag: .foreign, weight: 1)
        heading.add(RubricVocabulary.requirementHeading, tag: .requirement, weight: 1)
        heading.add(RubricVocabulary.backgroundHeading, tag: .background, weight: 1)
        general = Set((RubricVocabulary.generalHeading + RubricVocabulary.generalWords).flatMap(RubricWords.words))
    }

    /// Whether a heading, without its numbering, says nothing about a subject.
    func isGeneral(_ heading: [String]) -> Bool { heading.allSatisfy { general.contains($0) || $0.count == 1 } }

    /// Money or contract terms.
    func isCommercial(_ sentence: String) -> Bool {
        sentence.contains { "$€£﷼¥".contains($0) }
            || text.matches(in: RubricWords.words(sentence)).contains { $0.tag == .commercial }
    }
}
