public import JSONText
public import Spool

/// A run that this host has claimed: its row is `in_progress`, and it is this host's to finish.
public struct ClaimedRun: Sendable, Hashable {
    public let id: RunID
    public let job: Job
    /// `attempt_no` of the row, from 1. Grows with every run of the job, charged or not.
    public let attempt: Int
    /// How many earlier runs of the job count against its maximum. Interrupted and snoozed runs do not.
    public let chargedAttempts: Int
    /// What the last run of this job saved, if it saved anything.
    public let checkpoint: [UInt8]?

    public init(id: RunID, job: Job, attempt: Int, chargedAttempts: Int, checkpoint: [UInt8]?) {
        self.id = id
        self.job = job
        self.attempt = attempt
        self.chargedAttempts = chargedAttempts
        self.checkpoint = checkpoint
    }
}

/// Why a run did not complete. `code` is for programs and stays the same; `message` is for people.
public struct RunError: Error, Sendable, Hashable, CustomStringConvertible {
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// The text of `job_runs.error`.
    public var description: String { "\(message) [\(code)]" }
}

/// A named result of a run.
public struct Artifact: Sendable, Hashable {
    /// `job_artifacts.artifact_type`: `result`, `report`.
    public let type: String
    /// PostgreSQL keeps JSON alone.
    public let contentType: String
    public let content: SpooledBytes

    public init(type: String, contentType: String, content: SpooledBytes) {
        self.type = type
        self.contentType = contentType
        self.content = content
    }

    public init(type: String, data: JSONText) {
        self.init(type: type, contentType: Self.json, content: .memory(data.bytes))
    }

    /// The content type of JSON.
    public static let json = "application/json"
}

/// How a run ends, and what becomes of its job.
public enum Verdict: Sendable, Hashable {
    /// The run is `completed`, and its artifacts are visible.
    case completed([Artifact])
    /// The run is `failed`, and so is the job.
    case failed(RunError)
    /// The run is `failed`; the next attempt is `pending` and is due after the delay. Charged.
    case retry(RunError, after: Duration)
    /// The run is `failed`; the next attempt is `pending` and is due after the delay. Not charged: it was not the
    /// processor's fault (the host stopped) or not a failure at all (the processor asked to be called later).
    case release(RunError, after: Duration)
    /// The run is `cancelled`, and so is the job.
    case cancelled(RunError)
}

/// The end of one run, ready to be written.
public struct RunEnding: Sendable, Hashable {
    public let run: RunID
    public let job: JobID
    public let verdict: Verdict

    public init(run: RunID, job: JobID, verdict: Verdict) {
        self.run = run
        self.job = job
        self.verdict = verdict
    }

    /// Whether an artifact of it lies in a file. Such an ending may take long: it is written by itself.
    public var isSpooled: Bool {
        guard case .completed(let artifacts) = verdict else { return false }
        return artifacts.contains { $0.content.isInFile }
    }
}
