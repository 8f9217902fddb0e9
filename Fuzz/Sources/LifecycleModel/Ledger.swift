import Foundation
import JSONText
import JobQueue

@testable import JobQueue

/// What the checker knows of each job and each lease, kept apart from the code that it checks.
struct Ledger {
    /// How an execution came to its end, as it really was.
    enum Cause {
        case completed
        /// A fault of the processor that may pass, a time-out included.
        case failed
        case failedForGood
        case snoozed
        case cancelledByUser
        /// Stopped for a reason that is not the processor's.
        case interrupted
    }

    private struct Entry {
        var runs: [RunSnapshot] = []
        var isFinished = false
        var charged = 0
        var losses = 0
        var dueAt = Duration.zero
    }

    private let maxAttempts: Int
    private let lossLimit: Int
    private var jobs: [JobID: Entry] = [:]
    private var causes: [RunID: Cause] = [:]
    private var owners: [RunID: HostID] = [:]
    private var lost: Set<RunID> = []
    /// When the lease of each host ends, by the queue's clock; nil once it has left.
    private var leaseEnds: [HostID: Duration] = [:]
    private(set) var inserted: [JobID] = []

    init(maxAttempts: Int, lossLimit: Int) {
        self.maxAttempts = maxAttempts
        self.lossLimit = lossLimit
    }

    // MARK: What has happened

    mutating func inserted(_ job: JobID, now: Duration) {
        jobs[job] = Entry(dueAt: now)
        inserted.append(job)
    }

    mutating func beaten(_ host: HostID, until end: Duration) { leaseEnds[host] = end }
    mutating func left(_ host: HostID) { leaseEnds[host] = nil }

    mutating func concluded(_ run: ClaimedRun, _ cause: Cause, _ verdict: Verdict) throws(Violation) {
        try demand(causes[run.id] == nil, "run \(run.id.uuid.short) ended twice in its host")
        causes[run.id] = cause
        let isLast = run.chargedAttempts + 1 >= maxAttempts
        let isRight =
            switch (cause, verdict) {
            case (.completed, .completed), (.failedForGood, .failed), (.cancelledByUser, .cancelled),
                (.snoozed, .release), (.interrupted, .release):
                true
            case (.failed, .failed): isLast
            case (.failed, .retry): !isLast
            default: false
            }
        try demand(isRight, "the verdict on run \(run.id.uuid.short), which \(cause), is \(verdict)")
    }

    mutating func claimed(_ run: ClaimedRun, by host: HostID, _ after: JobSnapshot?, now: Duration) throws(Violation) {
        guard let entry = jobs[run.job.id], let after else {
            throw Violation("a job that was never inserted is claimed")
        }
        let name = "job \(run.job.id.uuid.short)"
        try demand(!entry.isFinished, "\(name) has ended and is claimed")
        let before = entry.runs.last?.status
        try demand(before == nil || before == .pending, "\(name) is claimed while its newest run is \(before!)")
        try demand(now >= entry.dueAt, "\(name) is claimed \(entry.dueAt - now) before it is due")
        try demand(run.attempt == after.runs.count, "\(name): attempt \(run.attempt) of \(after.runs.count) runs")
        try demand(run.attempt == max(entry.runs.count, 1), "\(name): the attempt skips a number")
        try demand(
            run.chargedAttempts == entry.charged, "\(name) was charged \(entry.charged), not \(run.chargedAttempts)")
        try demand(entry.charged < maxAttempts, "\(name) is tried beyond its maximum")
        try demand(after.runs.last?.status == .inProgress, "\(name) is claimed and not in progress")
        owners[run.id] = host
        try look(at: after)
    }

    /// An ending was handed to the queue.
    mutating func finished(
        _ ending: RunEnding, _ result: EndingResult, _ before: JobSnapshot?, _ after: JobSnapshot?, now: Duration
    ) throws(Violation) {
        guard let before, let after else { throw Violation("a job is gone") }
        let name = "run \(ending.run.uuid.short)"
        let wasAlive = before.runs.last.map { $0.id == ending.run && $0.status == .inProgress } ?? false
        guard wasAlive else {
            try demand(before == after, "the late ending of \(name) has changed its job")
            if result == .written {
                let run = after.runs.first { $0.id == ending.run }
                try demand(
                    run?.status == ending.verdict.status,
                    "\(name) is said to be written and is \(run?.status, default: "none")")
            }
            return
        }
        try demand(result == .written, "the ending of \(name), which is in progress, is \(result)")
        let run = after.runs.first { $0.id == ending.run }
        try demand(
            run?.status == ending.verdict.status,
            "\(name) ended as \(ending.verdict) and is \(run?.status, default: "none")")
        switch ending.verdict {
        case .completed, .failed, .cancelled:
            try demand(after.isFinished, "\(name) ended for good, and its job goes on")
        case .retry(_, let delay):
            try demand(!after.isFinished, "\(name) is to be tried again, and its job has ended")
            jobs[ending.job]?.charged += 1
            jobs[ending.job]?.dueAt = now + delay
        case .release(_, let delay):
            try demand(!after.isFinished, "\(name) is to be tried again, and its job has ended")
            jobs[ending.job]?.dueAt = now + delay
        }
        try look(at: after)
    }

    mutating func takenOver(_ run: LostRun, _ after: JobSnapshot?, now: Duration) throws(Violation) {
        guard var entry = jobs[run.job], let after else { throw Violation("a job is gone") }
        let name = "run \(run.run.uuid.short)"
        let last = entry.runs.last
        try demand(last?.id == run.run && last?.status == .inProgress, "\(name) is taken over and not in progress")
        guard let owner = owners[run.run] else { throw Violation("\(name) is taken from nobody") }
        if let end = leaseEnds[owner] {
            try demand(now > end, "\(name) is taken over \(end - now) before its lease ends")
        }
        entry.losses += 1
        lost.insert(run.run)
        // It gets its old place back the first time.
        if entry.losses > 1 { entry.dueAt = now + .seconds(5 * (entry.losses - 1)) }
        try demand(
            run.isGivenUp == (entry.losses >= lossLimit),
            "\(name): given up \(run.isGivenUp) after \(entry.losses) losses")
        try demand(after.isFinished == run.isGivenUp, "\(name): its job has ended: \(after.isFinished)")
        jobs[run.job] = entry
        try look(at: after)
    }

    /// A runner works on a run from now on.
    func begun(_ run: RunID) throws(Violation) {
        try demand(!lost.contains(run), "run \(run.uuid.short) begins after it was taken over")
    }

    mutating func cancelled(_ job: JobID, _ isDone: Bool, _ after: JobSnapshot?) throws(Violation) {
        guard let entry = jobs[job], let after else { throw Violation("a job is gone") }
        try demand(
            isDone == !entry.isFinished, "job \(job.uuid.short) had ended: \(entry.isFinished), cancelled: \(isDone)")
        guard isDone else { return try demand(after.runs == entry.runs, "a job that had ended has changed") }
        try demand(after.runs.last?.status == .cancelled, "a cancelled job is not")
        try look(at: after)
    }

    // MARK: What must hold

    /// The runs of a job as the App sees them, after each change.
    private mutating func look(at job: JobSnapshot) throws(Violation) {
        let name = "job \(job.job.id.uuid.short)"
        guard let entry = jobs[job.job.id] else { throw Violation("\(name) was never inserted") }
        try demand(!entry.isFinished, "\(name) had ended and has changed")
        try demand(job.runs.map(\.attempt) == Array(1...job.runs.count), "\(name): attempts \(job.runs.map(\.attempt))")
        for (index, run) in job.runs.enumerated() {
            let isNewest = index == job.runs.count - 1
            if index < entry.runs.count { try demand(entry.runs[index].id == run.id, "\(name): a run has another id") }
            if !isNewest {
                try demand(run.status == .failed, "\(name): an earlier run is \(run.status)")
                if index < entry.runs.count - 1 {
                    try demand(entry.runs[index] == run, "\(name): an earlier run has changed")
                }
            }
            if run.status == .completed {
                // The artifact of a run is its own name.
                let own = Artifact(type: "result", data: JSONText(trusted: Array("\(run.id)".utf8)))
                try demand(run.artifacts == [own], "\(name) shows the artifact of another run")
            } else {
                try demand(run.artifacts.isEmpty, "\(name) shows an artifact of a run that is \(run.status)")
            }
        }
        switch job.runs.last?.status {
        case .failed: try demand(job.isFinished, "\(name) looks failed and is not final")
        case .completed, .cancelled: try demand(job.isFinished, "\(name) is over and still queued")
        case .pending, .inProgress: try demand(!job.isFinished, "\(name) has ended and looks alive")
        case nil: break
        }
        jobs[job.job.id]?.runs = job.runs
        jobs[job.job.id]?.isFinished = job.isFinished
    }

    /// At the very end every job is over.
    func checkEnd(_ snapshot: (JobID) -> JobSnapshot?) throws(Violation) {
        for job in inserted {
            guard let last = snapshot(job) else { throw Violation("a job is gone") }
            try demand(last.isFinished, "job \(job.uuid.short) never ends: \(last.runs.map(\.status))")
            try demand(last.runs == jobs[job]?.runs, "job \(job.uuid.short) has changed unseen")
        }
    }
}

extension Verdict {
    fileprivate var status: RunSnapshot.Status {
        switch self {
        case .completed: .completed
        case .cancelled: .cancelled
        case .failed, .retry, .release: .failed
        }
    }
}
