public import Foundation
public import JobQueue
public import Logging
public import PostgresClient
import Synchronization

/// The queue in PostgreSQL: the three public tables, and our own in the schema `trubuild`.
///
/// Every method is one statement, or a constant number of them, whatever the size of its batch. It holds no lock and no
/// transaction between calls. `PostgresError`s pass through; a ``StoreError`` says what an operator has to put right.
///
/// ```swift
/// let ids = TimeOrderedIDs()
/// let store = PostgresJobStore(
///     configuration: try PostgresConfiguration(url: url), makeID: { ids.next() }, logger: logger)
/// for notice in try await store.open() { logger.notice("\(notice)") }
/// ```
public final class PostgresJobStore: JobStore {
    /// The channel that tells of new jobs.
    static let channel = "trubuild_jobs"
    /// The channel that tells which run was cancelled.
    static let cancelChannel = "trubuild_cancelled"
    /// How long a close may try to return the runs of lost claims.
    private static let closingLimit = Duration.seconds(5)

    /// How many large results may be on their way at once. The server takes up to sixteen times their size in memory.
    static let streamCount = 2

    enum Phase {
        case new
        case open(Session)
        case closed
    }

    struct State {
        var phase = Phase.new
        /// Who this store is to the queue, until its lease is lost.
        var host: HostID
        var upkeep: UpkeepSchedule
        var sweepPosition = PostgresJobStore.firstID
        var lostClaims = LostClaims()
        var front = QueueFront()
        var watch = Watch()
        var listening: Task<Void, Never>?
        /// The listener has lost its connection.
        var isDeaf = false
        var lookingBack: Task<Void, Never>?
        /// How often the streams of runs have failed.
        var streamFailures: [RunID: Int] = [:]
    }

    let configuration: PostgresConfiguration
    public let lease: LeasePolicy
    /// What other hosts call this one.
    let hostName: String
    let pool: PostgresPool
    /// One connection for leases: a beat must not wait for a large result.
    let leasePool: PostgresPool
    /// Connections for results that take long. They are opened when there is one.
    let streamPool: PostgresPool
    /// nil where a pooler stands in between: nobody can listen through one.
    let listener: PostgresListener?
    let wakers = Listeners<Void>()
    let cancels = Listeners<RunID>()
    let makeID: @Sendable () -> UUID
    let now: @Sendable () -> ContinuousClock.Instant
    let logger: Logger
    let state: Mutex<State>

    /// - Parameters:
    ///   - poolSize: how many connections the store may use, beside one that listens and one for beats.
    ///   - listens: whether to keep a connection that is told of new and cancelled jobs. Without it nothing relies on a
    ///     session of the server for longer than a transaction, as a pooler in transaction mode wants it.
    ///   - hostName: what operators and other hosts are shown.
    ///   - makeID: makes the ids of runs and artifacts; time-ordered ones keep the indexes compact.
    ///   - now: the clock by which chores are due.
    public init(
        configuration: PostgresConfiguration, poolSize: Int = 4, lease: LeasePolicy = .standard,
        listens: Bool = true,
        hostName: String = "\(ProcessInfo.processInfo.hostName):\(ProcessInfo.processInfo.processIdentifier)",
        makeID: @escaping @Sendable () -> UUID,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, logger: Logger
    ) {
        var configuration = configuration
        configuration.applicationName = "trubuild-host"
        configuration.isTransactionPooled = !listens
        self.configuration = configuration
        self.lease = lease
        self.hostName = hostName
        self.makeID = makeID
        self.now = now
        self.logger = logger
        let planned = configuration.planned
        pool = PostgresPool(configuration: planned, size: poolSize, logger: logger)
        var hasty = planned
        hasty.connectTimeout = min(configuration.connectTimeout, lease.beatInterval)
        hasty.cancelGrace = min(configuration.cancelGrace, lease.beatInterval / 6)
        leasePool = PostgresPool(configuration: hasty, size: 1, waitLimit: lease.beatInterval, logger: logger)
        streamPool = PostgresPool(
            configuration: planned, size: Self.streamCount, waitLimit: .seconds(60), logger: logger)
        listener =
            listens
            ? PostgresListener(
                configuration: configuration, channels: [Self.channel, Self.cancelChannel], logger: logger) : nil
        state = Mutex(State(host: HostID(makeID()), upkeep: UpkeepSchedule(now: now(), isPolling: false)))
    }

    public func onWakeUp(_ react: @escaping @Sendable () -> Void) { wakers.listen(react) }

    public func onCancellation(_ react: @escaping @Sendable (RunID) -> Void) { cancels.listen(react) }

    public func close() async {
        let returning = Task {
            await returnLostClaims()
            await leave()
        }
        let limit = Task {
            try await Task.sleep(for: Self.closingLimit)
            returning.cancel()
        }
        await returning.value
        limit.cancel()
        let (listening, lookingBack) = state.withLock { state in
            state.phase = .closed
            return (state.listening, state.lookingBack)
        }
        lookingBack?.cancel()
        listener?.close()
        await pool.close()
        await leasePool.close()
        await streamPool.close()
        await listening?.value
        await lookingBack?.value
        wakers.finish()
        cancels.finish()
    }

    /// What ``open()`` found out.
    func session() throws(StoreError) -> Session {
        switch state.withLock({ $0.phase }) {
        case .open(let session): return session
        case .new: throw StoreError(.notOpen, "The job store was not opened")
        case .closed: throw StoreError(.closed, "The job store is closed")
        }
    }

    /// Below every id.
    static let firstID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}
