import Dispatch
import ProcessorLoader
import RunnerProtocol
import Synchronization

/// A runner inside the host: an instance of the processor and a thread for its runs.
///
/// Nothing protects the host from what the processor does here, and nothing can stop a run that does not stop by itself.
final class InProcessRunner: Runner {
    private struct State {
        var run: ActiveRun?
        var instance: ProcessorInstance?
        var isStarted = false
        var isEnding = false
        var isGone = false
    }

    let id: RunnerID
    private let load: LoadRequest
    private let limits: ProcessorLimits
    private let log: RunnerLog
    private let pool: RunnerPool
    private let scratch: ScratchFolder
    private let state = Mutex(State())
    private let allowance: Mutex<LogAllowance>
    /// Rings when the supervision of the run wants to look at it.
    private let alarm = Alarm()
    /// One signal for each run, and one for the end.
    private let work = DispatchSemaphore(value: 0)

    init(
        id: RunnerID, load: LoadRequest, limits: ProcessorLimits, scratch: ScratchFolder, log: RunnerLog,
        pool: RunnerPool
    ) {
        self.id = id
        self.load = load
        self.limits = limits
        allowance = Mutex(LogAllowance(rate: limits.logRate, at: .now))
        self.scratch = scratch
        self.log = log
        self.pool = pool
    }

    // MARK: - From the pool, on any thread

    func begin(_ run: ActiveRun) -> Bool {
        let (isGone, isStarted, isReady) = state.withLock { state in
            defer { state.isStarted = true }
            guard !state.isGone else { return (true, true, true) }
            state.run = run
            return (false, state.isStarted, state.instance != nil)
        }
        guard !isGone else { return false }
        perform(run.begin(at: .now), for: run)
        work.signal()
        if !isReady { watch() }
        guard !isStarted else { return true }
        do throws(LoadError) {
            try RunThread.start(name: "in-process \(id)") { self.main() }
        } catch {
            leave(.startFailed(error.message))
        }
        return true
    }

    func cancel(_ run: ActiveRun, reason: CancelReason) {
        perform(run.handle(.cancelRequested(reason)), for: run)
        watch()
    }

    /// Nothing here could end a run when this process cannot.
    func extendLease(until end: MonotonicInstant) {}

    func end() {
        state.withLock { $0.isEnding = true }
        work.signal()
    }

    /// There is no process but the host's own.
    func kill() {}

    // MARK: - The thread

    private func main() {
        let instance: ProcessorInstance
        do throws(LoadError) {
            instance = try LoadedProcessor.load(load).makeInstance(config: load.config) { [self] frame in take(frame) }
        } catch {
            leave(.loadFailed(code: error.code, message: error.message))
            return
        }
        state.withLock { $0.instance = instance }
        while true {
            work.wait()
            let (run, isEnding) = state.withLock { ($0.run, $0.isEnding) }
            if let run { execute(run, in: instance) }
            if isEnding || state.withLock({ $0.isEnding }) { break }
        }
        state.withLock { $0.instance = nil }
        instance.destroy()
        leave(.startFailed("it was ended"))
    }

    private func execute(_ run: ActiveRun, in instance: ProcessorInstance) {
        for action in run.handle(.loaded) {
            guard case .sendRun(let deadline) = action else {
                perform([action], for: run)
                continue
            }
            watch()
            if let problem = scratch.prepare() {
                perform(run.handle(.undeliverable(problem)), for: run)
                continue
            }
            let result = instance.run(run.request(scratch: scratch.path, deadline: deadline))
            for sentence in result.misbehaviour { log.warning("misbehaviour: \(sentence)", run: run) }
            tellDropped(run, isLast: true)
            // Before the end of the run, which may hand the next one over; also of a run that was given up.
            if let problem = scratch.clear() { log.warning("\(problem)", run: run) }
            perform(run.finish(result), for: run)
        }
    }

    /// What the processor reports, on any thread of its own.
    private func take(_ frame: RunnerFrame) {
        guard let run = state.withLock({ $0.run }) else { return }
        switch frame {
        case .log(let serial, let level, let message):
            run.signOfLife()
            guard log.isTaken(level) else { return }
            if allowance.withLock({ $0.admit(at: .now) }) {
                log.message(message, level, run: serial == run.serial ? run : nil)
            }
            tellDropped(run)
        case .progress(let serial, _), .checkpoint(let serial, _), .artifactOpened(let serial, _, _, _),
            .artifactBytes(let serial, _, _), .artifactCommitted(let serial, _), .artifactAborted(let serial, _):
            guard serial == run.serial, let event = run.accept(frame) else { return }
            perform(run.handle(event), for: run)
            watch()
        case .earlierWanted(let serial, let request, let jobType, let artifactType):
            guard serial == run.serial else { return }
            let problem = run.wantsEarlier(request, jobType: jobType, artifactType: artifactType) { answer, error in
                if let error { self.log.noEarlierArtifact(jobType: jobType, error, run: run) }
                let instance = self.state.withLock { $0.instance }
                for frame in answer { instance?.take(frame) }
            }
            if let problem { perform(run.handle(.violation(problem)), for: run) }
        case .hello, .loaded, .loadFailed, .finished: break
        }
    }

    private func tellDropped(_ run: ActiveRun, isLast: Bool = false) {
        guard let count = allowance.withLock({ $0.takeDropped(at: .now, isLast: isLast) }) else { return }
        log.dropped(count, limit: limits.logRate, run: run)
    }

    // MARK: - What supervision decides

    private func perform(_ actions: [RunSupervision.Action], for run: ActiveRun) {
        for action in actions {
            switch action {
            case .sendCancel(let reason):
                state.withLock { $0.instance }?.cancel(serial: run.serial, reason: reason)
            case .end(let report, let fate): finish(run, report, fate)
            // Handing over is the thread's business, and there are no signals to send.
            case .sendRun, .terminate, .kill: break
            }
        }
    }

    private func finish(_ run: ActiveRun, _ report: RunReport, _ fate: RunSupervision.RunnerFate) {
        state.withLock { $0.run = nil }
        if fate == .abandon {
            log.warning("the run cannot be stopped: its slot stays taken until it returns", run: run)
        }
        switch pool.released(self, fate) {
        case .next(let next): if !begin(next) { pool.resubmit(next) }
        case .park: break
        case .end: end()
        }
        run.end(report)
    }

    /// Sees to it that the run which is here is looked at when its supervision wants that.
    private func watch() {
        guard let deadline = state.withLock({ $0.run })?.nextDeadline else { return }
        alarm.set(at: deadline) { [weak self] in self?.timePassed() }
    }

    private func timePassed() {
        guard let run = state.withLock({ $0.run }) else { return }
        perform(run.handle(.timePassed), for: run)
        watch()
    }

    /// The runner is no more.
    private func leave(_ event: RunSupervision.Event) {
        let run = state.withLock { state in
            state.isGone = true
            return state.run
        }
        alarm.cancel()
        if let run { perform(run.handle(event), for: run) }
        if let problem = scratch.remove() { log.warning("\(problem)", run: nil) }
        pool.gone(id)
    }
}
