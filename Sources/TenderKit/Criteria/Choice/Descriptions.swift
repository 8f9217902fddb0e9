/// What a document says about its criteria: the text of their rows, or under their headings and lines.
struct Descriptions {
    static let limit = 500

    private let leaves: [Resolution.Leaf]
    private let outline: Outline

    init(_ leaves: [Resolution.Leaf], outline: Outline) {
        self.leaves = leaves
        self.outline = outline
    }

    func text(of index: Int) -> String? {
        let leaf = leaves[index]
        var parts = leaf.detail.map { [$0] } ?? []
        if leaf.form != .row, (leaf.detail?.count ?? 0) < 200 { parts += below(index) }
        if parts.isEmpty { parts = underHeading(of: leaf) }
        let text = parts.joined(separator: " ")
        return text.hasLetter ? Sentences.shortened(text, to: Self.limit) : nil
    }

    /// The passages between a criterion and the next one, or the end of its section.
    private func below(_ index: Int) -> [String] {
        let leaf = leaves[index]
        guard let start = outline.passages.firstIndex(where: { $0.block == leaf.block }) else { return [] }
        let level = outline.passages[start].level
        let next = leaves.lazy.map(\.block).filter { $0 > leaf.block }.min()
        var texts: [String] = []
        var length = 0
        for passage in outline.passages[(start + 1)...] {
            if let next, passage.block >= next { break }
            if passage.kind == .heading, passage.level <= level || leaf.form == .line { break }
            // Below the last line of a list comes something else, unless it is set deeper.
            if leaf.form == .line, next == nil, !(passage.isListed && passage.level > level) { break }
            // The next group of the list.
            if leaf.form == .line, passage.isListed, passage.level < level { break }
            if Self.isFillIn(passage.text) { continue }
            texts.append(passage.text)
            length += passage.text.count
            if length > Self.limit { break }
        }
        return texts
    }

    /// A criterion named in a list may have a section of its own, in the evaluation part.
    private func underHeading(of leaf: Resolution.Leaf) -> [String] {
        let name = FoldedText.fold(leaf.name)
        guard
            let start = outline.passages.lastIndex(where: {
                $0.kind == .heading && $0.context.region != nil && $0.block != leaf.block
                    && FoldedText.fold($0.text) == name
            })
        else { return [] }
        let level = outline.passages[start].level
        let below = outline.passages[(start + 1)...].prefix { $0.kind != .heading || $0.level > level }
        return below.prefix(12).map(\.text).filter { !Self.isFillIn($0) }
    }

    private static func isFillIn(_ text: String) -> Bool {
        text.contains("___") || text.hasSuffix(":") && text.wordCount <= 3
    }
}
