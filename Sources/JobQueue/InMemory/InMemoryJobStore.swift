public import Foundation
public import JSONText

/// A queue in the memory of one process, for `exec`, for `DB_TYPE=mock` and for tests. The same rules as PostgreSQL:
/// a retried run is `failed` and the job's next run is `pending`, writes are guarded by the run, and endings of
/// runs that are over are stale. It has one host, which nobody can take over.
public actor InMemoryJobStore: JobStore {
    public nonisolated let lease: LeasePolicy
    private let host = HostID(UUID())
    private let time: ElapsedTime
    private let makeID: @Sendable () -> RunID
    private let date: @Sendable () -> Date
    private let wakes = Listeners<Void>()
    private let cancels = Listeners<RunID>()
    private var table: JobTable
    private var watchers: [JobID: [AsyncStream<RunSnapshot>.Continuation]] = [:]
    private var isClosed = false

    /// - Parameters:
    ///   - finishedLimit: how many finished jobs are remembered, at least 1; the oldest are forgotten first.
    ///   - clock: decides when a delayed job is due.
    ///   - ids: the ids of runs.
    ///   - date: when runs are completed.
    public init(
        finishedLimit: Int = 1000, lease: LeasePolicy = .standard, clock: any Clock<Duration> = ContinuousClock(),
        ids: TimeOrderedIDs = TimeOrderedIDs(), date: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.lease = lease
        self.time = ElapsedTime(clock)
        self.makeID = { RunID(ids.next()) }
        self.date = date
        self.table = JobTable(finishedLimit: finishedLimit)
        _ = table.beat(host, lease: lease, runs: [], now: .zero)
    }

    /// Puts a job into the queue.
    /// - Throws: ``JobStoreError`` when the store is closed or has a job of this id.
    public func insert(_ job: Job) throws {
        try checkOpen()
        guard table.insert(job, due: time.now) else {
            throw JobStoreError(code: "store.duplicate_job", message: "the queue has a job \(job.id) already")
        }
        wakes.publish()
    }

    /// Puts a job into the store that has been completed elsewhere, as if it had been inserted and run now.
    /// - Throws: ``JobStoreError`` when the store is closed or has a job of this id.
    public func insert(_ job: Job, completedAt date: Date, artifacts: [Artifact]) throws {
        try checkOpen()
        guard table.insert(job, completedAt: date, artifacts: artifacts, makeID: makeID) else {
            throw JobStoreError(code: "store.duplicate_job", message: "the queue has a job \(job.id) already")
        }
    }

    /// Ends a job from outside, whether it waits or runs; the guarded writes of its run have no effect from now on.
    /// - Returns: false when the job is unknown or finished.
    @discardableResult public func cancel(_ job: JobID) -> Bool {
        guard table.cancel(job, makeID: makeID) else { return false }
        if let run = table.snapshot(of: job)?.runs.last { cancels.publish(run.id) }
        publish(job)
        return true
    }

    /// A job and its runs, also after ``close()``; nil when it was never inserted, or is forgotten.
    public func snapshot(of job: JobID) -> JobSnapshot? { table.snapshot(of: job) }

    /// The newest run of a job: as it is, then whenever it has changed, with only the newest kept for a slow reader.
    /// The last element is how the job ended; the stream also ends when the store is closed.
    public func updates(of job: JobID) -> AsyncStream<RunSnapshot> {
        let (stream, watcher) = AsyncStream.makeStream(of: RunSnapshot.self, bufferingPolicy: .bufferingNewest(1))
        let snapshot = table.snapshot(of: job)
        if let newest = snapshot?.runs.last { watcher.yield(newest) }
        if snapshot?.isFinished ?? true || isClosed {
            watcher.finish()
        } else {
            watchers[job, default: []].append(watcher)
        }
        return stream
    }

    // MARK: JobStore

    public func open() throws -> [String] {
        try checkOpen()
        return []
    }

    public func beat(runs: [RunID], offer: Offer) throws -> BeatAnswer {
        try checkOpen()
        return table.beat(host, lease: lease, runs: runs, now: time.now)
    }

    /// There is no other host whose runs could be taken.
    public func takeOver() throws -> [LostRun] {
        try checkOpen()
        return []
    }

    public func claim(_ request: ClaimRequest) throws -> [ClaimedRun] {
        try checkOpen()
        let runs = table.claim(request, host: host, now: time.now, makeID: makeID)
        for run in runs { publish(run.job.id) }
        return runs
    }

    public func report(progress: [RunID: JSONText]) throws -> Set<RunID> {
        try checkOpen()
        return progress.reduce(into: []) { alive, report in
            guard table.report(report.value, of: report.key) else { return }
            alive.insert(report.key)
            if let job = table.job(of: report.key) { publish(job) }
        }
    }

    public func save(checkpoints: [RunID: [UInt8]]) throws {
        try checkOpen()
        for (run, checkpoint) in checkpoints { table.save(checkpoint, of: run) }
    }

    public func finish(_ endings: [RunEnding]) throws -> [EndingResult] {
        try checkOpen()
        let now = time.now
        var mayClaim = false
        let results = endings.map { ending in
            let result = table.finish(ending, now: now, date: date(), makeID: makeID)
            switch ending.verdict {
            case .retry, .release: mayClaim = mayClaim || result == .written
            case .completed, .failed, .cancelled: break
            }
            publish(ending.job)
            return result
        }
        if mayClaim { wakes.publish() }
        return results
    }

    public func newestResult(_ query: EarlierQuery) throws -> EarlierFinding {
        try checkOpen()
        return table.newestResult(query)
    }

    public nonisolated func onWakeUp(_ react: @escaping @Sendable () -> Void) { wakes.listen(react) }

    public nonisolated func onCancellation(_ react: @escaping @Sendable (RunID) -> Void) { cancels.listen(react) }

    public func census() throws -> [String: Int] {
        try checkOpen()
        return table.waiting()
    }

    public func close() {
        isClosed = true
        wakes.finish()
        cancels.finish()
        for watcher in watchers.values.joined() { watcher.finish() }
        watchers = [:]
    }

    // MARK: -

    private func checkOpen() throws {
        if isClosed { throw JobStoreError(code: "store.closed", message: "the queue is closed") }
    }

    /// Tells those who watch a job what it has come to.
    private func publish(_ job: JobID) {
        guard let watching = watchers[job] else { return }
        guard let snapshot = table.snapshot(of: job), let newest = snapshot.runs.last else { return }
        watchers[job] = watching.filter { watcher in
            if case .terminated = watcher.yield(newest) { return false }
            if snapshot.isFinished { watcher.finish() }
            return !snapshot.isFinished
        }
        if watchers[job]?.isEmpty ?? true { watchers[job] = nil }
    }
}
