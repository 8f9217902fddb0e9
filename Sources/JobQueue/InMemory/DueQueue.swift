import HeapModule

/// Jobs of one type, in the order in which they are due; those that are due at the same moment in the order in which
/// they came.
struct DueQueue {
    private struct Entry: Comparable {
        let due: Duration
        let order: Int
        let job: JobID

        static func == (a: Entry, b: Entry) -> Bool { a.order == b.order }
        static func < (a: Entry, b: Entry) -> Bool { (a.due, a.order) < (b.due, b.order) }
    }

    private var entries = Heap<Entry>()

    /// - Parameter order: grows with every job that is put into any queue.
    mutating func insert(_ job: JobID, due: Duration, order: Int) {
        entries.insert(Entry(due: due, order: order, job: job))
    }

    /// When the first job is due, and its order; nil when there is none.
    var first: (due: Duration, order: Int)? { entries.min.map { ($0.due, $0.order) } }

    mutating func popFirst() -> JobID? { entries.popMin()?.job }
}
