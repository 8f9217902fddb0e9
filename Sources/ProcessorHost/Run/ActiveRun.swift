import JSONText
import RunnerProtocol
import Spool
import Synchronization

/// One run between execute() and its report: its supervision, its artifacts, and whoever waits for the report.
///
/// Runners feed it frames and events, and carry out the actions that come back.
final class ActiveRun: Sendable {
    private struct State {
        /// nil while the run waits for a runner.
        var supervision: RunSupervision?
        var artifacts: ArtifactCollector
        var earlyCancel: CancelReason?
        var runner: (any Runner)?
        var hasEnded = false
    }

    let order: RunOrder
    /// Names the run in frames. Unique in this host.
    let serial: UInt64
    private let terms: RunSupervision.Terms
    private let limits: RunLimits
    private let contentTypes: [String]
    private let events: any RunEvents
    private let earlier: EarlierDesk
    private let state: Mutex<State>
    private let completion: @Sendable (RunReport) -> Void

    /// - Parameter completion: called once, on any thread.
    init(
        order: RunOrder, serial: UInt64, terms: RunSupervision.Terms, limits: RunLimits, contentTypes: [String],
        spool: Spool, events: any RunEvents, earlier: EarlierDesk,
        completion: @escaping @Sendable (RunReport) -> Void
    ) {
        self.order = order
        self.serial = serial
        self.terms = terms
        self.limits = limits
        self.contentTypes = contentTypes
        self.events = events
        self.earlier = earlier
        self.completion = completion
        state = Mutex(
            State(artifacts: ArtifactCollector(limits: limits, contentTypes: contentTypes, spool: spool)))
    }

    /// The runner that has, or is about to get, the run.
    var runner: (any Runner)? {
        get { state.withLock { $0.runner } }
        set { state.withLock { $0.runner = newValue } }
    }

    /// Set when the run was cancelled while no runner had it.
    var earlyCancel: CancelReason? {
        get { state.withLock { $0.earlyCancel } }
        set { state.withLock { $0.earlyCancel = newValue } }
    }

    var nextDeadline: MonotonicInstant? {
        state.withLock { $0.supervision?.nextDeadline }
    }

    /// A runner takes the run over.
    func begin(at now: MonotonicInstant) -> [RunSupervision.Action] {
        state.withLock { state in
            var supervision = RunSupervision(terms: terms, at: now)
            let actions = state.earlyCancel.map { supervision.handle(.cancelRequested($0), at: now) } ?? []
            state.supervision = supervision
            return actions
        }
    }

    func handle(_ event: RunSupervision.Event, at now: MonotonicInstant = .now) -> [RunSupervision.Action] {
        state.withLock { state in
            if state.supervision == nil, case .cancelRequested(let reason) = event { state.earlyCancel = reason }
            return state.supervision?.handle(event, at: now) ?? []
        }
    }

    /// The processor is at work: it has reported something.
    func signOfLife() {
        state.withLock { $0.supervision?.signOfLife(at: .now) }
    }

    /// The processor returned.
    func finish(_ result: RunResult) -> [RunSupervision.Action] {
        let (artifacts, failure) = state.withLock { ($0.artifacts.committed, $0.artifacts.failure) }
        // A result that is not whole is none.
        if let failure, result.outcome == .ok {
            let failure = RunFailure(failure)
            let result = RunResult(
                outcome: .retry, errorCode: failure.code, errorMessage: failure.message,
                misbehaviour: result.misbehaviour)
            return handle(.finished(result, artifacts: []))
        }
        return handle(.finished(result, artifacts: artifacts))
    }

    /// Takes in what the processor reports while it runs.
    /// - Returns: what has gone wrong with it, if something has.
    func accept(_ frame: RunnerFrame) -> RunSupervision.Event? {
        state.withLock { state in
            guard !state.hasEnded else { return nil }
            state.supervision?.signOfLife(at: .now)
            do {
                switch frame {
                // Under the lock, so that nothing reaches the receiver after the report.
                case .progress(_, let json): events.progressed(JSONText(trusted: json))
                case .checkpoint(_, let bytes):
                    guard bytes.count <= limits.checkpointBytes else {
                        return .violation("its checkpoint is too large")
                    }
                    events.checkpointed(bytes)
                case .artifactOpened(_, let artifact, let type, let contentType):
                    try state.artifacts.open(artifact, type: type, contentType: contentType)
                case .artifactBytes(_, let artifact, let bytes): try state.artifacts.append(bytes, to: artifact)
                case .artifactCommitted(_, let artifact): try state.artifacts.commit(artifact)
                case .artifactAborted(_, let artifact): try state.artifacts.abort(artifact)
                case .hello, .loaded, .loadFailed, .log, .earlierWanted, .finished:
                    return .violation("it sent a frame that is not about a run")
                }
                return nil
            } catch {
                switch error as? ArtifactCollector.Problem {
                case .violation(let what): return .violation(what)
                case .spool(let error): return .hostFailed(RunFailure(error))
                case nil: return .violation("\(error)")
                }
            }
        }
    }

    /// Looks for an earlier artifact that the processor wants.
    /// - Parameter answer: called later, on any thread; the error goes to the log, and the processor learns that it failed.
    /// - Returns: what is wrong with the request, if something is.
    func wantsEarlier(
        _ request: UInt64, jobType: String, artifactType: String,
        answer: @escaping @Sendable (EarlierFrames, (any Error)?) -> Void
    ) -> String? {
        guard !state.withLock({ $0.hasEnded }) else { return nil }
        signOfLife()
        return earlier.ask(request, jobType: jobType, artifactType: artifactType) { [self] result in
            signOfLife()
            switch result {
            case .success(let found): answer(found.frames(serial: serial, request: request), nil)
            case .failure(let error):
                answer(EarlierAnswer.missing(.failed).frames(serial: serial, request: request), error)
            }
        }
    }

    /// Hands the report over. To be called once, with the report of the supervision or instead of one.
    func end(_ report: RunReport) {
        var report = report
        state.withLock { state in
            state.hasEnded = true
            state.runner = nil
            report.elapsed = state.supervision.map { .now - $0.begunAt }
        }
        earlier.close()
        completion(report)
    }

    /// - Parameter scratch: the folder that is the run's own.
    func request(scratch: String, deadline: MonotonicInstant, leaseEnd: MonotonicInstant? = nil) -> RunRequest {
        RunRequest(
            serial: serial, runID: order.runID, jobID: order.jobID, jobType: JobTypeAlias.fullName(of: order.jobType),
            attempt: UInt32(clamping: order.attempt), companyID: order.companyID ?? "", userID: order.userID ?? "",
            payload: order.payload.bytes, packageDirectory: order.packageDirectory ?? "",
            scratchDirectory: scratch, deadline: deadline.nanoseconds, leaseEnd: leaseEnd?.nanoseconds ?? 0,
            checkpoint: order.checkpoint ?? [],
            limits: limits, contentTypes: contentTypes)
    }
}

extension RunFailure {
    /// The host could not keep an artifact.
    init(_ error: SpoolError) {
        switch error.code {
        case .full:
            self.init(
                code: "host.spool_full",
                message: "The host has no room for the artifact: \(error) (setting SPOOL_LIMIT)")
        case .system:
            self.init(
                code: "host.spool_failed",
                message:
                    "The host could not keep the artifact: \(error); make room there, or set TMPDIR to another disk")
        }
    }
}
