/// Gathers every set of criteria that a document may state without weights: announced lists, named factors, headings of
/// the evaluation part, tables of criteria, enumerations in a sentence.
struct UnweightedSearch {
    private let document: Document
    private let outline: Outline
    private(set) var candidates: [Candidate] = []
    private(set) var warnings: [String] = []

    init(_ document: Document, outline: Outline, isSheet: Bool) throws {
        self.document = document
        self.outline = outline
        searchTables(isSheet: isSheet)
        let regions = Set(outline.contexts.compactMap(\.region)).sorted()
        for region in regions {
            try Task.checkCancellation()
            let passages = outline.passages.filter { passage in
                let context = passage.context
                return context.region == region && !context.isContents && !context.isExample && !context.isForeign
            }
            searchLists(passages)
            searchFactors(passages, region: region)
            searchHeadings(passages, region: region)
            searchParagraphs(passages)
            searchSentences(passages)
            searchTitledParagraphs(passages, region: region)
        }
    }

    // MARK: Tables

    /// Tables whose header names criteria but no weight.
    private mutating func searchTables(isSheet: Bool) {
        for table in CriteriaTable.tables(of: document) {
            let context = outline.contexts[table.firstBlock]
            guard isSheet || context.region != nil, let columns = NameColumns.find(in: table) else { continue }
            var evidence = context.candidate
            evidence.header = 3
            evidence.isSheet = isSheet
            guard let lead = outline.passages.last(where: { $0.block < table.firstBlock }) ?? outline.passages.first
            else {
                propose(columns.leaves(table), evidence, origin: "table")
                continue
            }
            propose(columns.leaves(table), evidence, at: lead)
        }
    }

    // MARK: Announced lists

    private mutating func searchLists(_ passages: [Passage]) {
        for list in CriteriaList.lists(in: passages) where list.leadEvidence > 0 {
            guard let lead = list.lead else { continue }
            var evidence = lead.context.candidate
            evidence.leadIn = list.leadEvidence
            guard evidence.strength >= 2 else { continue }
            let labelled = list.items.count { $0.passage.marker?.label != nil }
            propose(list.items.flatMap { leaves($0) }, evidence, bonus: labelled > 1 ? 1.5 : 0, at: lead)
        }
    }

    /// An item is the criterion and what stands under it explains it, unless that is named as factors.
    private func leaves(_ item: CriteriaList.Item) -> [Resolution.Leaf] {
        let factors = item.children.filter { $0.marker?.label != nil }
        if factors.count >= 2 {
            let scope = name(item.passage).name
            return factors.map { leaf($0, scope: scope) }
        }
        var own = leaf(item.passage, scope: phase(item.passage))
        if own.detail == nil, !item.children.isEmpty { own.detail = joined(item.children) }
        return [own]
    }

    // MARK: Named factors

    /// `Factor 1: …`, `Criterion A – …`, as headings, paragraphs or items.
    private mutating func searchFactors(_ passages: [Passage], region: Int) {
        var factors: [Passage] = []
        var seen: Set<String> = []
        for passage in passages {
            guard let marker = passage.marker, let label = marker.label, passage.block != region else { continue }
            let name = name(passage).name
            guard (1...12).contains(name.wordCount), name.first?.isLowercase != true else { continue }
            let key = FoldedText.fold(label + " " + marker.text)
            if seen.insert(key).inserted { factors.append(passage) }
        }
        guard factors.count >= 2, let first = factors.first else { return }
        let evidence = passages.map(\.context.candidate).max { $0.strength < $1.strength } ?? .init()
        if factors.count >= 3 {
            propose(grouped(factors), evidence, bonus: 2, at: first)
        } else {
            propose(expanded(factors, passages: passages), evidence, bonus: 2, at: first)
        }
    }

    /// `Phase 1` above `Factor 1…3`, `Factor 1` above `Subfactor 1a`: what has parts of its own is their group.
    private func grouped(_ factors: [Passage]) -> [Resolution.Leaf] {
        var leaves: [Resolution.Leaf] = []
        for (index, factor) in factors.enumerated() {
            let next = factors.indices.contains(index + 1) ? factors[index + 1] : nil
            if let next, rank(next) > rank(factor) { continue }
            let group = factors[..<index].last { rank($0) < rank(factor) }
            leaves.append(leaf(factor, scope: group.map { name($0).name } ?? phase(factor)))
        }
        return leaves
    }

    private func rank(_ passage: Passage) -> Int {
        guard let marker = passage.marker, case .label(let label) = marker.style else { return 1 }
        if !phase(passage).isEmpty { return 0 }
        return label.hasPrefix("sub") ? 2 : 1
    }

    /// Two factors say little: a factor's own list is taken instead, the longest of lists that repeat one another.
    private mutating func expanded(_ factors: [Passage], passages: [Passage]) -> [Resolution.Leaf] {
        var leaves: [Resolution.Leaf] = []
        for (index, factor) in factors.enumerated() {
            let end = factors.indices.contains(index + 1) ? factors[index + 1].block : Int.max
            let name = name(factor).name
            let own = passages.filter { $0.block > factor.block && $0.block < end }
            let lists =
                Self.money.occur(in: FoldedText.fold(name))
                ? [] : CriteriaList.lists(in: own).filter { $0.items.count >= 3 && asksForEvidence($0) }
            var chosen: [CriteriaList] = []
            for list in lists.sorted(by: { $0.items.count > $1.items.count }) {
                if chosen.contains(where: { $0.repeats(list) }) {
                    warnings.append(
                        "\(document.file): \"\(name)\" has several lists that largely repeat one another; "
                            + "the longest is taken.")
                } else {
                    chosen.append(list)
                }
            }
            if chosen.isEmpty {
                leaves.append(leaf(factor, scope: ""))
            } else {
                let items = chosen.flatMap(\.items).sorted { $0.passage.block < $1.passage.block }
                leaves += items.map { leaf($0.passage, scope: name) }
            }
        }
        return leaves
    }

    private func asksForEvidence(_ list: CriteriaList) -> Bool {
        guard let lead = list.lead else { return false }
        let folded = FoldedText.fold(lead.text)
        return Self.asks.occur(in: folded) && !Self.forms.occur(in: folded)
    }

    // MARK: Headings

    /// The headings directly under an evaluation heading, when they name what tenders are usually judged by.
    private mutating func searchHeadings(_ passages: [Passage], region: Int) {
        guard let top = passages.first(where: { $0.block == region }), top.context.evidence >= 3 else { return }
        let below = passages.filter { $0.kind == .heading && $0.block != region }
        guard let level = below.map(\.level).min() else { return }
        let headings = below.filter { $0.level == level }
        let usual = headings.count { Vocabulary.usual.occur(in: FoldedText.fold($0.text)) }
        let steps = headings.count { Self.procedure.occur(in: FoldedText.fold($0.text)) }
        guard headings.count >= 3, usual * 10 >= headings.count * 7, steps == 0 else { return }
        propose(headings.map { leaf($0, scope: "") }, top.context.candidate, at: top)
    }

    // MARK: Paragraphs

    /// `Relevant experience. We look for evaluators who …`: paragraphs in a row under an evaluation heading, each of which
    /// begins with its title.
    private mutating func searchParagraphs(_ passages: [Passage]) {
        var run: [(passage: Passage, title: String, detail: String)] = []
        for passage in passages + [nil] as [Passage?] {
            if let passage, passage.kind == .paragraph, passage.context.evidence >= 3,
                let (title, detail) = Self.titled(passage.text),
                run.last.map({ $0.passage.block == passage.block - 1 }) ?? true
            {
                run.append((passage, title, detail))
                continue
            }
            if run.count >= 3, let first = run.first?.passage {
                let leaves = run.map { one in
                    Resolution.Leaf(
                        scope: "", name: one.title, weight: nil, detail: one.detail, place: place(one.passage),
                        form: .line,
                        block: one.passage.block)
                }
                propose(leaves, first.context.candidate, at: first)
            }
            run = []
        }
    }

    /// A first sentence that is a title, and what follows it.
    private static func titled(_ text: String) -> (title: String, detail: String)? {
        guard let first = Sentences.split(text).first, first.endIndex < text.endIndex else { return nil }
        let title = CriterionName.trimmed(String(first))
        guard (1...8).contains(title.wordCount), title.first?.isLowercase != true, !title.contains(","),
            !WeightedLine.isSentence(title)
        else { return nil }
        return (title, text[first.endIndex...].trimmingWhitespace())
    }

    // MARK: Sentences

    /// `… will be evaluated on the following criteria: price, quality and delivery time.`
    private mutating func searchSentences(_ passages: [Passage]) {
        for passage in passages
        where passage.kind == .paragraph && Self.enumerates.occur(in: FoldedText.fold(passage.text)) {
            for sentence in Sentences.split(passage.text) {
                let names = Enumeration.names(in: String(sentence))
                let usual = names.count { Vocabulary.usual.occur(in: FoldedText.fold($0)) }
                guard names.count >= 2, usual * 10 >= names.count * 7 else { continue }
                let leaves = names.map {
                    Resolution.Leaf(
                        scope: "", name: $0, weight: nil, detail: nil, place: place(passage), form: .prose,
                        block: passage.block)
                }
                var evidence = passage.context.candidate
                evidence.leadIn = 2
                propose(leaves, evidence, bonus: -0.5, at: passage)
            }
        }
    }

    // MARK: Titled paragraphs

    /// `Relevant experience. We look for …`: right under a heading that speaks of criteria, each paragraph begins with a name.
    private mutating func searchTitledParagraphs(_ passages: [Passage], region: Int) {
        let own = passages.filter { $0.headingBlock == region && $0.kind == .paragraph && $0.context.evidence >= 3 }
        let titled = own.filter { passage in
            guard passage.marker == nil else { return false }
            let (name, detail) = CriterionName.split(passage.text)
            return (1...6).contains(name.wordCount) && detail?.wordCount ?? 0 >= 3 && !WeightedLine.isSentence(name)
        }
        guard titled.count >= 3, titled.count * 10 >= own.count * 7, let first = titled.first else { return }
        propose(titled.map { leaf($0, scope: "") }, first.context.candidate, bonus: 1, at: first)
    }

    // MARK: Leaves

    private mutating func propose(
        _ leaves: [Resolution.Leaf], _ evidence: Candidate.Evidence, bonus: Double = 0, at passage: Passage
    ) {
        let origin = "list from " + (passage.page.map { "page \($0)" } ?? "block \(passage.block)")
        propose(leaves, evidence, bonus: bonus, origin: origin)
    }

    private mutating func propose(
        _ leaves: [Resolution.Leaf], _ evidence: Candidate.Evidence, bonus: Double = 0, origin: String
    ) {
        if let candidate = Candidate(unweighted: leaves, evidence: evidence, bonus: bonus, origin: origin) {
            candidates.append(candidate)
        }
    }

    private func leaf(_ passage: Passage, scope: String) -> Resolution.Leaf {
        let (name, detail) = name(passage)
        return Resolution.Leaf(
            scope: scope, name: name, weight: nil, detail: detail, place: place(passage),
            form: passage.kind == .heading ? .heading : .line, block: passage.block)
    }

    /// A factor's name ends where its sentence begins: `Factor 2 – Price is less important …`.
    private func name(_ passage: Passage) -> (name: String, detail: String?) {
        let (name, detail) = CriterionName.split(passage.text)
        guard passage.marker?.label != nil, WeightedLine.isSentence(name) else { return (name, detail) }
        let words = name.split(separator: " ")
        let verb = words.firstIndex { WeightedLine.isSentence(String($0)) } ?? words.endIndex
        guard verb > 0 else { return (name, detail) }
        return (CriterionName.trimmed(words[..<verb].joined(separator: " ")), passage.text)
    }

    private func phase(_ passage: Passage) -> String {
        guard let marker = passage.marker, case .label(let label) = marker.style else { return "" }
        return ["phase", "stage", "مرحله", "المرحله"].contains(label) ? marker.text : ""
    }

    private func joined(_ passages: [Passage]) -> String { passages.map(\.text).joined(separator: "; ") }

    private func place(_ passage: Passage) -> SourcePlace { SourcePlace(file: document.file, page: passage.page) }

    private static let money = Phrases("price", "cost", "fee", "financial", "commercial", "السعر", "المالي", "التكلفة")
    private static let asks = Phrases(
        "demonstrate", "criterion", "criteria", "consider", "evaluate", "evaluated", "assess", "evidence", "score",
        "reference to",
        "following", "extent", "معايير", "تقييم", "التالية")
    private static let forms = Phrases(
        "completed as", "column", "fill", "form", "submit", "schedule of", "documents", "يجب تقديم", "المستندات")
    private static let procedure = Phrases(
        "opening", "clarification", "correction", "rejection", "negotiation", "notification", "protest", "confidential",
        "confidentiality", "examination", "committee", "process", "procedure", "responsiveness", "award of", "notice",
        "debrief",
        "arithmetic", "currency", "signing", "discussion", "step", "فتح", "لجنة", "إجراءات", "استبعاد", "توقيع")
    private static let enumerates = Phrases(
        "criterion", "criteria", "factor", "evaluated on", "evaluated based", "based on", "judged on", "assessed on",
        "معايير",
        "المعايير", "العناصر")
}
