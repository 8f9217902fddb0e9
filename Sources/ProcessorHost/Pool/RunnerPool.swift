import DequeModule
import RunnerProtocol
import Synchronization

/// The runners of one processor, and the runs that wait for one.
final class RunnerPool: Sendable {
    /// How long a run waits while every runner is busy with another. Then it goes back to the queue: other hosts may have a
    /// free one.
    static let patience = Duration.seconds(5)

    private struct State {
        var rules: RunnerPoolState
        var runners: [RunnerID: any Runner] = [:]
        /// First come, first served.
        var waiting = Deque<Waiter>()
        /// A task looks after those that wait for too long.
        var isWatched = false
    }

    /// A run without a runner.
    private struct Waiter {
        let run: ActiveRun
        let since: MonotonicInstant
    }

    private enum Placement {
        case runner(any Runner)
        case waiting
        case refused(RunReport)
    }

    private let state: Mutex<State>
    private let makeRunner: @Sendable (RunnerID, RunnerPool) -> any Runner

    init(rules: RunnerPoolState.Rules, makeRunner: @escaping @Sendable (RunnerID, RunnerPool) -> any Runner) {
        state = Mutex(State(rules: RunnerPoolState(rules: rules)))
        self.makeRunner = makeRunner
    }

    /// Finds or starts a runner for the run, or lets it wait for one.
    /// - Returns: false when the pool is closed: nothing has happened then.
    func submit(_ run: ActiveRun) -> Bool {
        let placement = state.withLock { state in state.rules.isClosed ? nil : place(run, &state) }
        guard let placement else { return false }
        give(run, placement)
        return true
    }

    /// Reports the runs that wait as not begun.
    func releaseWaiting(_ why: RunFailure) {
        for run in state.withLock({ Self.removeWaiters(&$0) }) { run.end(RunReport(.notBegun(why))) }
    }

    /// As ``submit(_:)``, for a run that was in the pool before. It is reported as cancelled when the pool is closed.
    func resubmit(_ run: ActiveRun) {
        give(run, state.withLock { state in place(run, &state) })
    }

    private func place(_ run: ActiveRun, _ state: inout State) -> Placement {
        if let reason = run.earlyCancel { return .refused(.cancelledWaiting(reason)) }
        let id: RunnerID
        switch state.rules.request() {
        case .reuse(let idle): id = idle
        case .start(let new):
            id = new
            state.runners[id] = makeRunner(id, self)
        case .wait:
            state.waiting.append(Waiter(run: run, since: .now))
            watch(&state)
            return .waiting
        case .stuck: return .refused(.stuck(run))
        case .refuse: return .refused(.stopping)
        }
        guard let runner = state.runners[id] else { preconditionFailure("the pool knows each runner of its rules") }
        run.runner = runner
        return .runner(runner)
    }

    private func give(_ run: ActiveRun, _ placement: Placement) {
        switch placement {
        case .waiting: break
        case .refused(let report): run.end(report)
        case .runner(let runner):
            if runner.begin(run) { return }
            gone(runner.id)
            resubmit(run)
        }
    }

    /// Stops a run, wherever it is.
    func cancel(_ run: ActiveRun, reason: CancelReason) {
        enum Place {
            case waiting
            case runner(any Runner)
            case onItsWay
        }
        let place = state.withLock { state -> Place in
            if Self.removeWaiter(run, &state) { return .waiting }
            if let runner = run.runner { return .runner(runner) }
            // Under the pool's lock: place() sees it.
            run.earlyCancel = reason
            return .onItsWay
        }
        switch place {
        case .waiting: run.end(.cancelledWaiting(reason))
        case .runner(let runner): runner.cancel(run, reason: reason)
        case .onItsWay: break
        }
    }

    /// Looks after the runs that wait, for as long as there are any.
    private func watch(_ state: inout State) {
        guard !state.isWatched else { return }
        state.isWatched = true
        Task { [weak self] in
            while let pause = self?.releaseImpatient(at: .now) { try? await Task.sleep(for: pause) }
        }
    }

    /// - Returns: when to look again; nil when nobody waits.
    private func releaseImpatient(at now: MonotonicInstant) -> Duration? {
        let (runs, pause) = state.withLock { state -> ([ActiveRun], Duration?) in
            var runs: [ActiveRun] = []
            // Runners that come and go take their time, and no other host is faster.
            while let first = state.waiting.first, state.rules.isBusy, first.since + Self.patience <= now {
                runs.append(first.run)
                state.waiting.removeFirst()
            }
            state.isWatched = !state.waiting.isEmpty
            return (runs, state.waiting.first.map { max($0.since + Self.patience - now, .milliseconds(10)) })
        }
        for run in runs { run.end(.impatient(run)) }
        return pause
    }

    /// Whether the run waited.
    private static func removeWaiter(_ run: ActiveRun, _ state: inout State) -> Bool {
        guard let index = state.waiting.firstIndex(where: { $0.run === run }) else { return false }
        state.waiting.remove(at: index)
        return true
    }

    private static func removeWaiters(_ state: inout State) -> [ActiveRun] {
        defer { state.waiting.removeAll() }
        return state.waiting.map(\.run)
    }

    /// What a runner is to do once a run has left it.
    enum Release {
        case next(ActiveRun)
        case park(until: MonotonicInstant)
        case end
    }

    func released(_ runner: any Runner, _ fate: RunSupervision.RunnerFate) -> Release {
        let (release, stuck) = state.withLock { state -> (Release, [ActiveRun]) in
            let hasWaiters = !state.waiting.isEmpty
            switch state.rules.released(runner.id, fate, hasWaiters: hasWaiters, at: .now) {
            case .next:
                guard let run = state.waiting.popFirst()?.run else { preconditionFailure("there are waiters") }
                run.runner = runner
                return (.next(run), [])
            case .park(let until): return (.park(until: until), [])
            case .end: return (.end, state.rules.isStuck ? Self.removeWaiters(&state) : [])
            }
        }
        for run in stuck { run.end(.stuck(run)) }
        return release
    }

    /// True when the runner is to end, for nobody has needed it for long.
    func idleTimePassed(_ id: RunnerID) -> Bool {
        state.withLock { $0.rules.idleTimePassed(id, at: .now) }
    }

    /// The runner is no more; a waiting run may take its place.
    func gone(_ id: RunnerID) {
        let next = state.withLock { state -> (ActiveRun, Placement)? in
            state.runners[id] = nil
            guard state.rules.gone(id), let run = state.waiting.popFirst()?.run else { return nil }
            return (run, place(run, &state))
        }
        if let (run, placement) = next { give(run, placement) }
    }

    /// Takes no more runs and ends the idle runners. Runs that wait are reported as cancelled.
    func close() {
        for run in retire() { run.end(.stopping) }
    }

    /// Takes no more runs and ends the idle runners; the busy ones end after their runs.
    /// - Returns: the runs that wait for a runner.
    func retire() -> [ActiveRun] {
        let (idle, waiting) = state.withLock { state in
            let idle = state.rules.close().compactMap { state.runners[$0] }
            return (idle, Self.removeWaiters(&state))
        }
        for runner in idle { runner.end() }
        return waiting
    }

    /// Takes no more runs and kills all runners.
    func kill() {
        close()
        for runner in state.withLock({ Array($0.runners.values) }) { runner.kill() }
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

    fileprivate static func cancelledWaiting(_ reason: CancelReason) -> RunReport {
        RunReport(
            .cancelled(
                reason,
                RunFailure(
                    code: "processor.cancelled", message: "The run was cancelled before a runner was free for it")))
    }

    fileprivate static func stuck(_ run: ActiveRun) -> RunReport {
        RunReport(
            .failed(
                RunFailure(
                    code: "processor.stuck",
                    message: "The processor \(run.order.processor) is stuck: earlier runs never returned and hold all "
                        + "its slots. It runs inside the host (placement in-process), so that only a restart of the "
                        + "host frees them"), after: nil))
    }

    fileprivate static func impatient(_ run: ActiveRun) -> RunReport {
        RunReport(
            .notBegun(
                RunFailure(
                    code: "processor.busy",
                    message: "returned to the queue: every runner of the processor \(run.order.processor) is busy with "
                        + "another run")))
    }
}
