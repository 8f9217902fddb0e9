/// Gathers every set of weighted criteria that a document may mean.
struct WeightedSearch {
    private let document: Document
    private let outline: Outline
    private let isSheet: Bool
    private(set) var candidates: [Candidate] = []

    init(_ document: Document, outline: Outline, tables: [TablePart], isSheet: Bool) throws {
        self.document = document
        self.outline = outline
        self.isSheet = isSheet
        for table in tables {
            propose(table.entries, table.evidence, origin: "table on \(place(table.table))")
        }
        proposeTables(tables, origin: "tables of the file", together: isSheet)
        if !isSheet { proposeAnnexes(tables) }
        proposeCards()
        proposeCells()
        let regions = Set(outline.contexts.compactMap(\.region)).sorted()
        for region in regions { try search(region, tables: tables.filter { $0.region == region }) }
        try proposeScales()
        proposeCompleted()
        proposeShares(tables)
        demoteInner()
        candidates += DividedSets(candidates, of: document).sets
    }

    /// A set that stands between the criteria of a larger whole one divides one of them: the shares of each position.
    private mutating func demoteInner() {
        let wholes = candidates.filter(\.isWhole)
        for index in candidates.indices {
            let inner = candidates[index]
            let isInner = wholes.contains { outer in
                outer.leaves.count > inner.leaves.count && outer.blocks.lowerBound < inner.blocks.lowerBound
                    && inner.blocks.upperBound < outer.blocks.upperBound
                    && !outer.leaves.contains { inner.blocks.contains($0.block) }
            }
            if isInner { candidates[index].demote() }
        }
    }

    // MARK: Tables

    /// Several tables as one set, also without the one that only sums up the others.
    private mutating func proposeTables(_ tables: [TablePart], origin: String, together: Bool) {
        guard together, (2...12).contains(tables.count) else { return }
        propose(tables: tables, origin: origin)
        for index in tables.indices where tables.count > 2 {
            var others = tables
            others.remove(at: index)
            propose(tables: others, origin: origin)
        }
    }

    /// A small table for each question: its title, and below it `Weighting | 12%`, `Question | …`.
    private mutating func proposeCards() {
        var (entries, evidence): ([Entry], Candidate.Evidence) = ([], .init())
        for table in CriteriaTable.tables(of: document) where (2...12).contains(table.rows.count) {
            let context = outline.contexts[table.firstBlock]
            guard let title = table.rows.first?.cells.filter(\.hasLetter), title.count == 1 || Set(title).count == 1,
                let name = title.first, !context.isForeign, !context.isExample,
                let row = table.rows.dropFirst().first(where: {
                    $0.cells.count >= 2 && HeaderRole.named(by: $0.cells[0]) == .weight
                }),
                let weight = row.cells.dropFirst().lazy.compactMap({ StatedWeight(cell: $0) }).first
            else { continue }
            let texts = table.rows.dropFirst().flatMap { $0.cells.dropFirst() }.filter { $0.wordCount > 4 }
            entries.append(
                Entry(
                    name: CriterionName.clean(name), level: 0, weight: weight, detail: texts.first, form: .row,
                    role: .item, place: SourcePlace(file: table.file, page: table.page), block: table.firstBlock))
            if context.candidate.strength > evidence.strength { evidence = context.candidate }
        }
        guard entries.count >= 3 else { return }
        evidence.header = 3
        propose(entries, evidence, origin: "a table for each criterion")
    }

    /// More cells that list criteria are in no tender.
    private static let mostCells = 50

    /// `Weighted criteria | Price – 45% Experience – 15% …`: a cell of a data sheet that lists names with weights.
    private mutating func proposeCells() {
        let known = candidates.count
        for (index, block) in document.blocks.enumerated() where candidates.count < known + Self.mostCells {
            let context = outline.contexts[index]
            guard case .tableRow(let row) = block.kind, !context.isForeign, !context.isExample else { continue }
            let isNamed = row.cells.contains {
                $0.wordCount <= 8 && Vocabulary.criteriaWords.occur(in: FoldedText.fold($0))
            }
            for cell in row.cells {
                let mentions = Self.listed(in: cell)
                guard let first = mentions.first, (2...30).contains(mentions.count) else { continue }
                // `The following criteria shall be applied: …`
                let intro = cell[..<first.range.lowerBound].lastIndex(of: ":")
                guard isNamed || intro.map({ Self.announces(cell[..<$0]) }) == true else { continue }
                var start = intro.map(cell.index(after:)) ?? cell.startIndex
                let entries = mentions.compactMap { mention -> Entry? in
                    let name = WeightedLine.withoutConnectors(String(cell[start..<mention.range.lowerBound]))
                    start = mention.range.upperBound
                    guard (1...14).contains(name.wordCount), name.hasLetter, !WeightedLine.isSentence(name) else {
                        return nil
                    }
                    return Entry(
                        name: CriterionName.clean(name), level: 0, weight: mention.weight, detail: nil, form: .row,
                        place: SourcePlace(file: document.file, page: block.page), block: index)
                }
                guard entries.count == mentions.count else { continue }
                var evidence = context.candidate
                evidence.header = 3
                propose(entries, evidence, origin: "a cell of the table")
            }
        }
    }

    /// The weights of a cell up to where they come to the whole; behind them stands what must be reached.
    private static func listed(in cell: String) -> [WeightMention] {
        let mentions = WeightMention.find(in: cell)
        for count in stride(from: mentions.count, to: 1, by: -1)
        where WeightScale.isWhole(mentions.prefix(count).map(\.weight.value).reduce(0, +)) {
            return Array(mentions.prefix(count))
        }
        return []
    }

    private static func announces(_ text: Substring) -> Bool {
        let folded = FoldedText.fold(String(text.suffix(300)))
        return Vocabulary.offers.occur(in: folded)
            && (Vocabulary.criteriaWords.occur(in: folded) || Vocabulary.shares.occur(in: folded))
    }

    /// Technical criteria in one annex, the price in another: tables of parts about evaluation that only together come
    /// to the whole.
    private mutating func proposeAnnexes(_ tables: [TablePart]) {
        let annexes = tables.filter { part in
            let sum = part.entries.filter { $0.role == .item }.compactMap(\.weight?.value).reduce(0, +)
            return part.region != nil && part.evidence.heading >= 1.5 && part.evidence.header > 0
                && !part.evidence.isForeign && !part.evidence.isExample && sum > 0 && !WeightScale.isWhole(sum)
        }
        guard Set(annexes.compactMap(\.region)).count > 1 else { return }
        proposeTables(annexes, origin: "tables of several parts", together: true)
    }

    private mutating func propose(tables: [TablePart], origin: String) {
        var entries: [Entry] = []
        for table in tables {
            let names = table.entries.contains { $0.level == 0 && $0.role == .item }
            if !names, let title = title(above: table.table) {
                var entry = title
                entry.level = 0
                entries.append(entry)
            }
            entries += table.entries
        }
        propose(entries, Self.weakest(tables.map(\.evidence)), origin: origin)
    }

    /// The heading or caption above a table, as the group of its rows.
    private func title(above table: CriteriaTable) -> Entry? {
        guard let passage = outline.passages.last(where: { $0.block < table.firstBlock }) else { return nil }
        guard passage.kind == .heading || passage.text.wordCount <= 12 && passage.block == table.firstBlock - 1 else {
            return nil
        }
        let found = TextEntries([passage], file: document.file).entries.first
        return found
            ?? Entry(
                name: CriterionName.clean(passage.text), level: 0, weight: nil, detail: nil, form: .line,
                place: SourcePlace(file: document.file, page: passage.page), block: passage.block)
    }

    private static func weakest(_ evidence: [Candidate.Evidence]) -> Candidate.Evidence {
        var sum = Candidate.Evidence()
        let count = Double(max(evidence.count, 1))
        for one in evidence {
            sum.heading += one.heading / count
            sum.leadIn += one.leadIn / count
            sum.header += one.header / count
            sum.isExample = sum.isExample || one.isExample
            sum.isForeign = sum.isForeign || one.isForeign
            sum.judgesOther = sum.judgesOther || one.judgesOther
        }
        return sum
    }

    // MARK: Text, and text with tables

    private mutating func search(_ region: Int, tables: [TablePart]) throws {
        try Task.checkCancellation()
        let passages = outline.passages.filter { passage in
            let context = passage.context
            guard context.region == region, !context.isContents, !context.isForeign else { return false }
            return !context.isExample
        }
        proposeTables(tables, origin: "tables of one part", together: !isSheet)
        guard let first = passages.first else { return }
        var evidence =
            passages.map(\.context).max { $0.candidate.strength < $1.candidate.strength }?.candidate ?? .init()
        evidence.leadIn = passages.contains { $0.context.leadIn > 0 } ? 2 : 0
        let text = TextEntries(passages, file: document.file)
        let origin = "text from \(place(first))"
        proposeForms(text, rows: tables, region: region, evidence: evidence, origin: origin)
        // Each section of the part alone, so that one list is not mixed with another.
        let sections = Set(passages.compactMap(\.headingBlock)).sorted()
        guard sections.count > 1 else { return }
        for section in sections {
            try Task.checkCancellation()
            let own = passages.filter { $0.headingBlock == section }
            guard let first = own.first, own.count > 1 else { continue }
            proposeForms(
                TextEntries(own, file: document.file), rows: [], region: section, evidence: evidence,
                origin: "text from \(place(first))")
        }
    }

    private mutating func proposeForms(
        _ text: TextEntries, rows: [TablePart], region: Int, evidence: Candidate.Evidence, origin: String
    ) {
        let sets: [Set<Entry.Form>] = [
            [.heading], [.line], [.heading, .line], [.heading, .line, .prose], [.line, .prose], [.heading, .prose],
            [.prose], [.bare],
            [.heading, .bare], [.line, .bare], [.heading, .line, .bare],
        ]
        let entries = text.entries.filter { $0.weight != nil || $0.block != region }
        guard entries.count(where: { $0.weight != nil }) <= 300 else { return }
        for forms in sets {
            let chosen = entries.filter { $0.weight == nil || forms.contains($0.form) }
            guard Set(chosen.filter { $0.weight != nil }.map(\.form)) == forms else { continue }
            propose(chosen, evidence, statedTotal: text.statedTotal, origin: origin)
            // Points and percent side by side are often two things: criteria, and shares within each of them.
            let points = chosen.filter { $0.weight?.unit != .percent }
            guard points.count < chosen.count, points.contains(where: { $0.weight != nil }) else { continue }
            propose(points, evidence, statedTotal: text.statedTotal, origin: origin)
            propose(chosen.filter { $0.weight.map { $0.unit == .percent } ?? true }, evidence, origin: origin)
        }
        guard !rows.isEmpty else { return }
        let inset = rows.flatMap { part in
            part.entries.map { entry in
                var entry = entry
                entry.level += 40
                return entry
            }
        }
        for forms in [[.heading], [.heading, .line], [.line], []] as [Set<Entry.Form>] {
            let chosen = entries.filter { $0.weight == nil || forms.contains($0.form) }
            let mixed = (chosen + inset).sorted { $0.block < $1.block }
            var evidence = evidence
            evidence.header = rows.map(\.evidence.header).min() ?? 0
            evidence.isForeign = rows.contains(where: \.evidence.isForeign)
            evidence.judgesOther = rows.contains(where: \.evidence.judgesOther)
            propose(mixed, evidence, statedTotal: text.statedTotal, origin: origin)
        }
    }

    private mutating func propose(
        _ entries: [Entry], _ evidence: Candidate.Evidence, statedTotal: Double? = nil, origin: String
    ) {
        var evidence = evidence
        evidence.isSheet = isSheet
        guard evidence.strength >= 1.5 else { return }
        if let candidate = Candidate(entries: entries, evidence: evidence, statedTotal: statedTotal, origin: origin) {
            candidates.append(candidate)
        }
    }

    /// Points in the headings or lines of one section that come to the whole, where no heading speaks of evaluation: who gives
    /// points judges.
    private mutating func proposeScales() throws {
        let open = outline.passages.filter {
            $0.context.region == nil && !$0.context.isContents && !$0.context.isExample && !$0.context.isForeign
        }
        guard open.count(where: { Self.givesPoints($0.text) }) >= 3 else { return }
        for (index, top) in open.enumerated() where top.kind == .heading {
            try Task.checkCancellation()
            let section = open[(index + 1)...].prefix { $0.kind != .heading || $0.level > top.level }
            // The innermost section is enough.
            let given = section.filter { Self.givesPoints($0.text) }
            guard given.count >= 3, given.count <= 60 else { continue }
            // Beside headings, `There are 100 points.` only says what they come to.
            let areHeadings = given.count { $0.kind == .heading } >= 3
            let own = section.filter { !areHeadings || $0.kind == .heading || !Self.givesPoints($0.text) }
            let text = TextEntries([top] + own, file: document.file)
            let known = candidates.count
            proposeForms(
                text, rows: [], region: top.block, evidence: .init(heading: 1.5), origin: "points under \(place(top))")
            let found = candidates[known...].filter { candidate in
                candidate.isWhole && candidate.leaves.allSatisfy { $0.weight?.unit == .points }
            }
            candidates.removeSubrange(known...)
            candidates += found
        }
    }

    private static func givesPoints(_ text: String) -> Bool {
        WeightMention.find(in: text).contains { $0.weight.unit == .points }
    }

    // MARK: Completion

    /// Technical criteria that come to 70, and a price that another sentence gives the other 30.
    private mutating func proposeCompleted() {
        let passages = outline.passages.filter {
            !$0.context.isContents && !$0.context.isExample && !$0.context.isForeign
        }
        let prices = TextEntries(passages, file: document.file).entries.filter {
            $0.weight != nil && Self.money.occur(in: FoldedText.fold($0.name))
        }
        guard !prices.isEmpty else { return }
        for candidate in candidates where candidate.score >= 3 {
            // In a part about evaluation, or just above or below the others.
            let near = (candidate.blocks.lowerBound - 6)...(candidate.blocks.upperBound + 6)
            let own = prices.filter { outline.contexts[$0.block].region != nil || near.contains($0.block) }
            if let completed = candidate.completed(by: own) { candidates.append(completed) }
        }
    }

    /// `Quality 60 %, price 40 %`, and a table whose weights are called those *within quality*: shares of the 60.
    private mutating func proposeShares(_ tables: [TablePart]) {
        let passages = outline.passages.filter {
            $0.context.region != nil && !$0.context.isContents && !$0.context.isExample && !$0.context.isForeign
        }
        for table in tables where table.columns.firstRow > 0 {
            let header = FoldedText.words(table.table.cell(table.columns.firstRow - 1, table.columns.weight))
            guard let link = header.lastIndex(where: { $0 == "within" || $0 == "of" || $0 == "ضمن" }) else { continue }
            let whole = header[(link + 1)...].filter { $0 != "the" && $0 != "score" }
            for passage in passages where !whole.isEmpty {
                let parts = TextEntries([passage], file: document.file).entries.filter { $0.weight != nil }
                guard (2...5).contains(parts.count),
                    let own = parts.first(where: { FoldedText.words($0.name) == whole }),
                    WeightScale.isWhole(parts.compactMap(\.weight?.value).reduce(0, +))
                else { continue }
                let level = { (entry: Entry, level: Int) in
                    var entry = entry
                    entry.level = level
                    entry.form = .row
                    return entry
                }
                let stated = table.entries.filter { $0.role == .item && $0.weight != nil }
                let sum = stated.compactMap(\.weight?.value).reduce(0, +)
                guard WeightScale.isWhole(sum), let factor = own.weight.map({ $0.value / sum }) else { continue }
                // Shares of the whole before anything looks for groups among them.
                let rows = stated.map { entry in
                    var entry = level(entry, 1)
                    if let share = entry.weight {
                        entry.weight = StatedWeight(share.value * factor, own.weight?.unit ?? .none)
                    }
                    return entry
                }
                let others = parts.filter { $0.name != own.name }.map { level($0, 0) }
                propose([level(own, 0)] + rows + others, table.evidence, origin: "shares on \(place(table.table))")
            }
        }
    }

    private static let money = Phrases(
        "price", "pricing", "cost", "financial", "fee", "commercial", "السعر", "المالي", "التكلفة", "الماليه")

    private func place(_ table: CriteriaTable) -> String {
        table.page.map { "page \($0)" } ?? "block \(table.firstBlock)"
    }

    private func place(_ passage: Passage) -> String { passage.page.map { "page \($0)" } ?? "block \(passage.block)" }
}
