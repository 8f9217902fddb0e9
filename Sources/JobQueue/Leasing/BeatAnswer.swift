public import Foundation

/// One start of one host, as the queue knows it: whoever loses its lease is another host afterwards.
public struct HostID: Hashable, Sendable, CustomStringConvertible {
    public let uuid: UUID
    public init(_ uuid: UUID) { self.uuid = uuid }
    /// Lower case, as PostgreSQL prints it.
    public var description: String { uuid.text }
}

/// What the queue says to a beat.
public enum BeatAnswer: Sendable, Hashable {
    /// The lease is extended. Of the runs that were asked about, `ended` are not in progress any more.
    case held(ended: Set<RunID>, sight: QueueSight = QueueSight())
    /// The lease had run out, and others have taken over. This host has a new lease, and none of its runs.
    case lost
}

/// What a host sees of the queue with a beat, so that it need not ask for more when there is nothing. What is not known is true.
public struct QueueSight: Sendable, Hashable {
    /// A claim may get something, or the store has something to do with one.
    public var isWorkDue: Bool
    /// Somebody executes runs, and may be lost.
    public var isAnythingRunning: Bool
    /// A host has lost its lease.
    public var isAnyoneLost: Bool

    public init(isWorkDue: Bool = true, isAnythingRunning: Bool = true, isAnyoneLost: Bool = true) {
        self.isWorkDue = isWorkDue
        self.isAnythingRunning = isAnythingRunning
        self.isAnyoneLost = isAnyoneLost
    }
}

/// A run that was taken from a host without a sign of life.
public struct LostRun: Sendable, Hashable {
    public let run: RunID
    public let job: JobID
    /// The text in `job_runs.error`.
    public let error: String
    /// The job has lost too many workers, and failed.
    public let isGivenUp: Bool

    public init(run: RunID, job: JobID, error: String, isGivenUp: Bool) {
        self.run = run
        self.job = job
        self.error = error
        self.isGivenUp = isGivenUp
    }
}
