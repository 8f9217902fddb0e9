import RunnerProtocol
import Synchronization

/// The runners of one processor, and the runs that wait for one.
final class RunnerPool: Sendable {
    private struct State {
        var rules: RunnerPoolState
        var runners: [RunnerID: any Runner] = [:]
        /// First come, first served. The worker only hands out as many runs as there are slots, so it stays short.
        var waiting: [ActiveRun] = []
    }

    private let state: Mutex<State>
    private let makeRunner: @Sendable (RunnerID, RunnerPool) -> any Runner

    init(rules: RunnerPoolState.Rules, makeRunner: @escaping @Sendable (RunnerID, RunnerPool) -> any Runner) {
        state = Mutex(State(rules: RunnerPoolState(rules: rules)))
        self.makeRunner = makeRunner
    }

    /// Finds or starts a runner for the run, or lets it wait for one.
    func submit(_ run: ActiveRun) {
        while true {
            let (request, runner) = state.withLock { state in place(run, &state) }
            switch request {
            case .wait: return
            case .refuse:
                run.end(.stopping)
                return
            case .reuse(let id), .start(let id):
                if let runner, runner.begin(run) { return }
                gone(id)
            }
        }
    }

    private func place(
        _ run: ActiveRun, _ state: inout State
    ) -> (RunnerPoolState.Request, (any Runner)?) {
        let request = state.rules.request()
        let runner: (any Runner)?
        switch request {
        case .reuse(let id): runner = state.runners[id]
        case .start(let id):
            runner = makeRunner(id, self)
            state.runners[id] = runner
        case .wait:
            state.waiting.append(run)
            runner = nil
        case .refuse: runner = nil
        }
        run.runner = runner
        return (request, runner)
    }

    /// Stops a run, wherever it is.
    func cancel(_ run: ActiveRun, reason: CancelReason) {
        let wasWaiting = state.withLock { state in
            guard let index = state.waiting.firstIndex(where: { $0 === run }) else { return false }
            state.waiting.remove(at: index)
            return true
        }
        if wasWaiting {
            let failure = RunFailure(
                code: "processor.cancelled", message: "The run was cancelled before a runner was free for it")
            run.end(RunReport(.cancelled(reason, failure)))
        } else {
            run.runner?.cancel(run, reason: reason)
        }
    }

    /// What a runner is to do once a run has left it.
    enum Release {
        case next(ActiveRun)
        case park(until: MonotonicInstant)
        case end
    }

    func released(_ runner: any Runner, _ fate: RunSupervision.RunnerFate) -> Release {
        state.withLock { state in
            let hasWaiters = !state.waiting.isEmpty
            switch state.rules.released(runner.id, fate, hasWaiters: hasWaiters, at: .now) {
            case .next:
                let run = state.waiting.removeFirst()
                run.runner = runner
                return .next(run)
            case .park(let until): return .park(until: until)
            case .end: return .end
            }
        }
    }

    /// True when the runner is to end, for nobody has needed it for long.
    func idleTimePassed(_ id: RunnerID) -> Bool {
        state.withLock { $0.rules.idleTimePassed(id, at: .now) }
    }

    /// The runner is no more; a waiting run may take its place.
    func gone(_ id: RunnerID) {
        let next = state.withLock { state -> ActiveRun? in
            state.runners[id] = nil
            guard state.rules.gone(id), !state.waiting.isEmpty else { return nil }
            return state.waiting.removeFirst()
        }
        if let next { submit(next) }
    }

    /// Takes no more runs and ends the idle runners. Runs that wait are reported as cancelled.
    func close() {
        let (idle, waiting) = state.withLock { state in
            let idle = state.rules.close().compactMap { state.runners[$0] }
            defer { state.waiting = [] }
            return (idle, state.waiting)
        }
        for runner in idle { runner.end() }
        for run in waiting { run.end(.stopping) }
    }

    var isDrained: Bool { state.withLock { $0.rules.isDrained } }
}

extension RunReport {
    /// For runs that come when the host is going.
    static var stopping: RunReport {
        RunReport(
            .cancelled(
                .shutdown,
                RunFailure(code: "processor.host_stopping", message: "The host is stopping; it starts no run")))
    }
}
