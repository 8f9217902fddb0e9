import CSandbox
public import Logging
import ProcessorLoader
public import RunnerProtocol
import Synchronization

/// Executes runs with the processors of a manifest, each in runner processes of its own unless the manifest says otherwise.
///
/// ```swift
/// let host = try await ProcessorHost.start(configuration: configuration, logger: logger)
/// host.execute(order, events: events, earlier: results) { report in … }
/// await host.shutdown()
/// ```
public final class ProcessorHost: ProcessorExecutor {
    public let changes: AsyncStream<Void>

    let roster: Mutex<Roster>
    let configuration: ProcessorHostConfiguration
    let folder: RuntimeFolder
    let quarantine: Quarantine
    let groups: GroupGuard
    let lease = HostLease()
    let resources = ResourceWatch()
    let logger: Logger
    /// Set by ``shutdown()``: nothing is served afterwards.
    let isClosed = Atomic(false)
    /// Set for ``watch(reloads:)``.
    let isReloadWished = Atomic(false)
    private let change: AsyncStream<Void>.Continuation
    /// By run id: what is being executed now.
    private let runs = Mutex<[String: (run: ActiveRun, pool: RunnerPool)]>([:])
    private let serials = Atomic<UInt64>(0)

    /// The processors of the manifest that do not serve, and why.
    public var refused: [RefusedProcessor] { roster.withLock { $0.refused } }

    /// Reads the manifest, checks the libraries and lets each describe itself in a process of its own.
    ///
    /// A library that is missing, refused, crashes or hangs is in ``refused`` and in the log; it does not make this throw.
    /// - Throws: ``ManifestError`` with what is wrong with the manifest or with the machine (no temporary folder);
    ///   `CancellationError` when the task was cancelled. Nothing is left behind then: no process, no file.
    public static func start(
        configuration: ProcessorHostConfiguration, logger: Logger
    ) async throws -> ProcessorHost {
        // The environment of this process names the database: no processor reads it in /proc.
        _ = sandbox_hide_from_others()
        let manifest = try Manifest.load(
            path: configuration.manifestPath, spoolLimit: configuration.spoolLimit)
        let folder: RuntimeFolder
        do {
            folder = try RuntimeFolder(in: configuration.temporaryFolder, spoolLimit: configuration.spoolLimit)
        } catch {
            throw ManifestError([
                ManifestProblem(
                    file: manifest.path, line: nil, found: "no usable temporary folder (\(error))",
                    wanted: "a folder for copies of libraries and for scratch files",
                    fix: "set TMPDIR to a folder that the host may write to")
            ])
        }
        let preparation = ProcessorPreparation(
            manifest: manifest, configuration: configuration, folder: folder,
            groups: GroupGuard(program: configuration.runnerPath, logger: logger), cores: Manifest.defaultConcurrency,
            quarantine: Quarantine())
        let outcome = await withTaskCancellationHandler {
            await preparation.prepare()
        } onCancel: {
            preparation.cancellation.cancel()
        }
        guard !Task.isCancelled else {
            preparation.groups.close()
            folder.remove()
            throw CancellationError()
        }
        CacheFolders(in: configuration.temporaryFolder).removeOld()
        logger.log(
            level: preparation.support.missing.isEmpty ? .info : .warning,
            "the confinement of processors is \(preparation.support)")
        for refused in outcome.refused {
            logger.error(
                "\(refused)", metadata: ["processor": "\(refused.name)", "code": "\(refused.code)"])
        }
        return ProcessorHost(preparation, outcome, logger)
    }

    private init(_ preparation: ProcessorPreparation, _ outcome: ProcessorPreparation.Outcome, _ logger: Logger) {
        configuration = preparation.configuration
        folder = preparation.folder
        quarantine = preparation.quarantine
        groups = preparation.groups
        self.logger = logger
        (changes, change) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        roster = Mutex(Roster())
        let services = services(outcome.prepared, preparation)
        roster.withLock { $0 = Roster(services, refused: outcome.refused) }
        for processor in outcome.prepared { log(processor) }
    }

    public func catalog() async -> ProcessorCatalog { roster.withLock { $0.catalog(at: .now) } }

    func announceChange() { change.yield() }

    public func execute(
        _ order: RunOrder, events: any RunEvents, earlier: any EarlierArtifactSource,
        whenOver: @escaping @Sendable (RunReport) -> Void
    ) {
        guard let service = roster.withLock({ $0[order.processor] }) else { return whenOver(notServed(order)) }
        let limits = service.processor.entry.limits
        if let failure = limits.excess(ofPayload: order.payload, for: order.processor) {
            return whenOver(RunReport(.failedForGood(failure)))
        }
        let serial = serials.wrappingAdd(1, ordering: .relaxed).newValue
        var terms = service.terms
        terms.attempt = order.attempt
        let run = ActiveRun(
            order: order, serial: serial, terms: terms, limits: limits.run,
            contentTypes: configuration.contentTypes, spool: folder.spool, events: events,
            earlier: EarlierDesk(source: earlier, limits: limits.run, timeout: configuration.earlierTimeout)
        ) { [self] report in
            runs.withLock { _ = $0.removeValue(forKey: order.runID) }
            note(service.ended(report, at: .now), of: service)
            whenOver(report)
        }
        submit(run, to: order.processor)
    }

    /// Gives a run to whoever serves under this name now.
    func submit(_ run: ActiveRun, to name: String) {
        var last: ProcessorService?
        while let service = roster.withLock({ $0[name] }), service !== last {
            runs.withLock { $0[run.order.runID] = (run, service.pool) }
            if service.pool.submit(run) { return }
            // It was replaced a moment ago, or the host is stopping.
            last = service
        }
        run.end(last == nil ? notServed(run.order) : .stopping)
    }

    private func note(_ change: CircuitBreaker.Change?, of service: ProcessorService) {
        let name = service.name
        switch change {
        case .opened(let pause, let crashes, let lastCrash):
            service.pool.releaseWaiting(
                RunFailure(
                    code: "processor.out_of_service", message: "returned to the queue: \(name) is out of service"))
            logger.error(
                "processor \(name) is out of service for \(DurationText.describe(pause)): its jobs stay queued",
                metadata: ["processor": "\(name)", "crashes": "\(crashes)", "last": "\(lastCrash)"])
            Task {
                try? await Task.sleep(for: pause)
                announceChange()
            }
        case .closed:
            logger.notice("processor \(name) is in service again", metadata: ["processor": "\(name)"])
        case nil: return
        }
        announceChange()
    }

    public func releaseWaiting() {
        let why = RunFailure(code: "host.stopping", message: "interrupted: the host is stopping")
        for service in roster.withLock({ $0.services }) { service.pool.releaseWaiting(why) }
    }

    public func cancel(runID: String, reason: CancelReason) async {
        guard let (run, pool) = runs.withLock({ $0[runID] }) else { return }
        pool.cancel(run, reason: reason)
    }

    public func extendLease(by duration: Duration, since start: MonotonicInstant) {
        let end = start + max(duration, .zero)
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
        isClosed.store(true, ordering: .sequentiallyConsistent)
        let services = roster.withLock { $0.services }
        for service in services { service.pool.close() }
        for (run, pool) in runs.withLock({ Array($0.values) }) { pool.cancel(run, reason: .shutdown) }
        let graces = configuration.graces
        let limit = MonotonicInstant.now + graces.cancel + graces.terminate + graces.kill + .seconds(1)
        while !services.allSatisfy(\.pool.isDrained), MonotonicInstant.now < limit {
            // Only here, at the very end, is waiting by looking good enough.
            try? await Task.sleep(for: .milliseconds(2))
        }
        change.finish()
        groups.close()
        folder.remove()
    }

    /// For a process that is about to end without waiting: kills all runners with what they have started, and removes the
    /// host's temporary files.
    public func abandon() {
        for service in roster.withLock({ $0.services }) { service.pool.kill() }
        groups.close()
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
