import RunnerProtocol

/// The rules for one run on one runner, from the moment the runner is given to it until its report.
///
/// It decides and does nothing: events and the time go in, actions come out. Exactly one `end` comes out of it.
struct RunSupervision: Sendable {
    /// What the run is allowed, and what its report is made of.
    struct Terms: Sendable {
        var processor: String
        var attempt: Int
        /// From handing the run over to its end.
        var timeout: Duration
        /// Between two signs of life of the processor.
        var stallTimeout: Duration
        /// For loading the library, making the instance and warming it up.
        var startTimeout: Duration
        var graces: StopLadder.Graces
        /// How long a runner that closed its connection may take to die before it is killed.
        var exitGrace: Duration
        /// Whether the runner is a process that signals reach.
        var hasForce: Bool
    }

    enum Event: Sendable {
        /// The runner is ready for the run.
        case loaded
        /// The library was refused, in the loader's words.
        case loadFailed(code: String, message: String)
        /// There is no runner: the process could not be started, or does not speak our protocol.
        case startFailed(String)
        case cancelRequested(CancelReason)
        /// ``nextDeadline`` may have passed.
        case timePassed
        /// The run cannot be handed over: its own fault, not the runner's.
        case undeliverable(String)
        case finished(RunResult, artifacts: [RunArtifact])
        /// No more frames can come. Seen before ``exited`` when a process dies.
        case connectionLost
        /// The runner broke the protocol or a limit: nothing that it says counts any more.
        case violation(String)
        /// The processes of the run use more than they may.
        case limitExceeded(RunFailure)
        /// The host cannot keep what the processor reports: nobody's fault here but the host's.
        case hostFailed(RunFailure)
        case exited(ExitStatus, lastOutput: [String])
        /// The runner has ended before the processor was called: the package that it may read has gone, or is another one.
        case packageReplaced
        /// The kernel has killed the runner, as the host did not extend its lease.
        case leaseOver
    }

    enum Action: Sendable, Hashable {
        case sendRun(deadline: MonotonicInstant)
        case sendCancel(CancelReason)
        case terminate
        case kill
        case end(RunReport, RunnerFate)
    }

    /// What is to become of the runner after the run.
    enum RunnerFate: Sendable, Hashable {
        case reuse
        case replace
        /// The run goes on in it, inside the host, and nothing can be done about that.
        case abandon
    }

    /// Why a run is being stopped.
    enum Cause: Sendable, Hashable {
        case cancelled(CancelReason)
        case timedOut
        case stalled
        case startTimedOut
        case connectionLost
        case violation(String)
        case limitExceeded(RunFailure)
        case hostFailed(RunFailure)
    }

    private enum Phase {
        case starting(until: MonotonicInstant)
        case running(until: MonotonicInstant)
        case stopping(Cause, StopLadder)
        case ended
    }

    let terms: Terms
    private var phase: Phase
    /// When the run was handed over, or the runner's start when it was not.
    private(set) var since: MonotonicInstant
    private var wasSent = false
    /// When a runner took the run over.
    let begunAt: MonotonicInstant
    /// When the processor was last heard of.
    private var lastSign: MonotonicInstant

    init(terms: Terms, at now: MonotonicInstant) {
        self.terms = terms
        begunAt = now
        since = now
        lastSign = now
        phase = .starting(until: now + terms.startTimeout)
    }

    /// When ``Event/timePassed`` is wanted.
    var nextDeadline: MonotonicInstant? {
        switch phase {
        case .starting(let until): until
        case .running(let until): min(until, lastSign + terms.stallTimeout)
        case .stopping(_, let ladder): ladder.nextStepAt
        case .ended: nil
        }
    }

    /// The processor has reported something.
    mutating func signOfLife(at now: MonotonicInstant) {
        lastSign = now
    }

    mutating func handle(_ event: Event, at now: MonotonicInstant) -> [Action] {
        switch phase {
        case .starting(let until): handleStarting(event, until: until, at: now)
        case .running(let until): handleRunning(event, until: until, at: now)
        case .stopping(let cause, let ladder): handleStopping(event, cause, ladder, at: now)
        case .ended: []
        }
    }

    private mutating func handleStarting(
        _ event: Event, until: MonotonicInstant, at now: MonotonicInstant
    ) -> [Action] {
        switch event {
        case .loaded:
            since = now
            lastSign = now
            wasSent = true
            let deadline = now + terms.timeout
            phase = .running(until: deadline)
            return [.sendRun(deadline: deadline)]
        case .loadFailed(let code, let message):
            return end(.failed(RunFailure(code: code, message: message), after: nil), .replace)
        case .startFailed(let reason):
            return end(.failed(texts(at: now).startFailed(reason), after: nil), .replace)
        case .exited(let status, let output):
            return end(.failed(texts(at: now).endedWhileStarting(status, output), after: nil), .replace)
        case .cancelRequested(let reason):
            // What starts inside the host is left to it: the next run finds it ready.
            guard terms.hasForce else { return end(texts(at: now).cancelledEarly(reason), .reuse) }
            return stop(.cancelled(reason), from: .kill, at: now)
        case .timePassed: return now >= until ? stop(.startTimedOut, from: .kill, at: now) : []
        case .leaseOver: return end(texts(at: now).leaseOver, .replace)
        case .connectionLost: return awaitExit(at: now)
        case .violation(let what): return stop(.violation(what), from: .kill, at: now)
        case .limitExceeded(let failure): return stop(.limitExceeded(failure), from: .kill, at: now)
        case .packageReplaced: return end(texts(at: now).packageReplaced, .replace)
        case .finished, .undeliverable, .hostFailed:
            return stop(.violation("reported the end of a run that it was not given"), from: .kill, at: now)
        }
    }

    private mutating func handleRunning(
        _ event: Event, until: MonotonicInstant, at now: MonotonicInstant
    ) -> [Action] {
        switch event {
        case .finished(let result, let artifacts):
            return end(texts(at: now).ending(of: result, artifacts), .reuse)
        case .undeliverable(let why):
            return end(.failedForGood(RunFailure(code: "processor.undeliverable", message: why)), .reuse)
        case .cancelRequested(let reason):
            // A run that lost its job may be at work elsewhere before it has come to a stop by itself.
            return stop(.cancelled(reason), from: reason == .lost && terms.hasForce ? .kill : .ask, at: now)
        case .timePassed:
            if now >= until { return stop(.timedOut, from: .ask, at: now) }
            return now >= lastSign + terms.stallTimeout ? stop(.stalled, from: .ask, at: now) : []
        case .leaseOver: return end(texts(at: now).leaseOver, .replace)
        case .connectionLost: return awaitExit(at: now)
        case .violation(let what): return stop(.violation(what), from: .kill, at: now)
        case .limitExceeded(let failure): return stop(.limitExceeded(failure), from: .kill, at: now)
        case .packageReplaced: return end(texts(at: now).packageReplaced, .replace)
        case .hostFailed(let failure): return stop(.hostFailed(failure), from: .ask, at: now)
        case .exited(let status, let output):
            return end(.failed(texts(at: now).crash(status, output), after: nil), .replace)
        case .loaded, .loadFailed, .startFailed:
            return stop(.violation("reported the loading of its library twice"), from: .kill, at: now)
        }
    }

    private mutating func handleStopping(
        _ event: Event, _ cause: Cause, _ ladder: StopLadder, at now: MonotonicInstant
    ) -> [Action] {
        var ladder = ladder
        switch event {
        case .timePassed:
            guard let step = ladder.advance(to: now) else { return [] }
            phase = .stopping(cause, ladder)
            switch step {
            case .ask: return []
            case .terminate: return [.terminate]
            case .kill: return [.kill]
            case .giveUp: return end(texts(at: now).unstoppable(cause), terms.hasForce ? .replace : .abandon)
            }
        case .finished(let result, let artifacts) where wasSent && cause.acceptsResult:
            return end(
                texts(at: now).ending(of: result, artifacts, stoppedBy: cause),
                ladder.step == .ask ? .reuse : .replace)
        case .exited(let status, let output):
            guard wasSent || cause != .connectionLost else {
                return end(.failed(texts(at: now).endedWhileStarting(status, output), after: nil), .replace)
            }
            return end(texts(at: now).stopped(cause, ladder.step, status, output), .replace)
        case .leaseOver: return end(texts(at: now).leaseOver, .replace)
        case .packageReplaced where cause == .connectionLost:
            return end(texts(at: now).packageReplaced, .replace)
        case .packageReplaced: return end(texts(at: now).stopped(cause, ladder.step, nil, []), .replace)
        case .loadFailed, .startFailed:
            // It was being killed while it started; there is nothing left to wait for.
            return end(texts(at: now).stopped(cause, ladder.step, nil, []), .replace)
        case .violation where ladder.skipToKill(at: now), .limitExceeded where ladder.skipToKill(at: now),
            .cancelRequested(.lost) where ladder.skipToKill(at: now):
            phase = .stopping(cause, ladder)
            return [.kill]
        case .cancelRequested, .connectionLost, .loaded, .finished, .violation, .limitExceeded, .undeliverable,
            .hostFailed:
            return []
        }
    }

    private mutating func stop(
        _ cause: Cause, from step: StopLadder.Step, at now: MonotonicInstant
    ) -> [Action] {
        guard terms.hasForce || step == .ask else {
            return end(texts(at: now).unstoppable(cause), .abandon)
        }
        phase = .stopping(
            cause, StopLadder(from: step, at: now, graces: terms.graces, hasForce: terms.hasForce))
        guard step == .ask else { return [.kill] }
        return [.sendCancel(cause.cancelReason)]
    }

    /// The socket of a dying process closes a moment before its exit can be seen.
    private mutating func awaitExit(at now: MonotonicInstant) -> [Action] {
        var graces = terms.graces
        graces.terminate = terms.exitGrace
        phase = .stopping(.connectionLost, StopLadder(from: .terminate, at: now, graces: graces))
        return []
    }

    private mutating func end(_ ending: RunReport.Ending, _ fate: RunnerFate) -> [Action] {
        phase = .ended
        return [.end(RunReport(ending), fate)]
    }

    private func texts(at now: MonotonicInstant) -> RunTexts {
        RunTexts(terms: terms, elapsed: now - since)
    }
}

extension RunSupervision.Cause {
    /// Whether what the processor returns while it is being stopped still counts.
    fileprivate var acceptsResult: Bool {
        switch self {
        case .cancelled, .timedOut, .stalled, .hostFailed: true
        case .startTimedOut, .connectionLost, .violation, .limitExceeded: false
        }
    }

    fileprivate var cancelReason: CancelReason {
        switch self {
        case .cancelled(let reason): reason
        case .hostFailed: .shutdown
        case .timedOut, .stalled, .startTimedOut, .connectionLost, .violation, .limitExceeded: .timeout
        }
    }
}
