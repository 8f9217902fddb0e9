/// How much a text speaks of each item of each criterion.
struct ItemMatcher: Sendable {
    private struct Posting: Sendable {
        var slot: Int32
        var credit: Double
    }

    /// By term.
    private var postings: [[Posting]] = []
    private var slotItem: [Int32] = []
    private var slotShare: [Double] = []
    private(set) var itemCount = 0

    /// - Parameter enough: weight of matched words that makes a full match.
    init(items: [RequirementItem], termCount: Int, enough: Double) {
        postings = Array(repeating: [], count: termCount)
        itemCount = items.count
        for (index, item) in items.enumerated() {
            let total = max(min(item.slotWeight, enough), 0.0001)
            for slot in item.slots {
                let number = Int32(slotItem.count)
                slotItem.append(Int32(index))
                slotShare.append(slot.weight / total)
                for alternative in slot.alternatives {
                    postings[Int(alternative.term)].append(Posting(slot: number, credit: alternative.credit))
                }
            }
        }
    }

    /// Memory of one reader of offers, so that nothing is allocated for a statement.
    struct Scratch {
        fileprivate var credit: [Double]
        fileprivate var slots: [Int32] = []
        fileprivate var match: [Double]
        /// Items that the text speaks of, with how much.
        private(set) var items: [Int32] = []

        init(_ matcher: ItemMatcher) {
            credit = Array(repeating: 0, count: matcher.slotItem.count)
            match = Array(repeating: 0, count: matcher.itemCount)
        }

        subscript(item: Int) -> Double { min(1, match[item]) }

        fileprivate mutating func clear() {
            for slot in slots { credit[Int(slot)] = 0 }
            for item in items { match[Int(item)] = 0 }
            slots.removeAll(keepingCapacity: true)
            items.removeAll(keepingCapacity: true)
        }

        fileprivate mutating func touch(item: Int32) {
            if match[Int(item)] == 0 { items.append(item) }
        }
    }

    /// Whether a term is among the words of items for which the answer is yes.
    func uses(_ term: Int32, where matches: (Int) -> Bool) -> Bool {
        postings[Int(term)].contains { matches(Int(slotItem[Int($0.slot)])) }
    }

    /// - Parameter layers: terms with the credit of where they stand: the statement itself first.
    func match(_ layers: [(terms: [Int32], credit: Double)], into scratch: inout Scratch) {
        scratch.clear()
        for layer in layers {
            for term in layer.terms {
                for posting in postings[Int(term)] {
                    let credit = posting.credit * layer.credit
                    let slot = Int(posting.slot)
                    let before = scratch.credit[slot]
                    guard credit > before else { continue }
                    if before == 0 { scratch.slots.append(posting.slot) }
                    scratch.credit[slot] = credit
                    scratch.touch(item: slotItem[slot])
                    scratch.match[Int(slotItem[slot])] += (credit - before) * slotShare[slot]
                }
            }
        }
    }
}
