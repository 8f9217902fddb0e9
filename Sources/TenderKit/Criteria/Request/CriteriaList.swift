/// A run of list items with the passage above it.
struct CriteriaList {
    struct Item {
        var passage: Passage
        var children: [Passage] = []
    }

    var lead: Passage?
    var items: [Item]

    /// The lists of a run of passages, outer items with their inner ones.
    static func lists(in passages: [Passage]) -> [CriteriaList] {
        var lists: [CriteriaList] = []
        var lead: Passage?
        var open: CriteriaList?
        for passage in passages {
            guard passage.isListed else {
                if let list = open { lists.append(list) }
                open = nil
                lead = passage
                continue
            }
            if open == nil {
                open = CriteriaList(lead: lead, items: [Item(passage: passage)])
            } else if let first = open?.items.first?.passage, passage.level > first.level, let count = open?.items.count
            {
                open?.items[count - 1].children.append(passage)
            } else {
                open?.items.append(Item(passage: passage))
            }
        }
        if let open { lists.append(open) }
        // `(a) … The following factors shall be used: (i) …`: an item that announces what stands under it.
        lists += lists.flatMap(\.items).filter { Outline.announces($0.passage.text) }.map { item in
            CriteriaList(lead: item.passage, items: item.children.map { Item(passage: $0) })
        }
        return lists.filter { $0.items.count >= 2 }
    }

    /// How plainly the passage above says that criteria follow.
    var leadEvidence: Double {
        guard let lead else { return 0 }
        if lead.kind == .heading { return PartRole(heading: lead.text) == .evaluation ? 1.5 : 0 }
        if Outline.announces(lead.text) { return 2 }
        let folded = FoldedText.fold(lead.text)
        guard lead.text.hasSuffix(":"), !Vocabulary.notLeadIn.occur(in: folded) else { return 0 }
        // Straight under a heading that says so, any words announce: `We will choose on the basis of:`
        let isUnderHeading = lead.context.evidence >= 3 && lead.headingBlock == lead.block - 1
        return isUnderHeading || Vocabulary.leadIn.occur(in: folded) ? 1 : 0
    }

    /// Whether two lists largely say the same, as the lists for alternative lots do.
    func repeats(_ other: CriteriaList) -> Bool {
        let mine = items.map { Set(FoldedText.words($0.passage.text)) }
        let theirs = other.items.map { Set(FoldedText.words($0.passage.text)) }
        let shared = mine.count { one in theirs.contains { Self.overlap(one, $0) >= 0.6 } }
        return shared * 2 >= min(mine.count, theirs.count)
    }

    private static func overlap(_ one: Set<String>, _ two: Set<String>) -> Double {
        one.isEmpty || two.isEmpty ? 0 : Double(one.intersection(two).count) / Double(one.union(two).count)
    }
}

extension Passage {
    /// An item of a list, whether the reader saw a list or a paragraph with numbering.
    var isListed: Bool {
        if case .item = kind { return true }
        return kind == .paragraph && marker != nil && marker?.label == nil
    }
}
