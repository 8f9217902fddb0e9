import JobQueue

/// What a worker has done since it was made.
public struct WorkerStatistics: Sendable, Hashable {
    /// Runs taken from the queue.
    public internal(set) var claimed = 0
    /// Runs whose ending is written, by verdict. Their sum and ``stale`` and ``abandoned`` come to ``claimed`` in the
    /// end.
    public internal(set) var completed = 0
    public internal(set) var failed = 0
    public internal(set) var retried = 0
    public internal(set) var released = 0
    public internal(set) var cancelled = 0
    /// Endings that came too late: somebody else had ended the run.
    public internal(set) var stale = 0
    /// Runs that stay open because no ending of theirs could be written.
    public internal(set) var abandoned = 0
    /// Endings that the queue refused; each such run is then ended as failed.
    public internal(set) var refused = 0
    /// Runs of other hosts that were lost, ended by this one.
    public internal(set) var takenOver = 0
    /// Jobs that wait for types that are not served here, as of the last count.
    public internal(set) var unserved: [String: Int] = [:]
}

extension WorkerStatistics {
    mutating func count(_ settled: WriteQueue.Settled) {
        switch settled {
        case .written(let ending): count(ending.verdict)
        case .stale: stale += 1
        case .refused: refused += 1
        case .abandoned: abandoned += 1
        }
    }

    private mutating func count(_ verdict: Verdict) {
        switch verdict {
        case .completed: completed += 1
        case .failed: failed += 1
        case .retry: retried += 1
        case .release: released += 1
        case .cancelled: cancelled += 1
        }
    }
}
