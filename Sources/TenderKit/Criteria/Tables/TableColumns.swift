/// Which column of a table holds what.
struct TableColumns: Equatable {
    var scope: Int?
    var criterion: Int
    var weight: Int
    /// The groups' own weights, where they have a column.
    var scopeWeight: Int?
    var descriptions: [Int] = []
    /// Numbering: `1.1`, `a)`.
    var numbering: Int?
    /// The first row after the header.
    var firstRow: Int
    /// How much of the header speaks of criteria: 0 for columns that were inferred, 3 for "Criteria | Weight".
    var evidence: Double

    /// Reads the header, which need not be the first row; without one, looks at what the columns hold. Where several
    /// columns may hold the weights there are several readings, the likeliest first.
    static func readings(of table: CriteriaTable) -> [TableColumns] {
        guard table.width >= 2, table.rows.count >= 2 else { return [] }
        let named = byHeader(table)
        return (named.isEmpty ? byContent(table).map { [$0] } ?? [] : named).map {
            $0.inLanguage(of: table)
        }
    }

    /// Of the same names in two languages, those in the language of the document.
    private func inLanguage(of table: CriteriaTable) -> TableColumns {
        let rows = table.rows.indices.dropFirst(firstRow).filter { StatedWeight(cell: table.cell($0, weight)) != nil }
        // Rows of totals are often in both.
        let isMostly = { (column: Int, isArabic: Bool) in
            let cells = rows.map { table.cell($0, column) }.filter(\.hasLetter)
            return cells.count { FoldedText.isArabic($0) == isArabic } * 10 >= rows.count * 8
        }
        let others = (0..<table.width).filter { $0 != criterion && $0 != weight && $0 != scope && $0 != numbering }
        guard rows.count >= 2, isMostly(criterion, !table.isInArabic),
            let own = others.first(where: { isMostly($0, table.isInArabic) })
        else { return self }
        var columns = self
        columns.criterion = own
        columns.descriptions = [criterion] + descriptions.filter { $0 != own }
        return columns
    }

    // MARK: By header

    private static func byHeader(_ table: CriteriaTable) -> [TableColumns] {
        var best: (readings: [TableColumns], roles: Int)?
        for row in table.rows.indices.prefix(25) {
            for height in 1...2 where row + height < table.rows.count {
                let cells = headerCells(table, row: row, height: height)
                let roles = cells.map { HeaderRole.named(by: $0) }
                guard roles.contains(.weight) || roles.contains(.criterion), isHeader(table, row: row, height: height)
                else { continue }
                let readings = readings(roles, cells: cells, table: table, firstRow: row + height)
                guard !readings.isEmpty else { continue }
                let named = roles.count { $0 != nil } * 2 - height
                if best.map({ named > $0.roles }) ?? true { best = (readings, named) }
            }
            if best != nil { break }
        }
        return best?.readings ?? []
    }

    /// A header of two rows reads downwards; a merged cell counts for the columns that it covers only in the upper row.
    private static func headerCells(_ table: CriteriaTable, row: Int, height: Int) -> [String] {
        (0..<table.width).map { column in
            (row..<(row + height)).map { table.cell($0, column) }.filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    /// Header rows have several short cells and no weights.
    private static func isHeader(_ table: CriteriaTable, row: Int, height: Int) -> Bool {
        (row..<(row + height)).allSatisfy { row in
            let cells = table.rows[row].cells.filter { !$0.isEmpty }
            let numbers = cells.count { StatedWeight(cell: $0) != nil && !$0.hasLetter && $0 != "%" }
            return cells.count >= (height == 1 ? 2 : 1) && numbers == 0 && cells.allSatisfy { $0.wordCount <= 14 }
        }
    }

    private static func readings(
        _ roles: [HeaderRole?], cells: [String], table: CriteriaTable, firstRow: Int
    ) -> [TableColumns] {
        let stats = roles.indices.map { ColumnStatistics(table.column($0, from: firstRow)) }
        // `Point rated criterion`, `Scored requirement`: words of both kinds; what the column holds settles it.
        let roles = roles.indices.map { column in
            let isText = roles[column] == .weight && stats[column].weights == 0 && stats[column].texts > 0
            return isText && HeaderRole.namesItems(cells[column]) ? .criterion : roles[column]
        }
        var weights = roles.indices.filter { roles[$0] == .weight && stats[$0].weights > 0 }
        var criteria = roles.indices.filter { roles[$0] == .criterion && stats[$0].texts > 0 }
        let numbering =
            criteria.first { stats[$0].isNumbering }
            ?? roles.indices.first { roles[$0] == .other && stats[$0].isNumbering }
            ?? roles.indices.first { roles[$0] == nil && stats[$0].isNumbering && !weights.contains($0) }
        criteria.removeAll { $0 == numbering }
        var scopes = roles.indices.filter { roles[$0] == .scope && stats[$0].lettered > 0 && $0 != numbering }
        var descriptions = roles.indices.filter { roles[$0] == .description && stats[$0].texts > 0 }
        if criteria.isEmpty {
            // `Category | Weight`, `No. | Description | Points`, or a text column that has no usable header.
            let unnamed = roles.indices.filter { roles[$0] == nil && stats[$0].texts > 0 && $0 != numbering }
            if let first = unnamed.first(where: { stats[$0].texts >= stats[scopes.first ?? $0].texts }) {
                criteria = [first]
            } else if let first = descriptions.first {
                criteria = [first]
                descriptions.removeFirst()
            } else if let last = scopes.last {
                criteria = [last]
                scopes.removeLast()
            } else if let first = roles.indices.first(where: {
                roles[$0] == .other && stats[$0].texts >= 2 && stats[$0].texts * 2 > stats[$0].filled && $0 != numbering
            }) {
                // `Section 1. Qualification of the bidder | Points`: a title over the names.
                criteria = [first]
            }
        }
        if weights.isEmpty {
            // `Technical approach (40%)` has its weight in its name.
            weights = criteria.filter { column in
                let cells = table.column(column, from: firstRow).filter { !$0.isEmpty }
                return cells.count { TableEntries.withoutWeight($0).1 != nil } * 10 >= max(cells.count, 1) * 6
            }
        }
        if weights.isEmpty {
            // `Similar projects in the last five years. Maximum 30 points.` beside the name.
            weights = roles.indices.filter { column in
                let cells = table.column(column, from: firstRow).filter { !$0.isEmpty }
                return stats[column].texts > 1
                    && cells.count { TableEntries.soleWeight($0) != nil } * 10 >= max(cells.count, 1) * 8
            }
            descriptions += weights.filter { !descriptions.contains($0) && !criteria.contains($0) }
        }
        guard !weights.isEmpty, !criteria.isEmpty else { return [] }
        if criteria.count == 1, let names = criteria.first, let weight = weights.first,
            stats[names].filled * 10 <= stats[weight].weights * 8
        {
            // Fewer names than weights: what stands beside each weight tells the rows of one name apart.
            descriptions += roles.indices.filter {
                roles[$0] == nil && stats[$0].texts > stats[names].filled && $0 != numbering && $0 != names
            }
        }
        // Of two criterion columns the sparser, shorter one groups; of equals the second explains the first. In a table of two
        // languages both say the same: the App knows names by their Latin letters.
        var criterion = criteria[criteria.count - 1]
        if criteria.count == 2, let latin = criteria.first(where: { !stats[$0].isArabic }),
            let arabic = criteria.first(where: { stats[$0].isArabic }),
            abs(stats[latin].filled - stats[arabic].filled) <= 2
        {
            criterion = latin
            descriptions.insert(arabic, at: 0)
        } else if criteria.count >= 2 {
            let one = criteria[0]
            let two = criteria[1]
            let isSub =
                FoldedText.fold(cells[two]).contains(" sub") || cells[two].contains("الفرعي")
                || cells[two].contains("فرعي")
            if isSub || stats[one].filled * 10 <= stats[two].filled * 8 || stats[one].repeats(of: stats[two]) {
                if scopes.isEmpty { scopes = [one] }
                criterion = two
            } else if stats[two].averageLength > stats[one].averageLength {
                criterion = one
                descriptions.insert(two, at: 0)
            } else {
                criterion = two
                descriptions.insert(one, at: 0)
            }
        }
        if let scope = scopes.first, let weight = weights.first, weight != criterion,
            groupsNothing(scope, beside: criterion, header: cells[criterion], in: table, weight: weight, from: firstRow)
        {
            descriptions.insert(criterion, at: 0)
            criterion = scope
            scopes = []
        }
        return weights.sorted { stats[$0].rank > stats[$1].rank }.prefix(3).map { weight in
            let scopeWeight = weights.first { $0 != weight && stats[$0].weights * 10 <= stats[weight].weights * 8 }
            var evidence = 0.0
            if cells.indices.contains(where: {
                ($0 != weight || weight == criterion) && HeaderRole.namesCriteria(cells[$0])
            }) {
                evidence = 3
            }
            if evidence == 0, HeaderRole.namesCriteria(cells[weight]) { evidence = 1.5 }
            return TableColumns(
                scope: scopes.first, criterion: criterion, weight: weight,
                scopeWeight: scopes.isEmpty ? nil : scopeWeight,
                descriptions: descriptions, numbering: numbering, firstRow: firstRow, evidence: evidence)
        }
    }

    /// `Area | What we look for | Marks` with another area in each row: what is called a group is the name, and the longer
    /// text beside it explains it.
    private static func groupsNothing(
        _ scope: Int, beside criterion: Int, header: String, in table: CriteriaTable, weight: Int, from first: Int
    ) -> Bool {
        let rows = table.rows.indices.dropFirst(first).filter { StatedWeight(cell: table.cell($0, weight)) != nil }
        let weighted = rows.filter { !Vocabulary.total.begin(FoldedText.fold(table.cell($0, scope))) }
        let groups = weighted.map { table.cell($0, scope) }
        guard !HeaderRole.namesCriteria(header), groups.count >= 2, groups.allSatisfy(\.hasLetter),
            Set(groups).count == groups.count
        else { return false }
        let length = groups.reduce(0) { $0 + $1.count }
        let beside = weighted.reduce(0) { $0 + table.cell($1, criterion).count }
        return beside * 2 > length * 5 || !HeaderRole.namesItems(header)
    }

    // MARK: By content

    private static func byContent(_ table: CriteriaTable) -> TableColumns? {
        // Totals of groups would hide that the rows come to the whole.
        var rows = table
        rows.rows.removeAll { row in
            row.cells.first { $0.hasLetter }.map { Vocabulary.total.begin(FoldedText.fold($0)) } ?? false
        }
        let stats = (0..<table.width).map { ColumnStatistics(rows.column($0)) }
        let weights = stats.indices.filter {
            stats[$0].weights >= 2 && stats[$0].weights * 10 >= stats[$0].filled * 6 && !stats[$0].isNumbering
        }
        guard let weight = weights.first(where: { stats[$0].isWhole || stats[$0].units * 2 > stats[$0].weights }) else {
            return nil
        }
        let texts = stats.indices.filter { stats[$0].texts >= 2 && $0 != weight && !stats[$0].isNumbering }
        let first = table.rows.firstIndex {
            StatedWeight(cell: $0.cells.indices.contains(weight) ? $0.cells[weight] : "") != nil
        }
        guard !texts.isEmpty, let first else { return nil }
        let most = texts.map { stats[$0].filled }.max() ?? 0
        let full = texts.filter { stats[$0].filled * 10 >= most * 8 }
        let scope = texts.first { !full.contains($0) || stats[$0].distinct * 10 < stats[$0].filled * 6 }
        let names = full.filter { $0 != scope }
        guard
            let criterion = names.min(by: {
                stats[$0].averageLength + Double($0) < stats[$1].averageLength + Double($1)
            })
        else { return nil }
        return TableColumns(
            scope: scope, criterion: criterion, weight: weight, descriptions: names.filter { $0 != criterion },
            numbering: stats.indices.first { stats[$0].isNumbering }, firstRow: first, evidence: 0)
    }
}
