import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol

/// What a worker knows and decides by, as one value behind one lock.
struct WorkerState {
    /// A claimed run whose ending is not written yet.
    struct Flight {
        let run: ClaimedRun
        let processor: ServedProcessor
        let reporter: RunReporter
        /// Its processor has not reported.
        var isExecuting = true
        /// Why its processor was told to stop, and nobody waits for its ending.
        var loss: Loss?
    }

    /// How a run can be lost to its host.
    enum Loss {
        /// Somebody else has ended it.
        case ended
        /// Another host may have taken it over, or may do so soon.
        case leaseLost
    }

    var planner: ClaimPlanner
    var lease: LeaseKeeper
    /// Cancelled runs that are not here, the newest last. Most are other hosts'.
    private var strangers: [RunID] = []
    private static let strangerLimit = 256
    var writes: WriteQueue
    var statistics = WorkerStatistics()
    private(set) var drain: DrainPlan?
    private(set) var flights: [RunID: Flight] = [:]
    private(set) var executing = 0
    private let configuration: WorkerConfiguration

    init(_ configuration: WorkerConfiguration, lease: LeaseKeeper) {
        self.configuration = configuration
        self.lease = lease
        planner = ClaimPlanner(
            batchSize: configuration.batchSize, pollInterval: configuration.pollInterval,
            backoff: configuration.storeBackoff)
        writes = WriteQueue(
            maximumBatch: configuration.endingBatch, interval: configuration.progressInterval,
            backoff: configuration.storeBackoff)
    }

    // MARK: Runs

    /// A run that was claimed, and what is to be done with it.
    struct Taken {
        let run: ClaimedRun
        /// nil for a type whose processor has gone since.
        let flight: Flight?
        /// Why it must not begin: what has happened since the claim was sent.
        let obstacle: RunError?
    }

    /// Takes up claimed runs.
    /// - Parameter sentAt: when their claim was sent. Runs that belong to a lease that was not held all the time since may have
    ///   been taken over.
    mutating func takeUp(_ runs: [ClaimedRun], board: ProgressBoard, sentAt: Duration, now: Duration) -> [Taken] {
        let obstacle: RunError? =
            planner.isStopped ? .hostStopping : lease.isHeld(since: sentAt, now: now) ? nil : .leaseExpiring
        var counts: [String: Int] = [:]
        let taken = runs.map { run -> Taken in
            guard let processor = planner.processor(forType: run.job.type) else {
                return Taken(run: run, flight: nil, obstacle: obstacle)
            }
            let flight = Flight(run: run, processor: processor, reporter: RunReporter(run: run.id, board: board))
            counts[processor.name, default: 0] += 1
            flights[run.id] = flight
            executing += 1
            return Taken(run: run, flight: flight, obstacle: obstacle)
        }
        planner.claimed(counts)
        statistics.claimed += runs.count
        return taken
    }

    /// A run's processor has reported: queues the ending. One step, so that a drain that sees no run executed finds
    /// every ending in the queue.
    /// - Parameter elapsed: what the run took in its runner; nil when none began it.
    /// - Returns: false when the run was given up before, and must not be ended again.
    mutating func conclude(_ ending: RunEnding, elapsed: Duration? = nil) -> Bool {
        guard let flight = flights[ending.run], flight.isExecuting else { return false }
        flights[ending.run]?.isExecuting = false
        executing -= 1
        // Before the writer can see the ending: no progress follows it.
        flight.reporter.close()
        if let elapsed {
            let bytes = flight.run.job.payload.bytes.count + ending.artifactBytes
            planner.observe(flight.processor.name, time: elapsed, bytes: bytes)
        }
        writes.append(ending)
        return true
    }

    /// These runs are not this host's any more.
    /// - Returns: those to be cancelled: still executed, whether they were cancelled before or not. The executor knows only of
    ///   runs that have reached it, so one that was on its way the first time has to hear of it again.
    mutating func lost(_ runs: some Sequence<RunID>, as loss: Loss) -> [(run: RunID, isFirst: Bool)] {
        runs.compactMap { run in
            guard let flight = flights[run], flight.isExecuting else { return nil }
            if flight.loss == nil { flights[run]?.loss = loss }
            return (run, flight.loss == nil)
        }
    }

    /// Somebody has cancelled a run. One that is not here may come with the answer of a claim that is under way.
    mutating func heard(ofCancelled run: RunID) {
        guard flights[run] == nil else { return }
        if strangers.count == Self.strangerLimit { strangers.removeFirst() }
        strangers.append(run)
    }

    /// Those of the runs that were cancelled before they were here.
    mutating func strangers(among runs: [RunID]) -> [RunID] {
        guard !strangers.isEmpty else { return [] }
        let found = runs.filter(strangers.contains)
        strangers.removeAll(where: found.contains)
        return found
    }

    func loss(of run: RunID) -> Loss? { flights[run]?.loss }

    /// What a worker does about the answer to a beat.
    struct BeatReaction {
        /// Runs may be claimed again, and could not be.
        var isRegained = false
        /// The queue can be reached, and could not be: what waits for that need not wait any longer.
        var isBack = false
        /// A claim is worth while.
        var isWorkDue = false
        /// Whether runs of other hosts are to be taken over.
        var mayTakeOver = false
        /// How long runs may go on, from the moment the beat was sent; nil when the lease was lost.
        var allowance: Duration?
        /// Runs that are not this host's any more, and why.
        var lost: [RunID] = []
        var loss = Loss.ended
    }

    /// The queue has answered a beat that was sent at that time.
    mutating func answered(_ answer: BeatAnswer, sentAt: Duration, now: Duration) -> BeatReaction {
        let isBack = lease.isFailing
        if isBack {
            planner.endPause()
            writes.endPause()
        }
        switch answer {
        case .held(let ended, let sight):
            let isRegained = lease.answered(
                sentAt: sentAt, now: now, isQuiet: flights.isEmpty && !sight.isAnythingRunning)
            return BeatReaction(
                isRegained: isRegained, isBack: isBack,
                isWorkDue: planner.looked(sentAt: sentAt, isWorkDue: sight.isWorkDue),
                mayTakeOver: sight.isAnyoneLost && lease.mayTakeOver(now: now),
                allowance: lease.allowance(since: sentAt),
                lost: Array(ended))
        case .lost:
            lease.lost(now: now)
            return BeatReaction(isBack: isBack, lost: executingRuns.map(\.id), loss: .leaseLost)
        }
    }

    /// What the claiming task does next. Without a lease there is nothing to claim.
    mutating func nextClaimStep(now: Duration) -> ClaimPlanner.Step {
        if !planner.isStopped, !lease.isHeld(now: now) { return .wait(atMost: configuration.pollInterval) }
        return planner.next(now: now)
    }

    /// The store has answered: closes the runs that are over, which frees their slots.
    /// - Returns: what became of each ending, with its run; and whether a claim is worth while now.
    mutating func settle(
        _ endings: [RunEnding], _ results: [EndingResult], now: Duration
    ) -> (settled: [(WriteQueue.Settled, ClaimedRun?)], mayClaim: Bool) {
        var mayClaim = false
        let settled = writes.settle(endings, results).map { outcome in
            statistics.count(outcome)
            switch outcome {
            case .refused(let ending, _):
                return (outcome, flights[ending.run]?.run)
            case .written(let ending), .stale(let ending), .abandoned(let ending, _):
                if case .written = outcome, let delay = ending.verdict.delay,
                    planner.expect(after: delay, now: now)
                {
                    mayClaim = true
                }
                guard let flight = flights.removeValue(forKey: ending.run) else { return (outcome, nil) }
                if planner.freed(flight.processor.name) { mayClaim = true }
                return (outcome, flight.run)
            }
        }
        return (settled, mayClaim)
    }

    /// The runs whose processors have not reported, in no order.
    var executingRuns: [ClaimedRun] { flights.values.filter(\.isExecuting).map(\.run) }

    // MARK: Stopping

    /// Stops claiming. In a hurry, running runs get no more time. May be called again.
    mutating func stop(now: Duration, hurry: Bool) {
        planner.stop()
        if drain == nil {
            drain = DrainPlan(now: now, grace: configuration.drainGrace, cancelGrace: configuration.cancelGrace)
        }
        if hurry { drain?.hurry(now: now) }
    }

    mutating func nextDrainStep(now: Duration) -> DrainPlan.Step {
        drain?.next(now: now, executing: executing) ?? .done
    }
}

extension Verdict {
    /// After which time the job is due again, if it is.
    fileprivate var delay: Duration? {
        switch self {
        case .retry(_, let delay), .release(_, let delay): delay
        case .completed, .failed, .cancelled: nil
        }
    }
}

extension WorkerState.Loss {
    /// How its processor is told.
    var reason: CancelReason {
        switch self {
        case .ended: .user
        case .leaseLost: .lost
        }
    }

    /// What the run's ending says, should it be written at all.
    var error: RunError {
        switch self {
        case .ended: .lost
        case .leaseLost: .leaseExpiring
        }
    }
}
