extension PassageJudge {
    /// A sentence, a list item or a row, with what it holds and whom it serves.
    struct Statement {
        var words: ArraySlice<Word>
        var part: Int
        var terms: [Int32]
        var context: [Int32]
        var isRow: Bool
        /// Read when any statement of the passage belongs to a criterion.
        var facts = StatementFacts()
        /// Of a table row, its cells of the bidder's own.
        var cells: [String?]?
        /// The same for a quote: with what it declares, and without the requirement that it repeats.
        var quoted: [String] = []
        /// Criteria that its own words speak of, whatever stands around it.
        var spoken: [Int] = []
        /// Criteria that it belongs to: those, and what labels, headings and neighbours add.
        var owners: [Int] = []
        /// Those of them that a label names.
        var labelled: [Int] = []
        /// Criteria of its paragraph that it follows.
        var adopted: [Int] = []
        /// Terms of the line that announces the list.
        var lead: [Int32] = []
        var hash: UInt64

        mutating func add(_ criteria: [Int]) {
            for criterion in criteria where !owners.contains(criterion) { owners.append(criterion) }
        }
    }

    func statements(of passage: OfferPassage) -> [Statement] {
        var statements: [Statement] = []
        var lead: [Int32] = []
        for (index, part) in passage.parts.enumerated() {
            let isRow = if case .tableRow = part.block.kind { true } else { false }
            let slices = isRow ? [part.words.prefix(Statements.wordLimit * 2)] : Statements.split(part.words)
            for words in slices {
                var hash = WordHash()
                for word in words where word.isContent { hash.add(word.hash) }
                statements.append(
                    Statement(
                        words: words, part: index, terms: StatementTerms.terms(of: words, reader: reader),
                        context: part.context, isRow: isRow, lead: index > 0 ? lead : [], hash: hash.value))
            }
            if index == 0, passage.isOpen, let last = statements.last { lead = last.terms }
        }
        return statements
    }

    /// What a statement holds; of a row the requirement that it repeats counts for nothing.
    func readFacts(_ statement: inout Statement, _ passage: OfferPassage) {
        guard case .tableRow(let row) = passage.parts[statement.part].block.kind else {
            statement.facts = StatementFacts(statement.words, borrowed: request.borrowed, isRow: false)
            return
        }
        let answer = RowAnswer(row, reader: reader, borrowed: request.borrowed)
        statement.facts = StatementFacts(
            answer.words.prefix(Statements.wordLimit * 2), borrowed: request.borrowed, isRow: true)
        statement.facts.isDenied = statement.facts.isDenied || answer.isDenied
        statement.facts.isPartial = answer.isPartial
        statement.facts.isBareDeclaration = answer.isDeclared && answer.words.allSatisfy { $0.flags.contains(.number) }
        statement.cells = answer.cells
        // Of a row without an answer the whole is shown.
        statement.quoted = statement.facts.isBareDeclaration ? row.cells : answer.quoted
    }
}
