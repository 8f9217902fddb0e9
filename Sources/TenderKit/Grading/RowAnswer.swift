/// What a bidder says in a table row: the cells without those that only repeat what is asked or declare that it is met.
struct RowAnswer {
    /// The row's cells; nil where a cell says nothing of the bidder's own.
    private(set) var cells: [String?] = []
    private(set) var words: [Word] = []
    /// The row's cells without those that only repeat what is asked, for a quote.
    private(set) var quoted: [String] = []
    /// The row declares that the requirement is met in part, or not.
    private(set) var isPartial = false
    private(set) var isDeclared = false
    private(set) var isDenied = false

    /// Signs that stand alone in a cell. A cross in a box, or an x, is often the mark of a choice.
    private static let crosses: Set<String> = ["✗", "✘", "✖", "❌", "×"]
    private static let ticks: Set<String> = ["✓", "✔", "✅", "☑"]

    init(_ row: TableRow, reader: WordLookup, borrowed: BorrowedText) {
        for cell in row.cells {
            guard !cell.isEmpty else {
                cells.append(nil)
                quoted.append("")
                continue
            }
            if Self.crosses.contains(cell) { isDenied = true }
            if Self.ticks.contains(cell) { isDeclared = true }
            var words = TextScanner.words(of: cell, reader: reader)
            let isDeclaration = Declarations.areAll(words[...])
            isDeclared = isDeclared || isDeclaration
            if isDeclaration, Declarations.arePartial(words[...]) { isPartial = true }
            if Declarations.isNo(words[...]) { isDenied = true }
            let isBorrowed = borrowed.holds(words[...])
            quoted.append(isBorrowed ? "" : cell)
            guard !isDeclaration, !isBorrowed else {
                cells.append(nil)
                continue
            }
            cells.append(cell)
            if !words.isEmpty, !self.words.isEmpty { words[0].flags.insert(.afterComma) }
            self.words += words
        }
    }
}
