/// Chooses the criteria of a rubric and weighs them.
struct RubricDraft {
    let request: RequestStatements
    let stated: StatedCriteria
    let mainFile: String
    let contractClass: ContractClass
    let language: RubricLanguage
    private let classReasons: [String]

    static let criteriaLimit = 14
    static let fewestCriteria = 6

    init(request: RequestStatements, stated: StatedCriteria, mainFile: String) {
        self.request = request
        self.stated = stated
        self.mainFile = mainFile
        let vote = request.vote.result()
        contractClass = vote.contractClass
        classReasons = vote.reasons
        language = request.language.language
    }

    /// A subject with the statements about it.
    struct Entry {
        var subject: RubricSubject
        var candidate: SubjectAssignment.Candidate
        var hits: [(index: Int, points: Double)] = []
        var mass = 0.0
        var quotable = 0
        var strongest = 0.0
    }

    func rubric() -> Rubric {
        var entries = assign(candidates())
        entries = assign(select(from: entries))
        let total = entries.reduce(0) { $0 + $1.mass }
        let weights = HalfSteps.hundred(entries.map { weight($0, total: total) })
        // By scope, the heaviest first, of equals in the order of the catalogue.
        let order = entries.indices.sorted {
            (entries[$0].subject.scope.rawValue, weights[$1], $0) < (
                entries[$1].subject.scope.rawValue, weights[$0], $1
            )
        }
        var reasons = ["contract class: \(contractClass.label)"] + classReasons + stated.notes
        reasons += order.map { index in
            let share = total > 0 ? Int((entries[index].mass / total * 100).rounded()) : 0
            return "\(entries[index].subject.name): weight \(PlainNumber.short(weights[index])), "
                + "\(entries[index].hits.count) statements, \(share) % of what the RFP asks for"
        }
        return Rubric(
            contractClass: contractClass, criteria: order.map { criterion(entries[$0], weight: weights[$0]) },
            reasons: reasons, warnings: warnings())
    }

    private func warnings() -> [String] {
        var warnings: [String] = []
        if request.statements.isEmpty {
            warnings.append(
                "The RFP's documents state no technical requirement that could be found: the criteria are those that every "
                    + "contract of this class has. Check whether the scope of work is among the files.")
        }
        if request.dropped > 0 {
            warnings.append(
                "The RFP has more than \(RequestStatements.limit) statements: \(request.dropped) were not weighed.")
        }
        return warnings
    }

    // MARK: Statements

    private func assign(_ entries: [Entry]) -> [Entry] {
        var entries = entries.map { Entry(subject: $0.subject, candidate: $0.candidate) }
        let candidates = entries.map(\.candidate)
        for (index, statement) in request.statements.enumerated() {
            let section = request.sections[statement.section]
            guard let hit = SubjectAssignment.hit(statement, in: section, candidates: candidates) else { continue }
            entries[hit.subject].hits.append((index, hit.points))
            entries[hit.subject].mass += statement.strength * min(hit.points, 4) / 2
            entries[hit.subject].quotable += statement.isQuotable ? 1 : 0
            entries[hit.subject].strongest = max(entries[hit.subject].strongest, hit.own)
        }
        return entries
    }

    // MARK: Wording

    /// The statements to quote. What is said about the place stands often within other demands: where nothing is about the place
    /// alone, those are quoted.
    private func hits(for entry: Entry) -> [(index: Int, points: Double)] {
        guard entry.subject.isLocalContext, entry.quotable == 0,
            let topic = RubricTopic.index(of: RubricTopic.localContext)
        else { return entry.hits }
        return request.statements.indices.compactMap { index in
            let points = SubjectAssignment.points(of: topic, in: request.statements[index].scores)
            return points >= RubricTopic.strongWeight ? (index, points) : nil
        }
    }

    private func criterion(_ entry: Entry, weight: Double) -> Criterion {
        let groups = RubricQuotes.groups(hits(for: entry), in: request, language: language)
        var statedPart: (text: String?, place: String)?
        var source = entry.hits.first.map { request.statements[$0.index] }.map {
            SourcePlace(file: $0.file, page: $0.page)
        }
        if let first = entry.subject.stated.first {
            let item = stated.items[first]
            statedPart = (item.description, RubricQuotes.place(item.source, language))
            source = item.source
        }
        let text = RubricDescription.text(
            aim: entry.subject.aim, stated: statedPart, groups: groups, language: language)
        return Criterion(
            scope: entry.subject.scope.name(language), name: entry.subject.name, weight: weight, description: text,
            source: source ?? SourcePlace(file: mainFile))
    }
}
