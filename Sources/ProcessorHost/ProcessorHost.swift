public import Logging
import ProcessorLoader
public import RunnerProtocol
import Synchronization

/// Executes runs with the processors of a manifest, each in runner processes of its own unless the manifest says otherwise.
///
/// ```swift
/// let host = try await ProcessorHost.start(configuration: configuration, logger: logger)
/// let report = await host.execute(order, events: events)
/// await host.shutdown()
/// ```
public final class ProcessorHost: ProcessorExecutor {
    private struct Service: Sendable {
        let processor: PreparedProcessor
        let pool: RunnerPool
        let terms: RunSupervision.Terms
    }

    /// The processors of the manifest that do not serve, and why.
    public let refused: [RefusedProcessor]

    private let served: ProcessorCatalog
    private let services: [String: Service]
    private let configuration: ProcessorHostConfiguration
    private let folder: RuntimeFolder
    private let logger: Logger
    /// By run id: what is being executed now.
    private let runs = Mutex<[String: (run: ActiveRun, pool: RunnerPool)]>([:])
    private let serials = Atomic<UInt64>(0)
    private let lease = HostLease()

    /// Reads the manifest, checks the libraries and lets each describe itself in a process of its own.
    ///
    /// A library that is missing, refused, crashes or hangs is in ``refused`` and in the log; it does not make this throw.
    /// - Throws: ``ManifestError`` with what is wrong with the manifest or with the machine (no temporary folder);
    ///   `CancellationError` when the task was cancelled. Nothing is left behind then: no process, no file.
    public static func start(
        configuration: ProcessorHostConfiguration, logger: Logger
    ) async throws -> ProcessorHost {
        let manifest = try Manifest.load(path: configuration.manifestPath)
        let folder: RuntimeFolder
        do {
            folder = try RuntimeFolder(in: configuration.temporaryFolder)
        } catch {
            throw ManifestError([
                ManifestProblem(
                    file: manifest.path, line: nil, found: "no usable temporary folder (\(error))",
                    wanted: "a folder for copies of libraries and for scratch files",
                    fix: "set TMPDIR to a folder that the host may write to")
            ])
        }
        let preparation = ProcessorPreparation(
            manifest: manifest, configuration: configuration, folder: folder, cores: Manifest.defaultConcurrency)
        let outcome = await withTaskCancellationHandler {
            await preparation.prepare()
        } onCancel: {
            preparation.cancellation.cancel()
        }
        guard !Task.isCancelled else {
            folder.remove()
            throw CancellationError()
        }
        for refused in outcome.refused {
            logger.error(
                "\(refused)", metadata: ["processor": "\(refused.name)", "code": "\(refused.code)"])
        }
        return ProcessorHost(preparation, outcome, logger)
    }

    private init(_ preparation: ProcessorPreparation, _ outcome: ProcessorPreparation.Outcome, _ logger: Logger) {
        configuration = preparation.configuration
        folder = preparation.folder
        refused = outcome.refused
        self.logger = logger
        served = ProcessorCatalog(
            processors: outcome.prepared.map { processor in
                ServedProcessor(
                    name: processor.entry.name, jobTypes: processor.jobTypes.flatMap(JobTypeAlias.spellings),
                    concurrency: processor.entry.concurrency, maxAttempts: processor.entry.maxAttempts)
            })
        var services: [String: Service] = [:]
        for processor in outcome.prepared {
            services[processor.entry.name] = Self.service(for: processor, preparation, lease, logger)
            logger.info(
                "processor \(processor.entry.name) serves \(processor.jobTypes.joined(separator: ", "))",
                metadata: [
                    "library": "\(processor.library.path)", "sha256": "\(processor.library.sha256)",
                    "version": "\(processor.descriptor.id) \(processor.descriptor.version)",
                ])
        }
        self.services = services
    }

    private static func service(
        for processor: PreparedProcessor, _ preparation: ProcessorPreparation, _ lease: HostLease, _ logger: Logger
    ) -> Service {
        let entry = processor.entry
        let configuration = preparation.configuration
        let launch = preparation.launch(of: processor.library.copy, entry, describeOnly: false)
        let log = RunnerLog(logger, processor: entry.name)
        let isProcess = entry.placement == .process
        let rules = RunnerPoolState.Rules(
            limit: entry.concurrency, runsPerRunner: isProcess ? configuration.runsPerRunner : .max,
            idleTime: configuration.idleTime)
        // A runner that ends needs less time than a run that is being cancelled.
        let endGraces = StopLadder.Graces(
            cancel: configuration.terminateGrace, terminate: configuration.terminateGrace, kill: configuration.killGrace
        )
        let settings = RunnerSettings(launch: launch, lease: lease, endGraces: endGraces)
        let pool = RunnerPool(rules: rules) { id, pool in
            if isProcess { return ProcessRunner(id: id, settings: settings, log: log, pool: pool) }
            return InProcessRunner(id: id, load: launch.load, log: log, pool: pool)
        }
        let terms = RunSupervision.Terms(
            processor: entry.name, attempt: 0, timeout: entry.timeout, stallTimeout: entry.stallTimeout,
            startTimeout: configuration.startTimeout,
            graces: configuration.graces, exitGrace: configuration.exitGrace, hasForce: isProcess)
        return Service(processor: processor, pool: pool, terms: terms)
    }

    public func catalog() async -> ProcessorCatalog { served }

    public func execute(
        _ order: RunOrder, events: any RunEvents, earlier: any EarlierArtifactSource
    ) async -> RunReport {
        guard let service = services[order.processor] else { return notServed(order) }
        let report = await withCheckedContinuation { continuation in
            let serial = serials.wrappingAdd(1, ordering: .relaxed).newValue
            var terms = service.terms
            terms.attempt = order.attempt
            let run = ActiveRun(
                order: order, serial: serial, scratch: ScratchFolder(path: "\(folder.runs)/\(serial)"), terms: terms,
                limits: configuration.limits, contentTypes: configuration.contentTypes, events: events,
                earlier: EarlierDesk(
                    source: earlier, limits: configuration.limits, timeout: configuration.earlierTimeout)
            ) { continuation.resume(returning: $0) }
            runs.withLock { $0[order.runID] = (run, service.pool) }
            service.pool.submit(run)
        }
        runs.withLock { _ = $0.removeValue(forKey: order.runID) }
        return report
    }

    public func cancel(runID: String, reason: CancelReason) async {
        guard let (run, pool) = runs.withLock({ $0[runID] }) else { return }
        pool.cancel(run, reason: reason)
    }

    public func extendLease(by duration: Duration) {
        let end = MonotonicInstant.now + max(duration, .zero)
        // A run that begins in between is told the later time, or is in the list.
        lease.extend(until: end)
        for (run, _) in runs.withLock({ Array($0.values) }) { run.runner?.extendLease(until: end) }
    }

    /// Whether ``cancel(runID:reason:)`` would find the run.
    func isExecuting(runID: String) -> Bool {
        runs.withLock { $0[runID] != nil }
    }

    /// Ends all runners and removes the host's temporary files. Runs that still go on are cancelled first.
    ///
    /// Returns once the runners are gone, or when the graces of the configuration are over.
    public func shutdown() async {
        for service in services.values { service.pool.close() }
        for (run, pool) in runs.withLock({ Array($0.values) }) { pool.cancel(run, reason: .shutdown) }
        let graces = configuration.graces
        let limit = MonotonicInstant.now + graces.cancel + graces.terminate + graces.kill + .seconds(1)
        while !services.values.allSatisfy(\.pool.isDrained), MonotonicInstant.now < limit {
            // Only here, at the very end, is waiting by looking good enough.
            try? await Task.sleep(for: .milliseconds(2))
        }
        folder.remove()
    }

    /// For a process that is about to end without waiting: kills all runners with what they have started, and removes the
    /// host's temporary files.
    public func abandon() {
        for service in services.values { service.pool.kill() }
        folder.remove()
    }

    private func notServed(_ order: RunOrder) -> RunReport {
        let refusal = refused.first { $0.name == order.processor }
        let reason = refusal?.reason ?? "the manifest has no such processor"
        return RunReport(
            .failed(
                RunFailure(
                    code: "processor.refused", message: "The processor \(order.processor) does not serve: \(reason)"),
                after: nil))
    }
}
