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
    case held(ended: Set<RunID>)
    /// The lease had run out, and others have taken over. This host has a new lease, and none of its runs.
    case lost
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
