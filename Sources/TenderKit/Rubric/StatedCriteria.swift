import ProcessorKit

/// The technical criteria that the RFP itself states, as far as they steer a rubric.
struct StatedCriteria {
    struct Item {
        /// As stated.
        var name: String
        /// As stated; nil where the RFP gives none.
        var weight: Double?
        var description: String?
        var source: SourcePlace
        /// The topic that the name belongs to, by its position in ``RubricTopic/all``.
        var topic: Int?
        /// Words of the name that tell it from others.
        var words: [String]
    }

    /// Those that become criteria by themselves.
    private(set) var items: [Item] = []
    /// More than a rubric holds, or too long for names: they count as statements instead.
    private(set) var statements: [(text: String, source: SourcePlace)] = []
    /// For the log.
    private(set) var notes: [String] = []

    private static let itemLimit = 10
    private static let nameLimit = 70
    /// Words that many criteria share.
    private static let common = Set(
        RubricWords.words(
            """
            approach project proposed proposal technical plan method methodology experience team quality management
            requirements understanding and the for with from that this its their customer practices including work
            works المشروع العرض خطة منهجية الفنية المقترحة فريق خبرة الجودة إدارة الأعمال
            """))

    /// - Throws: `CancellationError` when the task is cancelled.
    init(_ documents: [Document]) throws {
        let found: ExtractedCriteria
        do {
            found = try CriteriaExtractor().criteria(fromRequest: documents)
        } catch is ProcessorError {
            // An RFP that states none is the usual case here, not a fault.
            return
        }
        var index = CueIndex<StatementCue>()
        for (position, topic) in RubricTopic.all.enumerated() {
            index.add(topic.strong, tag: .subject(position), weight: RubricTopic.strongWeight)
            index.add(topic.weak, tag: .subject(position), weight: RubricTopic.weakWeight)
        }
        let filter = StatementCues(subjects: [])
        var other = CueIndex<Bool>()
        other.add(RubricVocabulary.notJudgedByDocuments, tag: true, weight: 1)
        let technical = found.criteria.filter { criterion in
            criterion.name.hasLetter && !filter.isCommercial(criterion.name)
                && other.matches(in: RubricWords.words(criterion.name)).isEmpty
        }
        notes.append("\(found.file) states \(found.criteria.count) criteria")
        for criterion in found.criteria where !technical.contains(criterion) {
            notes.append("left out, as it is not technical or not answered by documents: \(criterion.name)")
        }
        guard technical.count <= Self.itemLimit, technical.allSatisfy({ $0.name.count <= Self.nameLimit }) else {
            statements = technical.map { criterion in
                let text = [criterion.name, criterion.description ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
                return (text, criterion.source)
            }
            return
        }
        items = technical.map { criterion in
            // What stands in brackets is an aside: "Project approach (including support)".
            let words = RubricWords.words(String(criterion.name.prefix { $0 != "(" }))
            let scores = SubjectScore.collect(index.matches(in: words))
            let description = (criterion.description ?? Self.besides(criterion, in: documents)).map { text in
                Sentences.split(text).filter { !filter.isCommercial(String($0)) }.joined().trimmingWhitespace()
            }
            return Item(
                name: criterion.name, weight: criterion.weight.flatMap { $0 > 0 ? $0 : nil },
                description: description.flatMap { $0.isEmpty ? nil : $0 }, source: criterion.source,
                topic: Self.best(scores), words: words.filter { $0.count > 3 && !Self.common.contains($0) })
        }
    }

    private static let approach = RubricTopic.index(of: "approach")

    /// The longest text beside the name in its row, where the criteria stand in a table.
    private static func besides(_ criterion: Criterion, in documents: [Document]) -> String? {
        for document in documents where document.file == criterion.source.file {
            for case let block in document.blocks {
                guard case .tableRow(let row) = block.kind, row.cells.contains(criterion.name) else { continue }
                let others = row.cells.filter { $0 != criterion.name && $0 != criterion.scope && $0.wordCount >= 3 }
                return others.max { $0.count < $1.count }
            }
        }
        return nil
    }

    /// Of equals the first topic of the catalogue.
    private static func best(_ scores: [SubjectScore]) -> Int? {
        var best: SubjectScore?
        for score in scores.sorted(by: { $0.subject < $1.subject }) where score.points > best?.points ?? 0 {
            best = score
        }
        // "Staffing approach" is about staff.
        let other = scores.filter { $0.subject != approach && $0.points >= RubricTopic.strongWeight }
        if best?.subject == approach, let other = other.first { best = other }
        return best.flatMap { $0.points >= 1 ? $0.subject : nil }
    }
}
