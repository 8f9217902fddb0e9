public import JobQueue

/// How a worker works. The defaults are what ships.
public struct WorkerConfiguration: Sendable, Hashable {
    /// How often the queue is asked when nothing wakes the worker.
    public var pollInterval: Duration
    /// The most runs that one claim takes.
    public var batchSize: Int
    /// The progress of all runs is written at most once in this time.
    public var progressInterval: Duration
    /// How long running jobs may go on after the worker was asked to stop.
    public var drainGrace: Duration
    /// How long the worker waits for runs that it has cancelled after ``drainGrace``.
    public var cancelGrace: Duration
    /// How long the worker tries to write what is left when all runs are over, before they are left open.
    public var closingGrace: Duration
    /// The most endings that are written together.
    public var endingBatch: Int
    /// How often jobs of types that nobody here serves are counted.
    public var censusInterval: Duration
    /// What becomes of jobs when their runs end.
    public var lifecycle: RunLifecycle
    /// The pauses between attempts at a queue that cannot be reached.
    public var storeBackoff: RetryPolicy

    public init(
        pollInterval: Duration = .seconds(5), batchSize: Int = 1_000, progressInterval: Duration = .milliseconds(250),
        drainGrace: Duration = .seconds(30), cancelGrace: Duration = .seconds(15),
        closingGrace: Duration = .seconds(20),
        endingBatch: Int = 1_000, censusInterval: Duration = .seconds(300), lifecycle: RunLifecycle = RunLifecycle(),
        storeBackoff: RetryPolicy = RetryPolicy(baseDelay: .milliseconds(250), maximumDelay: .seconds(15))
    ) {
        self.pollInterval = pollInterval
        self.batchSize = batchSize
        self.progressInterval = progressInterval
        self.drainGrace = drainGrace
        self.cancelGrace = cancelGrace
        self.closingGrace = closingGrace
        self.endingBatch = endingBatch
        self.censusInterval = censusInterval
        self.lifecycle = lifecycle
        self.storeBackoff = storeBackoff
    }
}
