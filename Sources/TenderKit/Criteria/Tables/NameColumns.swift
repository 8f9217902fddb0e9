/// The columns of a table that names criteria without weights.
struct NameColumns {
    var scope: Int?
    var criterion: Int
    var description: Int?
    var firstRow: Int

    /// Only a header that speaks of criteria is believed, and no column may hold weights.
    static func find(in table: CriteriaTable) -> NameColumns? {
        for row in table.rows.indices.prefix(8) {
            let cells = (0..<table.width).map { table.cell(row, $0) }
            let roles = cells.map { HeaderRole.named(by: $0) }
            guard
                let criterion = roles.indices.first(where: {
                    roles[$0] == .criterion && HeaderRole.namesCriteria(cells[$0])
                }),
                table.rows.count > row + 2, !roles.contains(.weight), cells.allSatisfy({ $0.wordCount <= 10 })
            else { continue }
            return NameColumns(
                scope: roles.firstIndex(of: .scope), criterion: criterion,
                description: roles.firstIndex(of: .description),
                firstRow: row + 1)
        }
        return nil
    }

    func leaves(_ table: CriteriaTable) -> [Resolution.Leaf] {
        var scope = ""
        var leaves: [Resolution.Leaf] = []
        for row in table.rows.indices.dropFirst(firstRow) {
            let own = self.scope.map { table.cell(row, $0) } ?? ""
            if !own.isEmpty { scope = CriterionName.clean(own) }
            let (name, rest) = CriterionName.split(table.cell(row, criterion))
            guard name.hasLetter, !Vocabulary.total.begin(FoldedText.fold(name)) else { continue }
            let detail = [rest, description.map { table.cell(row, $0) }].compactMap { $0 }.filter { !$0.isEmpty }
            leaves.append(
                Resolution.Leaf(
                    scope: scope, name: name, weight: nil, detail: detail.isEmpty ? nil : detail.joined(separator: " "),
                    place: SourcePlace(file: table.file, page: table.rows[row].page), form: .row,
                    block: table.rows[row].block))
        }
        return leaves
    }
}
