/// What run() returned, or why it never did. The numbers of `TRUBUILD_OK` and its fellows.
public enum RunOutcome: Int32, Sendable, Hashable {
    case ok = 0
    case retry = 1
    case retryAfter = 2
    case permanent = 3
    case cancelled = 4
    case snooze = 5
}

/// Why a run should stop. The numbers of `TRUBUILD_CANCEL_USER` and its fellows.
public enum CancelReason: UInt32, Sendable, Hashable {
    case user = 1
    case timeout = 2
    case shutdown = 3
    case lost = 4
}

/// The levels of `TRUBUILD_LOG_TRACE` and its fellows.
public enum LogLevel: UInt32, Sendable, Hashable {
    case trace = 0
    case debug = 1
    case info = 2
    case warning = 3
    case error = 4
}

/// Which library to load, and how to make its instance.
public struct LoadRequest: Sendable, Hashable {
    /// Absolute, or a `/proc/self/fd/N` of the process that loads.
    public var libraryPath: String
    /// The manifest's `config`: a JSON object.
    public var config: [UInt8]
    /// Only `describe` is wanted: no instance is made, and the runner ends after its answer.
    public var describeOnly: Bool
    /// Not for a library that is loaded in-process.
    public var sandbox: SandboxPolicy

    public init(
        libraryPath: String, config: [UInt8], describeOnly: Bool, sandbox: SandboxPolicy = SandboxPolicy()
    ) {
        self.libraryPath = libraryPath
        self.config = config
        self.describeOnly = describeOnly
        self.sandbox = sandbox
    }
}

/// What a library says of itself: a copy of `trubuild_descriptor`.
public struct ProcessorDescriptor: Sendable, Hashable {
    public var id: String
    public var version: String
    public var summary: String
    public var jobTypes: [String]
    public var payloadSchema: String
    public var requiredExtensions: [String]
    public var abiMajor: UInt32
    public var abiMinor: UInt32

    public init(
        id: String, version: String, summary: String, jobTypes: [String], payloadSchema: String,
        requiredExtensions: [String], abiMajor: UInt32, abiMinor: UInt32
    ) {
        self.id = id
        self.version = version
        self.summary = summary
        self.jobTypes = jobTypes
        self.payloadSchema = payloadSchema
        self.requiredExtensions = requiredExtensions
        self.abiMajor = abiMajor
        self.abiMinor = abiMinor
    }
}

/// One run, as the processor gets it.
public struct RunRequest: Sendable, Hashable {
    /// Names the run in every frame about it. Unique within a runner, never 0.
    public var serial: UInt64
    public var runID: String
    public var jobID: String
    public var jobType: String
    public var attempt: UInt32
    /// Empty when the job names none.
    public var companyID: String
    /// Empty when the job names none.
    public var userID: String
    /// A JSON object.
    public var payload: [UInt8]
    /// Absolute; empty when the job names no company.
    public var packageDirectory: String
    /// Absolute; exists, empty, and is the run's own.
    public var scratchDirectory: String
    /// CLOCK_MONOTONIC in ns; 0 for none.
    public var deadline: UInt64
    /// Until when the run may go on unless `leaseExtended` comes. CLOCK_MONOTONIC in ns; 0 for as long as it takes.
    public var leaseEnd: UInt64
    public var checkpoint: [UInt8]
    public var limits: RunLimits
    /// The content types of artifacts that the host takes.
    public var contentTypes: [String]

    public init(
        serial: UInt64, runID: String, jobID: String, jobType: String, attempt: UInt32, companyID: String,
        userID: String, payload: [UInt8], packageDirectory: String, scratchDirectory: String, deadline: UInt64,
        leaseEnd: UInt64 = 0, checkpoint: [UInt8], limits: RunLimits, contentTypes: [String] = [jsonContentType]
    ) {
        self.serial = serial
        self.runID = runID
        self.jobID = jobID
        self.jobType = jobType
        self.attempt = attempt
        self.companyID = companyID
        self.userID = userID
        self.payload = payload
        self.packageDirectory = packageDirectory
        self.scratchDirectory = scratchDirectory
        self.deadline = deadline
        self.leaseEnd = leaseEnd
        self.checkpoint = checkpoint
        self.limits = limits
        self.contentTypes = contentTypes
    }
}

/// The content type that every host takes.
public let jsonContentType = "application/json"

/// How a run came back. Text is cut to its bounds and is valid UTF-8.
public struct RunResult: Sendable, Hashable {
    public var outcome: RunOutcome
    /// From `set_error`, or made by the loader when the processor misbehaved; empty on success.
    public var errorCode: String
    public var errorMessage: String
    /// From `set_delay`, in ms.
    public var delayMilliseconds: UInt64?
    /// What the processor did against the rules, one sentence each, for the log ("returned 77, which is no outcome").
    public var misbehaviour: [String]

    public init(
        outcome: RunOutcome, errorCode: String = "", errorMessage: String = "", delayMilliseconds: UInt64? = nil,
        misbehaviour: [String] = []
    ) {
        self.outcome = outcome
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.delayMilliseconds = delayMilliseconds
        self.misbehaviour = misbehaviour
    }
}
