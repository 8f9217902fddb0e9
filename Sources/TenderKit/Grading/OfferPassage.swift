/// Text that stands together: a paragraph, a table row, a list with the line that announces it.
struct OfferPassage {
    struct Part {
        var block: Block
        var words: [Word]
        var place: Finding.Place
        var label: LabelReader.Label
        /// Terms of the headings above, and of the column headers.
        var context: [Int32]
        /// Of the table that a row stands in.
        var header: [String] = []
    }

    private(set) var parts: [Part] = []
    /// The line that announces a list was read; its items may follow.
    var isOpen = false
    var isEmpty: Bool { parts.isEmpty }
    var count: Int { parts.count }

    mutating func add(
        _ block: Block, _ words: [Word], _ place: Finding.Place, label: LabelReader.Label, context: [Int32],
        header: [String] = []
    ) {
        parts.append(Part(block: block, words: words, place: place, label: label, context: context, header: header))
    }
}
