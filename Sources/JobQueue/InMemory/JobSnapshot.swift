public import JSONText

/// A job and its runs as they are at one moment.
public struct JobSnapshot: Sendable, Hashable {
    public let job: Job
    /// By attempt, from 1.
    public let runs: [RunSnapshot]
    /// No run of the job will follow.
    public let isFinished: Bool
}

/// A run as it is at one moment: what the App reads from `job_runs` and `job_artifacts`.
public struct RunSnapshot: Sendable, Hashable {
    /// The words of `job_runs.status`.
    public enum Status: String, Sendable, Hashable {
        case pending
        case inProgress = "in_progress"
        case completed
        case failed
        case cancelled
    }

    public let id: RunID
    public let job: JobID
    /// From 1.
    public let attempt: Int
    public internal(set) var status: Status
    public internal(set) var progress: JSONText?
    public internal(set) var error: RunError?
    /// Empty unless the run is completed.
    public internal(set) var artifacts: [Artifact]
    /// How long a run that waits was put off; nil when it was not.
    public internal(set) var delay: Duration?

    init(id: RunID, job: JobID, attempt: Int, status: Status) {
        self.id = id
        self.job = job
        self.attempt = attempt
        self.status = status
        self.progress = nil
        self.error = nil
        self.artifacts = []
        self.delay = nil
    }
}
