/// Entries in document order, nested by their level.
struct EntryTree {
    struct Node {
        var entry: Entry
        var children: [Node] = []
    }

    var roots: [Node] = []

    init(_ entries: [Entry]) {
        var open: [Node] = []
        for entry in entries {
            while let last = open.last, last.entry.level >= entry.level { close(&open) }
            open.append(Node(entry: entry))
        }
        while !open.isEmpty { close(&open) }
    }

    private mutating func close(_ open: inout [Node]) {
        let node = open.removeLast()
        if open.isEmpty {
            roots.append(node)
        } else {
            open[open.count - 1].children.append(node)
        }
    }
}

extension EntryTree.Node {
    /// Its own number, else what its parts come to; of the steps of a scale only the highest counts.
    var points: Double? {
        if let weight = entry.weight { return weight.value }
        let parts = children.filter { $0.entry.role == .item }
        let numbers = parts.compactMap(\.points)
        guard !numbers.isEmpty else { return nil }
        return areSteps(parts) ? numbers.max() : numbers.reduce(0, +)
    }
}

/// Whether entries are the steps of one scale: alternatives, of which one applies, so that they do not add up.
func areSteps(_ nodes: [EntryTree.Node]) -> Bool {
    let scored = nodes.filter { $0.entry.weight != nil }
    guard scored.count >= 2, scored.allSatisfy({ $0.children.isEmpty }) else { return false }
    let steps = scored.count { BandWords.isStep($0.entry.name) }
    return steps * 10 >= scored.count * 6
}
