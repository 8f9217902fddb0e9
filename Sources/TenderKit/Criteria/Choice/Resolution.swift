/// What a set of entries comes to once groups, subtotals, totals and scales are told apart.
struct Resolution {
    struct Leaf: Equatable {
        var scope: String
        var name: String
        var weight: StatedWeight?
        var detail: String?
        var place: SourcePlace
        var form: Entry.Form
        var block: Int
    }

    private(set) var leaves: [Leaf] = []
    private(set) var passFail: [String] = []
    /// The largest number that a total states.
    private(set) var statedTotal: Double?
    /// Groups whose parts come to the group's own number.
    private(set) var groupsMatched = 0
    /// Groups whose parts come to something else; the group's number stands then.
    private(set) var conflicts = 0
    /// Scales whose steps were left out.
    private(set) var scales = 0

    init(_ entries: [Entry]) {
        let nodes = separate(EntryTree(entries).roots)
        let total = statedTotal
        let siblings = withSubtotalsNested(nodes) { sum in
            WeightScale.isWhole(sum) || total.map { WeightScale.near($0, sum) } ?? false
        }
        for node in withAlternatives(withoutSummary(siblings)) { add(node, scope: "", siblings: siblings) }
        removeRestatements()
    }

    /// Takes totals and pass/fail items out of a tree.
    private mutating func separate(_ nodes: [EntryTree.Node]) -> [EntryTree.Node] {
        var kept: [EntryTree.Node] = []
        for var node in nodes {
            switch node.entry.role {
            case .total:
                if let value = node.entry.weight?.value { statedTotal = max(statedTotal ?? 0, value) }
                kept += separate(node.children)
            case .passFail:
                passFail.append(node.entry.name)
            case .item:
                node.children = separate(node.children)
                kept.append(node)
            }
        }
        return kept
    }

    /// Without the lines that only sum up groups which follow in full: the same name, the same number, no parts.
    private func withoutSummary(_ nodes: [EntryTree.Node]) -> [EntryTree.Node] {
        let groups = nodes.filter { !$0.children.isEmpty }
        guard groups.count > 1 else { return nodes }
        let isSummed = nodes.map { node in
            node.children.isEmpty
                && groups.contains { group in
                    FoldedText.words(group.entry.name) == FoldedText.words(node.entry.name)
                        && group.points.map { near($0, node.points ?? 0) } ?? false
                }
        }
        guard isSummed.count(where: { $0 }) == groups.count else { return nodes }
        return zip(nodes, isSummed).filter { !$0.1 }.map(\.0)
    }

    private mutating func add(_ node: EntryTree.Node, scope: String, siblings: [EntryTree.Node]) {
        var parts = node.children.filter { $0.points != nil }
        if let own = node.entry.weight { parts = withSubtotalsNested(parts) { near($0, own.value) } }
        let listed = parts.filter { $0.entry.form != .prose }
        guard !listed.isEmpty else {
            if let own = node.entry.weight { return add(node.entry, weight: own, scope: scope) }
            // Sentences under a title speak for themselves.
            for part in parts { add(part, scope: scope, siblings: parts) }
            return
        }
        if areSteps(listed) {
            scales += 1
            let highest = listed.compactMap(\.points).max() ?? 0
            let unit = listed.first?.entry.weight?.unit ?? .none
            add(node.entry, weight: node.entry.weight ?? StatedWeight(highest, unit), scope: scope)
            return
        }
        guard let own = node.entry.weight else {
            for part in parts { add(part, scope: node.entry.name, siblings: parts) }
            return
        }
        let sum = parts.compactMap(\.points).reduce(0, +)
        if near(sum, own.value) || own.points.map({ near(sum, $0) }) ?? false {
            // One part with the same number only says it again.
            let isRow = node.entry.form == .row && listed.first?.entry.form == .row
            guard listed.count > 1 || isRow else { return add(node.entry, weight: own, scope: scope) }
            groupsMatched += listed.count > 1 ? 1 : 0
            for part in parts { add(part, scope: node.entry.name, siblings: parts) }
        } else if listed.count > 1, isShare(sum, of: own.value, among: siblings) {
            groupsMatched += 1
            for part in parts {
                add(part.scaled(by: own.value / sum, unit: own.unit), scope: node.entry.name, siblings: parts)
            }
        } else {
            conflicts += 1
            add(node.entry, weight: own, scope: scope)
        }
    }

    private mutating func add(_ entry: Entry, weight: StatedWeight?, scope: String) {
        leaves.append(
            Leaf(
                scope: scope, name: entry.name, weight: weight, detail: entry.detail, place: entry.place,
                form: entry.form,
                block: entry.block))
    }

    /// Rising or falling numbers under each name, of which the highest come to the whole and all together do not: steps
    /// of scales, whatever they are called.
    private mutating func withAlternatives(_ nodes: [EntryTree.Node]) -> [EntryTree.Node] {
        let isScale = nodes.map { Self.isMonotonic($0) }
        guard isScale.count(where: { $0 }) >= 2 else { return nodes }
        var all = 0.0
        var highest = 0.0
        for (node, isScale) in zip(nodes, isScale) {
            let points = node.children.compactMap(\.entry.weight)
            let sum = node.points ?? 0
            all += isScale ? points.map(\.value).reduce(0, +) : sum
            highest += isScale ? points.map(\.value).max() ?? 0 : sum
        }
        let isTotal = statedTotal.map { WeightScale.near($0, highest) && !WeightScale.near($0, all) } ?? false
        guard isTotal || WeightScale.isWhole(highest) && !WeightScale.isWhole(all) else { return nodes }
        return zip(nodes, isScale).map { node, isScale in
            guard isScale, let weight = node.children.compactMap(\.entry.weight).max(by: { $0.value < $1.value }) else {
                return node
            }
            var node = node
            let steps = node.children.map { "\($0.entry.name): \(PlainNumber.short($0.entry.weight?.value ?? 0))" }
            node.entry.detail = [node.entry.detail, steps.joined(separator: "; ")].compactMap { $0 }.joined(
                separator: " ")
            node.entry.weight = weight
            node.children = []
            scales += 1
            return node
        }
    }

    private static func isMonotonic(_ node: EntryTree.Node) -> Bool {
        let values = node.children.compactMap(\.entry.weight?.value)
        guard node.entry.weight == nil, values.count >= 2, values.count == node.children.count,
            node.children.allSatisfy(\.children.isEmpty)
        else { return false }
        let pairs = zip(values, values.dropFirst())
        return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
    }

    /// Whether the parts are stated as shares of their group: they come to 100 (or 1), and so do the groups.
    private func isShare(_ sum: Double, of own: Double, among siblings: [EntryTree.Node]) -> Bool {
        let groups = siblings.compactMap(\.entry.weight?.value).reduce(0, +)
        guard WeightScale.isWhole(sum), !near(sum, own) else { return false }
        return WeightScale.isWhole(groups) || siblings.count == 1 && own < sum
    }

    /// Nests a row under the row before it whose number it adds up to, where the plain sum makes no sense.
    private func withSubtotalsNested(
        _ nodes: [EntryTree.Node], where makesSense: (Double) -> Bool
    ) -> [EntryTree.Node] {
        guard nodes.count >= 3, nodes.allSatisfy({ $0.children.isEmpty && $0.entry.weight != nil }), !areSteps(nodes)
        else {
            return nodes
        }
        let numbers = nodes.compactMap(\.entry.weight?.value)
        guard !makesSense(numbers.reduce(0, +)) else { return nodes }
        for nested in [nestedUnderFirst(nodes), nestedUnderLast(nodes)] {
            let total = nested.compactMap(\.entry.weight?.value).reduce(0, +)
            if nested.count < nodes.count, makesSense(total) { return nested }
        }
        return nodes
    }

    /// Group first: `Technical 70`, then rows that come to 70.
    private func nestedUnderFirst(_ nodes: [EntryTree.Node]) -> [EntryTree.Node] {
        var nested: [EntryTree.Node] = []
        var at = 0
        while at < nodes.count {
            var node = nodes[at]
            if let count = run(nodes[(at + 1)...], comingTo: node.entry.weight?.value ?? 0) {
                node.children = Array(nodes[(at + 1)..<(at + 1 + count)])
                at += count
            }
            nested.append(node)
            at += 1
        }
        return nested
    }

    /// Subtotal last: rows, then the row that adds them up.
    private func nestedUnderLast(_ nodes: [EntryTree.Node]) -> [EntryTree.Node] {
        var nested: [EntryTree.Node] = []
        for (index, var node) in nodes.enumerated() {
            let before = nested.reversed().prefix { $0.children.isEmpty }
            if let count = run(before[...], comingTo: node.entry.weight?.value ?? 0) {
                // The last row adds up everything: a total that is not called one.
                if index == nodes.count - 1, count == nested.count { return nested }
                node.children = Array(nested.suffix(count))
                nested.removeLast(count)
            }
            nested.append(node)
        }
        return nested
    }

    /// How many of the next nodes come to a number: at least two.
    private func run(_ nodes: some Collection<EntryTree.Node>, comingTo number: Double) -> Int? {
        var sum = 0.0
        for (count, node) in nodes.enumerated() {
            sum += node.entry.weight?.value ?? 0
            if count >= 1, near(sum, number) { return count + 1 }
            if sum > number { return nil }
        }
        return nil
    }

    /// Drops what is said twice: the same name with the same number, or a sentence that repeats a line.
    private mutating func removeRestatements() {
        var kept: [Leaf] = []
        var seen: Set<String> = []
        for leaf in leaves {
            let value = leaf.weight.map { "\($0.value)" } ?? ""
            let isRepeated = !seen.insert("\(leaf.scope)\u{0}\(leaf.name)\u{0}\(value)").inserted && leaf.form != .row
            let isSaid =
                leaf.form == .prose && kept.contains { $0.weight?.value == leaf.weight?.value && sameName($0, leaf) }
            if !isRepeated, !isSaid { kept.append(leaf) }
        }
        leaves = kept
    }

    private func sameName(_ one: Leaf, _ two: Leaf) -> Bool {
        let a = Set(FoldedText.words(one.name))
        let b = Set(FoldedText.words(two.name))
        return a.isSubset(of: b) || b.isSubset(of: a)
    }

    private func near(_ a: Double, _ b: Double) -> Bool { WeightScale.near(a, b) }
}

extension EntryTree.Node {
    fileprivate func scaled(by factor: Double, unit: StatedWeight.Unit) -> EntryTree.Node {
        var node = self
        if let weight = node.entry.weight { node.entry.weight = StatedWeight(weight.value * factor, unit) }
        node.children = children.map { $0.scaled(by: factor, unit: unit) }
        return node
    }
}
