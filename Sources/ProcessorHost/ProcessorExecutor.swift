public import JSONText
public import RunnerProtocol
public import Spool

/// What executes runs. The worker knows processors only through this.
public protocol ProcessorExecutor: Sendable {
    /// What is served now.
    func catalog() async -> ProcessorCatalog

    /// An element whenever ``catalog()`` has changed. For one consumer.
    var changes: AsyncStream<Void> { get }

    /// Executes one run to its end, in whatever placement the manifest says, within the processor's time-out.
    ///
    /// Does not wait and never throws: whatever happens to the processor is in the report. The events are called on arbitrary
    /// threads, in order, and not after the report.
    /// - Parameters:
    ///   - earlier: asked when the processor wants the result of an earlier job.
    ///   - whenOver: called once, on any thread, perhaps before this returns; it must not wait.
    func execute(
        _ order: RunOrder, events: any RunEvents, earlier: any EarlierArtifactSource,
        whenOver: @escaping @Sendable (RunReport) -> Void)

    /// Ends the runs that wait for a runner: they are reported as ``RunReport/Ending/notBegun(_:)``.
    func releaseWaiting()

    /// Asks a run to stop, and sees to it that it does: first by its cancel flag, then by force where the placement has
    /// one. Does nothing when the run is not being executed.
    func cancel(runID: String, reason: CancelReason) async

    /// The runs, and those that begin meanwhile, may go on for so long. Runs that are processes are over when no other call has come
    /// by then, even when this process cannot do anything any more. Before the first call they are not limited.
    ///
    /// - Parameter start: taken before the lease was asked for, so that a host which stands still in between grants nothing that
    ///   it has not got.
    func extendLease(by duration: Duration, since start: MonotonicInstant)
}

/// The processors that serve, by the job types they serve.
public struct ProcessorCatalog: Sendable, Hashable {
    public let processors: [ServedProcessor]

    public init(processors: [ServedProcessor]) {
        self.processors = processors
    }

    /// The processor for a type as a job names it, aliases included.
    public func processor(forType type: String) -> ServedProcessor? {
        processors.first { $0.jobTypes.contains(type) }
    }
}

/// A processor as the worker needs to know it.
public struct ServedProcessor: Sendable, Hashable {
    public let name: String
    /// Every spelling that a job may use: full names and their aliases.
    public let jobTypes: [String]
    /// How many runs it may have at once in this host now; 0 while it is out of service.
    public let concurrency: Int
    /// How many charged attempts a job gets.
    public let maxAttempts: Int
    /// The delay after a job's first failure; nil for the worker's.
    public let retryDelay: Duration?
    /// The longest delay between two attempts, unless the processor asks for more; nil for the worker's.
    public let longestRetryDelay: Duration?
    /// Why it takes no runs now, or only one on trial; nil when all is well.
    public let outOfService: String?

    public init(
        name: String, jobTypes: [String], concurrency: Int, maxAttempts: Int, retryDelay: Duration? = nil,
        longestRetryDelay: Duration? = nil, outOfService: String? = nil
    ) {
        self.name = name
        self.jobTypes = jobTypes
        self.concurrency = concurrency
        self.maxAttempts = maxAttempts
        self.retryDelay = retryDelay
        self.longestRetryDelay = longestRetryDelay
        self.outOfService = outOfService
    }
}

/// One run to be executed.
public struct RunOrder: Sendable, Hashable {
    public let processor: String
    public let runID: String
    public let jobID: String
    public let jobType: String
    /// From 1.
    public let attempt: Int
    public let companyID: String?
    public let userID: String?
    /// A JSON object.
    public let payload: JSONText
    /// Absolute; nil when the job names no company. The folder may be missing.
    public let packageDirectory: String?
    public let checkpoint: [UInt8]?

    public init(
        processor: String, runID: String, jobID: String, jobType: String, attempt: Int, companyID: String?,
        userID: String?, payload: JSONText, packageDirectory: String?, checkpoint: [UInt8]?
    ) {
        self.processor = processor
        self.runID = runID
        self.jobID = jobID
        self.jobType = jobType
        self.attempt = attempt
        self.companyID = companyID
        self.userID = userID
        self.payload = payload
        self.packageDirectory = packageDirectory
        self.checkpoint = checkpoint
    }
}

/// What a run reports while it goes on. Called often: implementations keep the newest value and return.
public protocol RunEvents: Sendable {
    /// The newest progress, a JSON object for the App.
    func progressed(_ progress: JSONText)
    /// The newest checkpoint.
    func checkpointed(_ bytes: [UInt8])
}

/// Where the results of earlier jobs come from. One is made for each run: it knows whose results the run may have.
public protocol EarlierArtifactSource: Sendable {
    /// The artifact of the newest job of one of the types whose latest run is completed and has an artifact of this type.
    /// Called once at a time for a run, in a task that is cancelled when the run is over.
    /// - Parameters:
    ///   - jobTypes: every spelling of one type.
    ///   - byteLimit: the most that payload and artifact may have together.
    /// - Throws: when it cannot be found out; the error goes to the log.
    func newest(jobTypes: [String], artifactType: String, byteLimit: Int) async throws -> EarlierAnswer
}

/// How a run ended.
public struct RunReport: Sendable, Hashable {
    public enum Ending: Sendable, Hashable {
        case completed([RunArtifact])
        /// May pass: `after` is the delay that the processor asked for. Crashes and time-outs are of this kind.
        case failed(RunFailure, after: Duration?)
        /// Will not pass.
        case failedForGood(RunFailure)
        /// The processor asked to be called later; not a failure.
        case snoozed(RunFailure, after: Duration?)
        /// It waited for a runner and goes back to the queue, untouched.
        case notBegun(RunFailure)
        /// It stopped because of ``ProcessorExecutor/cancel(runID:reason:)``, by itself or by force.
        case cancelled(CancelReason, RunFailure)
    }

    public let ending: Ending
    /// Since a runner took it over; nil when none did.
    public var elapsed: Duration?

    public init(_ ending: Ending, elapsed: Duration? = nil) {
        self.ending = ending
        self.elapsed = elapsed
    }
}

/// A committed artifact.
public struct RunArtifact: Sendable, Hashable {
    public let type: String
    /// `application/json`, or one of ``ProcessorHostConfiguration/contentTypes``.
    public let contentType: String
    /// JSON is clean; of other text it is known that it is UTF-8.
    public let content: SpooledBytes

    public init(type: String, contentType: String, content: SpooledBytes) {
        self.type = type
        self.contentType = contentType
        self.content = content
    }

    public init(type: String, data: JSONText) {
        self.init(type: type, contentType: jsonContentType, content: .memory(data.bytes))
    }
}

/// Why a run did not complete: a stable code for programs, a message for people.
public struct RunFailure: Error, Sendable, Hashable {
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}
