/// Turns the rows of a criteria table into entries.
struct TableEntries {
    private let table: CriteriaTable
    private let columns: TableColumns
    private let level: Int
    private(set) var entries: [Entry] = []
    /// Rows that name something but have no weight.
    private(set) var withoutWeight: [String] = []

    private var scope: String?
    /// Whether the last criterion may be continued by rows without a name.
    private var openCriterion: Int?
    /// Rows of text alone that explain the criterion above them.
    private var explanations: Set<Int> = []

    /// - Parameter level: the level of the outermost entry.
    init(_ table: CriteriaTable, columns: TableColumns, level: Int = 0) {
        self.table = table
        self.columns = columns
        self.level = level
        let header = columns.firstRow > 0 ? table.rows[columns.firstRow - 1].cells : nil
        explanations = explainingRows()
        for row in table.rows.indices.dropFirst(columns.firstRow) {
            let cells = table.rows[row].cells
            if cells.allSatisfy(\.isEmpty) || header.map({ Self.isSame($0, cells) }) ?? false { continue }
            add(row)
        }
        markUnnamedTotal()
        nestByNumbering()
        dropEmptyTitles()
        dropSummary()
    }

    /// Groups with their points and a total, and below them each group with its criteria: the first part says nothing more.
    private mutating func dropSummary() {
        guard let total = entries.firstIndex(where: { $0.role == .total && $0.weight != nil }),
            let whole = entries[total].weight?.value
        else { return }
        let summary = entries[..<total].filter { $0.role == .item && $0.weight != nil }
        let rest = Array(entries[(total + 1)...])
        let parts = EntryTree(rest.filter { $0.role == .item }).roots.compactMap(\.points).reduce(0, +)
        guard summary.count >= 2, rest.count > summary.count, WeightScale.near(parts, whole),
            WeightScale.near(summary.compactMap(\.weight?.value).reduce(0, +), whole)
        else { return }
        entries = rest
    }

    /// `Technical score | 100 %` below criteria that come to 100: whatever it is called, the last row sums them up.
    private mutating func markUnnamedTotal() {
        guard let last = entries.last, last.role == .item, let weight = last.weight?.value else { return }
        let above = entries.dropLast().filter { $0.role == .item && $0.level == last.level }
        let sum = above.compactMap(\.weight?.value).reduce(0, +)
        guard above.count >= 3, WeightScale.isWhole(sum), WeightScale.near(sum, weight) else { return }
        entries[entries.count - 1].role = .total
    }

    /// What a row holds, by column.
    private struct Parts {
        var scope: String
        var name: String
        var weightText: String
        var weight: StatedWeight?
        var scopeWeight: StatedWeight?
        var details: [String]
        var filled: Int
    }

    private func parts(_ row: Int) -> Parts {
        var name = table.cell(row, columns.criterion)
        let weightText = table.cell(row, columns.weight)
        var weight = StatedWeight(cell: weightText)
        if weight == nil, columns.descriptions.contains(columns.weight) { weight = Self.soleWeight(weightText) }
        if columns.weight == columns.criterion { (name, weight) = Self.withoutWeight(name) }
        let details = columns.descriptions.map { table.cell(row, $0) }.filter { !$0.isEmpty }
        return Parts(
            scope: columns.scope.map { table.cell(row, $0) } ?? "", name: name,
            weightText: weightText, weight: weight,
            scopeWeight: columns.scopeWeight.flatMap { StatedWeight(cell: table.cell(row, $0)) }, details: details,
            filled: table.rows[row].cells.count { !$0.isEmpty })
    }

    private mutating func add(_ row: Int) {
        var parts = parts(row)
        // A header that is repeated above each group: `Section 2. Method | Points`
        if parts.weight == nil, HeaderRole.named(by: parts.weightText) == .weight { parts.weightText = "" }
        let merged = table.rows[row].mergedFromAbove
        let first = table.rows[row].cells.first { $0.hasLetter } ?? ""
        if isTotal(first, parts) {
            openCriterion = nil
            return append(
                first, level: totalLevel(first), weight: parts.weight ?? lastWeight(row), role: .total, row: row)
        }
        openScope(parts, row: row)
        if parts.name.isEmpty, parts.weight != nil, !parts.scope.isEmpty, parts.scope.hasLetter, columns.scope != nil {
            // A group's own row, unless the column that names it was taken for the scope.
            return appendScopeRow(parts, row: row)
        }
        if parts.name.isEmpty {
            if let openCriterion, let weight = parts.weight, let step = parts.details.first,
                !merged.contains(columns.weight)
            {
                return appendStep(step, weight: weight, under: openCriterion, row: row)
            }
            if let openCriterion, !parts.details.isEmpty {
                let detail = parts.details.joined(separator: " ")
                entries[openCriterion].detail = [entries[openCriterion].detail, detail].compactMap { $0 }.joined(
                    separator: " ")
            }
            return
        }
        if parts.name == parts.scope { parts.scope = "" }
        if Vocabulary.passFail.occur(in: FoldedText.fold(parts.weightText)), parts.weight == nil {
            return append(parts.name, level: level + 1, weight: nil, role: .passFail, row: row)
        }
        guard let weight = parts.weight else {
            if let openCriterion, parts.weightText.isEmpty, parts.filled == 1, parts.name.first?.isLowercase ?? false {
                // The rest of a name that a page break cut in two.
                entries[openCriterion].name += " " + parts.name
                return
            }
            if let openCriterion, merged.contains(columns.weight) || explanations.contains(row) {
                entries[openCriterion].detail = [entries[openCriterion].detail, parts.name].compactMap { $0 }.joined(
                    separator: "; ")
            } else if parts.weightText.isEmpty, columns.scope == nil || parts.filled == 1, !isNumberedItem(row) {
                title(parts, row: row)
            } else {
                withoutWeight.append(parts.name)
            }
            return
        }
        appendItem(parts, weight: weight, row: row)
    }

    /// The rows of a name alone that follow a weighted row: where they are sentences, or where each weighted row has one,
    /// they are no titles of what comes below.
    private func explainingRows() -> Set<Int> {
        var following: Set<Int> = []
        var items = 0
        var isBelowItem = false
        var beginsWithTitle = false
        for row in table.rows.indices.dropFirst(columns.firstRow) {
            let parts = parts(row)
            if parts.weight != nil {
                isBelowItem = !parts.name.isEmpty
                items += isBelowItem ? 1 : 0
            } else if isBelowItem, parts.filled == 1, !parts.name.isEmpty, parts.weightText.isEmpty {
                following.insert(row)
                isBelowItem = false
            } else if parts.filled > 0 {
                beginsWithTitle = beginsWithTitle || items == 0
                isBelowItem = false
            }
        }
        if !beginsWithTitle, items >= 3, following.count * 10 >= items * 8 { return following }
        return following.filter { Self.isExplanation(table.cell($0, columns.criterion)) }
    }

    private static func isExplanation(_ text: String) -> Bool {
        text.wordCount > 14 || text.wordCount > 4 && (text.hasSuffix(".") || WeightedLine.isSentence(text))
    }

    private mutating func appendItem(_ parts: Parts, weight: StatedWeight, row: Int) {
        let bare = Marker.split(parts.name).rest
        let explains = bare.wordCount > 12 || bare.contains(":") && bare.contains { $0.digit != nil }
        let (name, rest) =
            explains
            ? CriterionName.split(parts.name) : (CriterionName.shortened(CriterionName.clean(parts.name)), nil)
        let detail = ([rest] + parts.details.map(Optional.some)).compactMap { $0 }.joined(separator: " ")
        append(name, level: level + 1, weight: weight, role: .item, row: row, detail: detail.isEmpty ? nil : detail)
        openCriterion = entries.count - 1
    }

    /// The group's name changes: a new group begins, also where the cell is repeated in each row.
    private mutating func openScope(_ parts: Parts, row: Int) {
        guard columns.scope != nil, !parts.scope.isEmpty, parts.scope != scope, parts.scope.hasLetter else { return }
        guard !parts.name.isEmpty else { return }
        scope = parts.scope
        openCriterion = nil
        let (name, weight) = Self.withoutWeight(parts.scope)
        append(CriterionName.clean(name), level: level, weight: parts.scopeWeight ?? weight, role: .item, row: row)
    }

    private mutating func appendScopeRow(_ parts: Parts, row: Int) {
        scope = parts.scope
        append(CriterionName.clean(parts.scope), level: level, weight: parts.weight, role: .item, row: row)
        openCriterion = entries.count - 1
    }

    /// A row that only names something: the title of the rows below it, unless nothing with a weight follows.
    private mutating func title(_ parts: Parts, row: Int) {
        let (name, weight) = Self.withoutWeight(parts.name)
        withoutWeight.append(parts.name)
        append(CriterionName.shortened(CriterionName.clean(name)), level: level, weight: weight, role: .item, row: row)
        openCriterion = nil
        if columns.scope == nil { scope = parts.name }
    }

    /// Whether the numbering goes on at the same depth in the next row: `2` before `3` has no parts, so that it is a
    /// criterion whose weight is missing, not the title of the rows below.
    private func isNumberedItem(_ row: Int) -> Bool {
        guard let own = numbers(row), let next = table.rows.indices.contains(row + 1) ? numbers(row + 1) : nil else {
            return false
        }
        guard own.count == next.count, own.dropLast() == next.dropLast(), own.last != 0 else { return false }
        return next.last == (own.last ?? 0) + 1
    }

    private func numbers(_ row: Int) -> [Int]? {
        let cells = [columns.numbering, columns.criterion].compactMap { $0.map { table.cell(row, $0) } }
        for cell in cells {
            let numbers = cell.prefix { $0.digit != nil || $0 == "." }.split(separator: ".").compactMap { Int($0) }
            if !numbers.isEmpty { return numbers }
        }
        return nil
    }

    private mutating func appendStep(_ name: String, weight: StatedWeight, under criterion: Int, row: Int) {
        if let own = entries[criterion].weight, let first = entries[criterion].detail,
            !entries.indices.contains(criterion + 1)
        {
            // The criterion's first row held the first step.
            entries[criterion].weight = nil
            entries[criterion].detail = nil
            entries.append(step(first, weight: own, like: entries[criterion]))
        }
        entries.append(step(name, weight: weight, like: entries[criterion], row: row))
    }

    private func step(_ name: String, weight: StatedWeight, like entry: Entry, row: Int? = nil) -> Entry {
        var step = entry
        step.name = name
        step.level = entry.level + 1
        step.weight = weight
        step.detail = nil
        if let row { step.block = table.rows[row].block }
        return step
    }

    private mutating func append(
        _ name: String, level: Int, weight: StatedWeight?, role: Entry.Role, row: Int, detail: String? = nil
    ) {
        guard !name.isEmpty else { return }
        entries.append(
            Entry(
                name: name, level: level, weight: weight, detail: detail, form: .row, role: role,
                place: SourcePlace(file: table.file, page: table.rows[row].page), block: table.rows[row].block))
    }

    private func isTotal(_ text: String, _ parts: Parts) -> Bool {
        let folded = FoldedText.fold(text)
        guard folded.split(separator: " ").count <= 8 else { return false }
        if Vocabulary.total.begin(folded) {
            // `Total price of supply | 30` is a criterion, unless it sums up its group.
            if let weight = parts.weight?.value, Vocabulary.priceWords.occur(in: folded),
                !sumsUp(weight, inGroup: true)
            {
                return false
            }
            return parts.weight != nil || parts.weightText.isEmpty && parts.filled <= 3
        }
        if Vocabulary.total.equal(folded) { return true }
        guard let weight = parts.weight?.value, ["total", "subtotal"].contains(folded.split(separator: " ").last) else {
            return false
        }
        return sumsUp(weight)
    }

    /// `Technical subtotal | 80`: whether the rows directly above come to that.
    private func sumsUp(_ weight: Double, inGroup: Bool = false) -> Bool {
        var (sum, count) = (0.0, 0)
        for entry in entries.reversed() where entry.role == .item {
            guard let part = entry.weight?.value else {
                if inGroup { return false }
                continue
            }
            sum += part
            count += 1
            if count >= 2, WeightScale.near(sum, weight) { return true }
            if sum > weight { return false }
        }
        return false
    }

    /// A subtotal closes its group; a grand total stands above all.
    private func totalLevel(_ text: String) -> Int {
        let folded = FoldedText.fold(text)
        return folded.contains(" sub") || folded.contains("فرعي") ? level + 1 : level
    }

    private func lastWeight(_ row: Int) -> StatedWeight? {
        table.rows[row].cells.reversed().lazy.compactMap { StatedWeight(cell: $0) }.first
    }

    /// `1` over `1.1` and `1.2`: the numbering says what belongs to what.
    private mutating func nestByNumbering() {
        guard columns.scope == nil, entries.count <= 1_000 else { return }
        var depths: [Int: Int] = [:]
        for (index, entry) in entries.enumerated() where entry.role == .item {
            if let depth = depth(of: entry) { depths[index] = depth }
        }
        guard Set(depths.values).count > 1, depths.count * 10 >= entries.count * 6 else { return }
        let shallowest = depths.values.min() ?? 1
        for (index, depth) in depths { entries[index].level = level + depth - shallowest }
        for index in entries.indices where depths[index] == nil && entries[index].role == .item {
            entries[index].level =
                index > 0 ? entries[index - 1].level + (entries[index].level > level + 1 ? 1 : 0) : level
        }
    }

    private func depth(of entry: Entry) -> Int? {
        guard let row = table.rows.first(where: { $0.block == entry.block }) else { return nil }
        let text = columns.numbering.map { row.cells.indices.contains($0) ? row.cells[$0] : "" } ?? ""
        let marker = Marker.split(text + " x").marker ?? Marker.split(row.cells[columns.criterion]).marker
        if let numbers = marker?.numbers, !numbers.isEmpty { return numbers.count - (numbers.last == 0 ? 1 : 0) }
        let digits = text.split(separator: ".").compactMap { Int($0) }
        return digits.isEmpty ? nil : digits.count
    }

    /// Titles that nothing belongs to are rows without a weight.
    private mutating func dropEmptyTitles() {
        var kept: [Entry] = []
        for (index, entry) in entries.enumerated() {
            let next = entries.indices.contains(index + 1) ? entries[index + 1] : nil
            if entry.weight == nil, entry.role == .item, next.map({ $0.level <= entry.level }) ?? true { continue }
            if entry.weight == nil, entry.role == .item {
                withoutWeight.removeAll { CriterionName.shortened(CriterionName.clean($0)) == entry.name }
            }
            kept.append(entry)
        }
        entries = kept
    }

    private static func isSame(_ one: [String], _ two: [String]) -> Bool {
        zip(one, two).allSatisfy { FoldedText.fold($0) == FoldedText.fold($1) } && one.count == two.count
    }

    /// The weight in a text that states one and no other.
    static func soleWeight(_ text: String) -> StatedWeight? {
        let mentions = WeightMention.find(in: text)
        return mentions.count == 1 ? mentions.first?.weight : nil
    }

    /// Splits `Technical (70%)`.
    static func withoutWeight(_ text: String) -> (String, StatedWeight?) {
        guard let mention = WeightMention.find(in: text).last, text[mention.range.upperBound...].wordCount == 0 else {
            return (text, nil)
        }
        let name = CriterionName.trimmed(String(text[..<mention.range.lowerBound]))
        return name.hasLetter ? (name, mention.weight) : (text, nil)
    }
}
