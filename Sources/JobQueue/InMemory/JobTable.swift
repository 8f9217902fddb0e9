import DequeModule
import Foundation
import JSONText
import Spool

/// The three tables and the queue as one value: every rule of ``InMemoryJobStore``, without its clock and its
/// listeners.
struct JobTable {
    private enum State { case waiting, running, finished }

    private struct Record {
        let job: Job
        var runs: [RunSnapshot] = []
        var state = State.waiting
        var chargedAttempts = 0
        var losses = 0
        /// When it was last due.
        var due = Duration.zero
        /// Who holds the run in progress.
        var host: HostID?
        var checkpoint: [UInt8]?
        /// Grows with every job that is inserted.
        var age = 0
        var completedAt: Date?
    }

    /// What the artifacts of finished jobs that are remembered may hold together, in bytes.
    static let finishedBytes: UInt64 = 256 << 20

    private let finishedLimit: Int
    private var records: [JobID: Record] = [:]
    private var owners: [RunID: JobID] = [:]
    private var queues: [String: DueQueue] = [:]
    private var finished = Deque<JobID>()
    private var finishedSize: UInt64 = 0
    private var order = 0
    private var insertions = 0
    private var leases = LeaseTable()

    /// - Parameter finishedLimit: how many finished jobs are remembered, at least 1: the one that has just finished.
    init(finishedLimit: Int) {
        self.finishedLimit = max(finishedLimit, 1)
    }

    func snapshot(of job: JobID) -> JobSnapshot? {
        records[job].map { JobSnapshot(job: $0.job, runs: $0.runs, isFinished: $0.state == .finished) }
    }

    func job(of run: RunID) -> JobID? { owners[run] }

    /// - Returns: false when the table has a job of this id already.
    mutating func insert(_ job: Job, due: Duration) -> Bool {
        guard records[job.id] == nil else { return false }
        insertions += 1
        records[job.id] = Record(job: job, age: insertions)
        enqueue(job, due: due)
        return true
    }

    /// A job that was completed elsewhere.
    mutating func insert(_ job: Job, completedAt date: Date, artifacts: [Artifact], makeID: () -> RunID) -> Bool {
        guard records[job.id] == nil else { return false }
        insertions += 1
        var run = RunSnapshot(id: makeID(), job: job.id, attempt: 1, status: .completed)
        run.artifacts = artifacts
        records[job.id] = Record(job: job, runs: [run], age: insertions, completedAt: date)
        owners[run.id] = job.id
        retire(job.id)
        return true
    }

    /// Reads every record: there are as many as are remembered.
    func newestResult(_ query: EarlierQuery) -> EarlierFinding {
        let candidates = records.values.filter { record in
            query.jobTypes.contains(record.job.type) && record.job.id != query.excluding
                && JobScope(of: record.job) == query.scope
        }
        for record in candidates.sorted(by: { $0.age > $1.age }).prefix(EarlierQuery.jobLimit) {
            guard let run = record.runs.last, run.status == .completed,
                let artifact = run.artifacts.last(where: {
                    $0.type == query.artifactType && $0.contentType == Artifact.json
                })
            else { continue }
            let size = artifact.content.size + UInt64(record.job.payload.bytes.count)
            guard size <= UInt64(query.byteLimit), let data = try? artifact.content.contents() else { return .tooLarge }
            let completedAt = record.completedAt?.formatted(
                Date.ISO8601FormatStyle(includingFractionalSeconds: true, timeZone: .gmt))
            return .found(
                EarlierResult(
                    job: record.job.id, completedAt: completedAt ?? "", payload: record.job.payload,
                    data: JSONText(trusted: data)))
        }
        return .none
    }

    /// Extends the lease of a host, or gives it one.
    mutating func beat(_ host: HostID, lease: LeasePolicy, runs: [RunID], now: Duration) -> BeatAnswer {
        guard leases.beat(host, for: lease.duration, now: now) else { return .lost }
        return .held(ended: Set(runs.filter { !isInProgress($0) }))
    }

    /// Gives up the lease of a host. Runs that it left open can be taken over at once.
    mutating func leave(_ host: HostID) { leases.leave(host) }

    /// Ends the runs of hosts whose lease has run out.
    mutating func takeOver(lease: LeasePolicy, now: Duration, makeID: () -> RunID) -> [LostRun] {
        leases.expire(now: now)
        let lost = records.values.filter { record in
            record.state == .running && record.host.map { leases.isLost($0) } ?? false
        }
        return lost.sorted { $0.age < $1.age }.compactMap { record in
            guard let run = record.runs.last, run.status == .inProgress else { return nil }
            return lose(run.id, of: record.job.id, lease: lease, now: now, makeID: makeID)
        }
    }

    /// Takes due jobs, the longest due first within a group.
    /// - Parameter host: holds a lease, or there is nothing for it.
    mutating func claim(
        _ request: ClaimRequest, host: HostID, now: Duration, makeID: () -> RunID
    ) -> [ClaimedRun] {
        guard leases.holds(host) else { return [] }
        var claimed: [ClaimedRun] = []
        for group in request.groups {
            var slots = min(group.slots, request.limit - claimed.count)
            while slots > 0, let job = nextDue(of: group.types, now: now) {
                guard let run = start(job, on: host, makeID: makeID) else { continue }
                claimed.append(run)
                slots -= 1
            }
        }
        return claimed
    }

    mutating func report(_ progress: JSONText, of run: RunID) -> Bool {
        update(run) { record in record.runs[record.runs.count - 1].progress = progress }
    }

    mutating func save(_ checkpoint: [UInt8], of run: RunID) {
        _ = update(run) { record in record.checkpoint = checkpoint }
    }

    mutating func finish(
        _ ending: RunEnding, now: Duration, date: Date, makeID: () -> RunID
    ) -> EndingResult {
        let known = update(ending.run) { record in
            let last = record.runs.count - 1
            switch ending.verdict {
            case .completed(let artifacts):
                record.runs[last].status = .completed
                record.runs[last].artifacts = artifacts
                record.completedAt = date
            case .failed(let error), .retry(let error, _), .release(let error, _):
                record.runs[last].status = .failed
                record.runs[last].error = error
            case .cancelled(let error):
                record.runs[last].status = .cancelled
                record.runs[last].error = error
            }
        }
        guard known else { return isEnded(ending) ? .written : .stale }
        switch ending.verdict {
        case .completed, .failed, .cancelled: retire(ending.job)
        case .retry(_, let delay):
            records[ending.job]?.chargedAttempts += 1
            wait(ending.job, for: delay, due: now + delay, makeID: makeID)
        case .release(_, let delay):
            wait(ending.job, for: delay, due: now + delay, makeID: makeID)
        }
        return .written
    }

    /// Ends a job from outside, as an App's `UPDATE job_runs SET status = 'cancelled'` does.
    /// - Returns: false when the job is unknown or finished.
    mutating func cancel(_ job: JobID, makeID: () -> RunID) -> Bool {
        guard var record = records[job], record.state != .finished else { return false }
        if record.runs.isEmpty {
            let run = RunSnapshot(id: makeID(), job: job, attempt: 1, status: .pending)
            record.runs.append(run)
            owners[run.id] = job
        }
        record.runs[record.runs.count - 1].status = .cancelled
        records[job] = record
        retire(job)
        return true
    }

    /// How many jobs of each type wait, due or not.
    func waiting() -> [String: Int] {
        records.values.reduce(into: [:]) { counts, record in
            if record.state == .waiting { counts[record.job.type, default: 0] += 1 }
        }
    }
}

extension JobTable {
    private mutating func enqueue(_ job: Job, due: Duration) {
        order += 1
        records[job.id]?.due = due
        queues[job.type, default: DueQueue()].insert(job.id, due: due, order: order)
    }

    private mutating func nextDue(of types: [String], now: Duration) -> JobID? {
        let heads = types.compactMap { type in queues[type]?.first.map { (type: type, due: $0.due, order: $0.order) } }
        guard let head = heads.min(by: { ($0.due, $0.order) < ($1.due, $1.order) }), head.due <= now else { return nil }
        return queues[head.type]?.popFirst()
    }

    /// Nil when the job was cancelled while it waited.
    private mutating func start(_ job: JobID, on host: HostID, makeID: () -> RunID) -> ClaimedRun? {
        guard var record = records[job], record.state == .waiting else { return nil }
        if record.runs.last?.status != .pending {
            let run = RunSnapshot(id: makeID(), job: job, attempt: record.runs.count + 1, status: .pending)
            record.runs.append(run)
            owners[run.id] = job
        }
        let last = record.runs.count - 1
        record.runs[last].status = .inProgress
        record.state = .running
        record.host = host
        records[job] = record
        return ClaimedRun(
            id: record.runs[last].id, job: record.job, attempt: record.runs[last].attempt,
            chargedAttempts: record.chargedAttempts, checkpoint: record.checkpoint)
    }

    /// The guard of every write: changes the job of a run only while the run is in progress.
    private mutating func update(_ run: RunID, _ change: (inout Record) -> Void) -> Bool {
        guard let job = owners[run], let last = records[job]?.runs.last, last.id == run, last.status == .inProgress
        else { return false }
        change(&records[job]!)  // Present: looked up on the line above.
        return true
    }

    private func isInProgress(_ run: RunID) -> Bool {
        guard let job = owners[run], let last = records[job]?.runs.last else { return false }
        return last.id == run && last.status == .inProgress
    }

    /// Ends a run whose host gave no sign of life.
    private mutating func lose(
        _ run: RunID, of job: JobID, lease: LeasePolicy, now: Duration, makeID: () -> RunID
    ) -> LostRun? {
        guard var record = records[job] else { return nil }
        record.losses += 1
        let isGivenUp = record.losses >= lease.lossLimit
        let error = RunError.workerLost(host: record.host?.description ?? "", losses: record.losses, isLast: isGivenUp)
        record.runs[record.runs.count - 1].status = .failed
        record.runs[record.runs.count - 1].error = error
        records[job] = record
        if isGivenUp {
            retire(job)
        } else {
            let rest = lease.rest(afterLosses: record.losses)
            wait(job, for: rest ?? .zero, due: rest.map { now + $0 } ?? record.due, makeID: makeID)
        }
        return LostRun(run: run, job: job, error: error.description, isGivenUp: isGivenUp)
    }

    /// Whether this very ending was written before.
    private func isEnded(_ ending: RunEnding) -> Bool {
        guard let runs = records[ending.job]?.runs, let run = runs.first(where: { $0.id == ending.run }) else {
            return false
        }
        let isContinued = run.attempt < runs.count
        return switch ending.verdict {
        case .completed: run.status == .completed
        case .failed(let error): run.status == .failed && run.error == error && !isContinued
        case .cancelled(let error): run.status == .cancelled && run.error == error
        case .retry(let error, _), .release(let error, _): run.status == .failed && run.error == error && isContinued
        }
    }

    private mutating func wait(_ job: JobID, for delay: Duration, due: Duration, makeID: () -> RunID) {
        guard var record = records[job] else { return }
        var run = RunSnapshot(id: makeID(), job: job, attempt: record.runs.count + 1, status: .pending)
        run.delay = delay
        record.runs.append(run)
        record.state = .waiting
        record.host = nil
        records[job] = record
        owners[run.id] = job
        enqueue(record.job, due: due)
    }

    private mutating func retire(_ job: JobID) {
        records[job]?.state = .finished
        records[job]?.checkpoint = nil
        finished.append(job)
        finishedSize += size(of: job)
        // The newest stays, whatever its size: somebody is about to look at it.
        while finished.count > finishedLimit || (finishedSize > Self.finishedBytes && finished.count > 1),
            let oldest = finished.popFirst()
        {
            finishedSize -= size(of: oldest)
            for run in records.removeValue(forKey: oldest)?.runs ?? [] { owners[run.id] = nil }
        }
    }

    /// What the artifacts of a job hold together.
    private func size(of job: JobID) -> UInt64 {
        (records[job]?.runs ?? []).reduce(0) { sum, run in run.artifacts.reduce(sum) { $0 + $1.content.size } }
    }
}
