extension RubricDraft {
    /// For a heading of the RFP's own.
    private static let headingBase = 6.0

    /// Everything that may become a criterion: what the RFP states first, then its own headings, then the topics.
    func candidates() -> [Entry] {
        statedEntries() + headingEntries() + topicEntries()
    }

    private func statedEntries() -> [Entry] {
        let weights = stated.items.compactMap(\.weight)
        let isWeighted = !weights.isEmpty
        let mean = isWeighted ? weights.reduce(0, +) / Double(weights.count) : 1
        let total = stated.items.reduce(0) { $0 + ($1.weight ?? mean) }
        var entries: [Entry] = []
        for (index, item) in stated.items.enumerated() where item.topic != Self.localTopic {
            let topic = item.topic.map { RubricTopic.all[$0] }
            let subject = RubricSubject(
                kind: .stated, scope: topic?.scope ?? .approach, name: item.name,
                aim: topic?.aim(language) ?? Self.aim(item.name, language),
                base: (item.weight ?? mean) / total * 100, stated: [index], isWeighted: isWeighted)
            var cues = [(subject: RubricTopic.all.count + index, factor: 1.0)]
            if let topic = item.topic { cues.append((topic, 1)) }
            entries.append(Entry(subject: subject, candidate: .init(cues: cues)))
        }
        return entries
    }

    private func headingEntries() -> [Entry] {
        OwnHeadings.find(in: request).map { heading in
            let name = Self.sentenceCase(request.headings[heading].name)
            let subject = RubricSubject(
                kind: .heading, scope: .approach, name: name, aim: Self.headingAim(name, language),
                base: Self.headingBase)
            return Entry(subject: subject, candidate: .init(cues: [], heading: heading))
        }
    }

    private func topicEntries() -> [Entry] {
        let covered = stated.items.compactMap(\.topic)
        return RubricTopic.all.enumerated().compactMap { position, topic in
            if topic.id == RubricTopic.localContext { return localEntry(topic, at: position) }
            if covered.contains(position) { return nil }
            let base = topic.base[contractClass]
            guard base != nil || topic.isOpen else { return nil }
            let subject = RubricSubject(
                kind: .topic(id: topic.id, isOpen: base == nil), scope: topic.scope,
                name: topic.name(for: contractClass)(language), aim: topic.aim(language),
                base: base ?? RubricTopic.optionalBase)
            return Entry(
                subject: subject, candidate: .init(cues: [(position, 1)], demand: base == nil ? .strong : .any))
        }
    }

    /// The one criterion on the place. What the RFP states about it goes there, with its weight.
    private func localEntry(_ topic: RubricTopic, at position: Int) -> Entry {
        let items = stated.items.indices.filter { stated.items[$0].topic == position }
        let weights = stated.items.compactMap(\.weight)
        var subject = RubricSubject(
            kind: .topic(id: topic.id, isOpen: false), scope: topic.scope, name: topic.name(language),
            aim: topic.aim(language), base: topic.base[contractClass] ?? RubricTopic.optionalBase, stated: items)
        if !items.isEmpty {
            let mean = weights.isEmpty ? 1 : weights.reduce(0, +) / Double(weights.count)
            let total = stated.items.reduce(0) { $0 + ($1.weight ?? mean) }
            subject.base = items.reduce(0) { $0 + (stated.items[$1].weight ?? mean) } / total * 100
            subject.isWeighted = !weights.isEmpty
            let names = items.map { stated.items[$0].name }
            if names.count == 1 { subject.name += " (\(names[0]))" }
        }
        let cues = [(subject: position, factor: 1.0)] + items.map { (RubricTopic.all.count + $0, 1.0) }
        return Entry(subject: subject, candidate: .init(cues: cues, demand: .strongOrHeading))
    }

    private static let localTopic = RubricTopic.index(of: RubricTopic.localContext)

    private static func aim(_ name: String, _ language: RubricLanguage) -> String {
        language == .english
            ? "Assesses what the offer sets out on “\(name)”."
            : "يقيّم هذا المعيار ما يقدمه العرض بشأن «\(name)»."
    }

    private static func headingAim(_ name: String, _ language: RubricLanguage) -> String {
        language == .english
            ? "Assesses how the offer meets the requirements under “\(name)”."
            : "يقيّم هذا المعيار مدى وفاء العرض بالمتطلبات الواردة تحت «\(name)»."
    }

    /// `DATA MIGRATION` as "Data migration"; short words may be abbreviations and stay.
    static func sentenceCase(_ name: String) -> String {
        guard name.count > 5, !name.contains(where: \.isLowercase), name.contains(where: \.isUppercase) else {
            return name
        }
        return name.prefix(1) + name.dropFirst().lowercased()
    }
}
