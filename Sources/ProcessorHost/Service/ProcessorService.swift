import Logging
import RunnerProtocol
import Synchronization

/// One processor at work: its library, its runners and its breaker. When its library or its entry changes, another service
/// takes its place; this one goes when its last run is over.
final class ProcessorService: Sendable {
    private struct Health {
        var breaker: CircuitBreaker
        /// Why no run, or only a trial, is let through.
        var reason: String?
    }

    let processor: PreparedProcessor
    let pool: RunnerPool
    let terms: RunSupervision.Terms
    private let health: Mutex<Health>
    private let spellings: [String]

    var name: String { processor.entry.name }

    init(
        _ processor: PreparedProcessor, launch: RunnerLaunch, configuration: ProcessorHostConfiguration,
        lease: HostLease, watch: ResourceWatch, makeScratchPath: @escaping @Sendable () -> String, logger: Logger
    ) {
        let entry = processor.entry
        let log = RunnerLog(logger, processor: entry.name)
        let isProcess = entry.placement == .process
        let rules = RunnerPoolState.Rules(
            limit: entry.concurrency, runsPerRunner: isProcess ? configuration.runsPerRunner : .max,
            idleTime: configuration.idleTime, bindsPackages: isProcess && entry.sandbox.mode != .off)
        // A runner that ends needs less time than a run that is being cancelled.
        let endGraces = StopLadder.Graces(
            cancel: configuration.terminateGrace, terminate: configuration.terminateGrace, kill: configuration.killGrace
        )
        let settings = RunnerSettings(
            launch: launch, resources: ResourceLimits(processor: entry.name, entry.sandbox), watch: watch,
            caches: CacheFolders(in: configuration.temporaryFolder), limits: entry.limits, library: processor.library,
            lease: lease, makeScratchPath: makeScratchPath, endGraces: endGraces)
        self.processor = processor
        pool = RunnerPool(rules: rules) { id, package, pool in
            if isProcess { return ProcessRunner(id: id, settings: settings, package: package, log: log, pool: pool) }
            return InProcessRunner(
                id: id, load: launch.load, limits: entry.limits, scratch: ScratchFolder(makePath: makeScratchPath),
                log: log, pool: pool)
        }
        terms = RunSupervision.Terms(
            processor: entry.name, attempt: 0, timeout: entry.timeout, stallTimeout: entry.stallTimeout,
            startTimeout: configuration.startTimeout, graces: configuration.graces,
            exitGrace: configuration.exitGrace, hasForce: isProcess)
        health = Mutex(Health(breaker: CircuitBreaker(rules: configuration.breaker)))
        spellings = processor.jobTypes.flatMap(JobTypeAlias.spellings)
    }

    /// As the worker is to see it now.
    func served(at now: MonotonicInstant) -> ServedProcessor {
        health.withLock { health in
            ServedProcessor(
                name: name, jobTypes: spellings,
                concurrency: health.breaker.allowance(of: processor.entry.concurrency, at: now),
                maxAttempts: processor.entry.maxAttempts, retryDelay: processor.entry.retryDelay,
                longestRetryDelay: processor.entry.longestRetryDelay, outOfService: health.reason)
        }
    }

    /// A run is over.
    func ended(_ report: RunReport, at now: MonotonicInstant) -> CircuitBreaker.Change? {
        if case .notBegun = report.ending { return nil }
        return health.withLock { health in
            let begin = report.elapsed.map { now.earlier(by: $0) } ?? now
            let change = health.breaker.ended(begunAt: begin, crash: report.crash, at: now)
            switch change {
            case .opened(_, let crashes, let lastCrash):
                health.reason = "its runners crashed \(crashes == 1 ? "again" : "\(crashes) times"), last: \(lastCrash)"
            case .closed: health.reason = nil
            case nil: break
            }
            return change
        }
    }
}

extension RunReport {
    /// What the runner died of; nil when it is not to blame. A processor that gives its own error such a code is taken at
    /// its word.
    fileprivate var crash: String? {
        guard case .failed(let failure, _) = ending, Self.crashCodes.contains(failure.code) else { return nil }
        return failure.message
    }

    private static let crashCodes: Set = [
        "processor.crashed", "processor.exited", "processor.lost_connection", "processor.protocol",
        "processor.start_failed",
    ]
}
