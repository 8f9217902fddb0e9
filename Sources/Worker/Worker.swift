public import JobQueue
public import Logging
public import ProcessorHost
public import ServiceLifecycle
import Synchronization

/// Takes jobs from a queue, has processors work on them, and writes back what comes of it, until it is asked to stop.
///
/// What it decides is in ``WorkerState`` and the structs in it, behind one lock that is never held across a call to
/// the queue or to a processor. What it does is in a handful of tasks: one claims, one writes, one keeps the lease, one
/// hears of changes of processors, one carries out cancellations, and one counts unserved jobs.
public final class Worker: Service, Sendable {
    let store: any JobStore
    let executor: any ProcessorExecutor
    let dispatch: RunDispatch
    let configuration: WorkerConfiguration
    let time: ElapsedTime
    let chance: @Sendable () -> Double
    let logger: Logger
    let state: Mutex<WorkerState>
    let board: ProgressBoard
    let claimBell = Bell()
    let leaseBell = Bell()
    let writeBell: Bell
    let drainBell = Bell()
    /// Claims until it is cancelled by a stop.
    let claimer = Mutex<Task<Void, Never>?>(nil)
    let cancellations = AsyncStream.makeStream(of: CancelOrder.self)

    /// - Parameters:
    ///   - store: not opened; ``run()`` opens and closes it.
    ///   - packages: where the files of jobs are.
    ///   - random: numbers from 0 up to 1, for the jitter of delays.
    public init(
        store: any JobStore, executor: any ProcessorExecutor, packages: PackageLocator,
        configuration: WorkerConfiguration = WorkerConfiguration(), clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }, logger: Logger
    ) {
        let writeBell = Bell()
        self.store = store
        self.executor = executor
        self.dispatch = RunDispatch(packages: packages)
        self.configuration = configuration
        self.time = ElapsedTime(clock)
        self.chance = random
        self.logger = logger
        self.state = Mutex(WorkerState(configuration, lease: LeaseKeeper(store.lease, now: time.now)))
        self.board = ProgressBoard(onNews: { writeBell.ring() })
        self.writeBell = writeBell
    }

    /// What the worker has done so far.
    public var statistics: WorkerStatistics { state.withLock { $0.statistics } }

    /// Opens the queue, however long that takes, and serves it until graceful shutdown; then lets running runs finish
    /// within `drainGrace`, returns the rest to the queue uncharged, and closes the queue. Cancelling the task does
    /// the same without the grace. May be called once.
    public func run() async throws {
        guard await open() else { return await store.close() }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await withCheckedContinuation { closed in
                    // Not a child of this task: a cancelled task could not write the endings of its runs, and a
                    // processor that ignores every request to stop would hold up the end of the process. Its end is
                    // bounded by the drain.
                    Task { await self.serve(whenClosed: { closed.resume() }) }
                }
            } onGracefulShutdown: {
                self.stop(hurry: false)
            }
        } onCancel: {
            self.stop(hurry: true)
        }
    }

    /// Tries to open the queue until it works.
    /// - Returns: false when the worker was asked to stop before.
    private func open() async -> Bool {
        do {
            return try await cancelWhenGracefulShutdown {
                var failures = 0
                while true {
                    let types = await self.executor.catalog().processors.flatMap(\.jobTypes)
                    let (openedAt, mark) = (self.time.now, MonotonicInstant.now)
                    do {
                        let notes = try await self.store.open()
                        let allowance = self.state.withLock { state in
                            state.lease = LeaseKeeper(self.store.lease, now: openedAt)
                            return state.lease.allowance(since: openedAt)
                        }
                        self.executor.extendLease(by: allowance, since: mark)
                        for note in notes { self.logger.warning("\(note)") }
                        self.logger.info("serving the queue", metadata: ["types": "\(types.joined(separator: " "))"])
                        return true
                    } catch {
                        try Task.checkCancellation()
                        failures += 1
                        let pause = self.configuration.storeBackoff.delay(
                            afterFailures: failures, chance: self.chance())
                        self.logger.warning(
                            "the queue cannot be opened; trying again",
                            metadata: [
                                "error": "\(safeText(of: error))", "pause": "\(pause)", "attempt": "\(failures)",
                            ])
                        try await self.time.sleep(for: pause)
                    }
                }
            }
        } catch {
            return false
        }
    }

    private func stop(hurry: Bool) {
        state.withLock { $0.stop(now: time.now, hurry: hurry) }
        claimer.withLock { $0 }?.cancel()
        executor.releaseWaiting()
        claimBell.ring()
        drainBell.ring()
    }
}
