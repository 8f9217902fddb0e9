import Glibc
import ProcessorLoader
import RunnerProtocol
import Synchronization

/// A runner in a process of its own.
///
/// One thread waits for the process: for its frames, its output, its end and its deadlines. Every event of a run comes from
/// that thread, and so does its report. Other threads only hand runs over and cancel them.
final class ProcessRunner: Runner, ResourceWatch.Subject {
    struct State {
        /// nil before the start and after the end.
        var process: RunnerProcess?
        var run: ActiveRun?
        var isStarted = false
        /// The first frames are on their way.
        var isGreeted = false
        /// The library is loaded and an instance made.
        var isReady = false
        /// A run was cancelled before there was a process to kill.
        var killAtStart = false
        var outbox = FrameOutbox()
        var lease = ToldLease()
        /// The thread has to learn that the outbox is no longer empty: it may be waiting without an eye on that.
        var hasOutboxNews = false
        /// What the package was when the runner was started.
        var packageIdentity: FileIdentity?
        var taskLimit: TaskLimit?
        var parkedUntil: MonotonicInstant?
        /// What the timer is set to; nil once it has rung.
        var timerIsSetTo: MonotonicInstant?
        /// Set once the runner is to end.
        var ending: StopLadder?
        var isGone = false
    }

    let id: RunnerID
    let settings: RunnerSettings
    /// What it is confined to; nil for no package at all.
    let package: String?
    let log: RunnerLog
    let pool: RunnerPool
    let scratch: ScratchFolder
    let state = Mutex(State())
    private let timer: TimerDescriptor?

    init(id: RunnerID, settings: RunnerSettings, package: String?, log: RunnerLog, pool: RunnerPool) {
        self.id = id
        self.settings = settings
        self.package = package
        self.log = log
        self.pool = pool
        scratch = ScratchFolder(makePath: settings.makeScratchPath)
        timer = try? TimerDescriptor()
    }

    // MARK: - From the pool, on any thread

    func begin(_ run: ActiveRun) -> Bool {
        enum Start { case no, warm, cold, pending }
        let start = state.withLock { state -> Start in
            guard !state.isGone else { return .no }
            state.run = run
            state.parkedUntil = nil
            if state.isReady { return .warm }
            defer { state.isStarted = true }
            return state.isStarted ? .pending : .cold
        }
        guard start != .no else { return false }
        perform(run.begin(at: .now), for: run)
        switch start {
        case .warm: perform(run.handle(.loaded), for: run)
        case .cold:
            do throws(LoadError) {
                try RunThread.start(name: "runner \(id)") { self.main() }
            } catch {
                leave(.startFailed(error.message), nil)
            }
        case .no, .pending: break
        }
        return true
    }

    func cancel(_ run: ActiveRun, reason: CancelReason) {
        perform(run.handle(.cancelRequested(reason)), for: run)
    }

    func extendLease(until end: MonotonicInstant) {
        let hasRun = state.withLock { state in
            // Before its first frames a runner knows of no lease; the run tells it.
            guard state.run != nil, state.isGreeted else { return false }
            state.lease.extend(until: end, at: .now)
            return true
        }
        guard hasRun else { return }
        try? send(.leaseExtended(until: end.nanoseconds))
        rearm()
    }

    func end() {
        end(from: .ask)
    }

    // MARK: - What supervision decides

    /// Carries out what the rules say about a run, then sets the timer for what they want to look at next.
    func perform(_ actions: [RunSupervision.Action], for run: ActiveRun) {
        for action in actions {
            switch action {
            case .sendRun(let deadline): hand(run, deadline: deadline)
            case .sendCancel(let reason): try? send(.cancel(serial: run.serial, reason: reason))
            case .terminate: state.withLock { $0.process?.signal(SIGTERM) }
            case .kill: kill()
            case .end(let report, let fate): finish(run, report, fate)
            }
        }
        rearm()
    }

    private func hand(_ run: ActiveRun, deadline: MonotonicInstant) {
        do {
            if let problem = scratch.prepare() {
                perform(run.handle(.undeliverable(problem)), for: run)
            } else {
                let leaseEnd = settings.lease.until
                state.withLock { $0.lease.begin(until: leaseEnd) }
                try send(.run(run.request(scratch: scratch.path, deadline: deadline, leaseEnd: leaseEnd)))
            }
        } catch {
            let problem = "The job is too large to be handed to its processor: \(error)"
            perform(run.handle(.undeliverable(problem)), for: run)
        }
    }

    func kill() {
        state.withLock { state in
            guard let process = state.process else {
                state.killAtStart = true
                return
            }
            process.signal(SIGKILL)
            process.signalGroup(SIGKILL)
        }
    }

    private func finish(_ run: ActiveRun, _ report: RunReport, _ fate: RunSupervision.RunnerFate) {
        state.withLock { state in
            state.run = nil
            state.outbox.dropAnswers()
        }
        var fate = fate
        if let problem = fate == .reuse ? scratch.clear() : scratch.remove() {
            log.warning("\(problem)", run: run)
            // It is confined to this folder, and the next run must not find anything in it.
            fate = .replace
        }
        switch pool.released(self, fate) {
        case .next(let next): if !begin(next) { pool.resubmit(next) }
        case .park(let until):
            // The pool may have given it the next run since.
            state.withLock { if $0.run == nil { $0.parkedUntil = until } }
        case .end: end(from: fate == .reuse ? .ask : .kill)
        }
        run.end(report)
    }

    // MARK: - What it uses

    var resourceLimits: ResourceLimits { settings.resources }
    var scratchPath: String { scratch.path }
    /// A runner between two runs has nothing to do, and is looked at as well.
    var watchedGroup: pid_t? { state.withLock { $0.process?.pid } }

    func exceeded(_ failure: RunFailure) {
        if let run = state.withLock({ $0.run }) {
            perform(run.handle(.limitExceeded(failure)), for: run)
        } else {
            log.warning("\(failure.message), between two runs", run: nil)
            end(from: .kill)
        }
    }

    /// Ends the runner: by its `shutdown` frame, or at once.
    private func end(from step: StopLadder.Step) {
        state.withLock { state in
            state.parkedUntil = nil
            guard state.ending == nil, !state.isGone else { return }
            state.ending = StopLadder(from: step, at: .now, graces: settings.endGraces)
        }
        if step == .ask { try? send(.shutdown) } else { kill() }
        rearm()
    }

    // MARK: - Sending

    /// Sends as much as the socket takes now; the thread sends the rest. Never waits.
    func send(_ frame: HostFrame) throws(FrameError) {
        try state.withLock { state throws(FrameError) in
            guard let process = state.process else { return }
            try state.outbox.append(frame)
            state.outbox.flush(to: process.socket)
            state.hasOutboxNews = !state.outbox.isEmpty
        }
    }

    /// Sends the answer about an earlier artifact, unless the run is over.
    func send(_ answer: EarlierFrames, about run: ActiveRun) {
        state.withLock { state in
            guard state.run === run, let process = state.process else { return }
            state.outbox.append(answer)
            state.outbox.flush(to: process.socket)
            state.hasOutboxNews = !state.outbox.isEmpty
        }
        rearm()
    }

    // MARK: - Time

    var timerDescriptor: Int32 { timer?.descriptor ?? -1 }

    func clearTimer() {
        state.withLock { state in
            timer?.clear()
            state.timerIsSetTo = nil
        }
    }

    func closeTimer() { timer?.closeDescriptor() }

    /// Sees to it that the thread wakes when it is wanted next. A timer that rings before that is left as it is: runs that are
    /// short each have a deadline, and setting it for each of them costs as much as a frame.
    func rearm() {
        state.withLock { state in
            guard !state.isGone, let wanted = state.nextWake(now: .now) else { return }
            if let set = state.timerIsSetTo, set <= wanted { return }
            state.timerIsSetTo = wanted
            timer?.set(wanted)
        }
    }
}

extension ProcessRunner.State {
    /// The next deadline, or now when the thread has to look at the outbox: once, as it polls for space from then on.
    func nextWake(now: MonotonicInstant) -> MonotonicInstant? {
        if hasOutboxNews { return now }
        // No array: this is asked several times a run.
        var next = parkedUntil
        if let deadline = run?.nextDeadline { next = min(deadline, next ?? deadline) }
        if let step = ending?.nextStepAt { next = min(step, next ?? step) }
        return next
    }

    /// The thread is awake.
    /// - Returns: whether the runner has been idle for long, and the step of its end that is due.
    mutating func timePassed(at now: MonotonicInstant) -> (isIdle: Bool, step: StopLadder.Step?) {
        hasOutboxNews = false
        let isIdle = parkedUntil.map { $0 <= now } ?? false
        if isIdle { parkedUntil = nil }
        return (isIdle, ending?.advance(to: now))
    }
}

/// What runners of one processor have in common.
struct RunnerSettings: Sendable {
    var launch: RunnerLaunch
    var resources: ResourceLimits
    var watch: ResourceWatch
    var caches: CacheFolders
    var limits: ProcessorLimits
    /// Keeps the file of the launch.
    var library: VerifiedLibrary
    var lease: HostLease
    /// A path for the scratch folder of a runner, another one each time.
    var makeScratchPath: @Sendable () -> String
    /// For a runner without a run that is told to end.
    var endGraces: StopLadder.Graces
}
