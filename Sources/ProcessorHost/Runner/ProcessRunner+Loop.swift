import Glibc
import RunnerProtocol
import Synchronization

/// The thread of a runner.
extension ProcessRunner {
    /// What only the thread uses.
    struct Inputs {
        var inbox = RunnerInbox()
        var lines: OutputLines
        var logAllowance: LogAllowance
        var outputAllowance: LogAllowance
        var isSocketOpen = true
        var isOutputOpen = true
        var outputBuffer = [UInt8](repeating: 0, count: 16 << 10)

        init(limits: ProcessorLimits) {
            lines = OutputLines(maximumLine: limits.run.logBytes)
            logAllowance = LogAllowance(rate: limits.logRate, at: .now)
            outputAllowance = LogAllowance(rate: limits.logRate, at: .now)
        }
    }

    func main() {
        guard let process = start() else { return }
        var inputs = Inputs(limits: settings.limits)
        var status: ExitStatus?
        while status == nil, !isGivenUp {
            var entries = [
                pollfd(fd: process.pidfd, events: Int16(POLLIN), revents: 0),
                pollfd(fd: timerDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inputs.isOutputOpen ? process.output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: inputs.isSocketOpen ? process.socket : -1, events: socketEvents, revents: 0),
            ]
            guard poll(&entries, 4, -1) >= 0 || errno == EINTR else {
                // The process cannot be watched, so it must not go on: its run would never end.
                log.unwatchable(id, pid: process.pid, SystemError(call: "poll", code: errno))
                process.signal(SIGKILL)
                process.signalGroup(SIGKILL)
                status = process.reap()
                break
            }
            if entries[1].revents != 0 { timePassed() }
            if entries[2].revents != 0 { readOutput(process, &inputs) }
            if entries[3].revents & Int16(POLLOUT) != 0 {
                state.withLock { $0.outbox.flush(to: process.socket) }
            }
            if entries[3].revents & ~Int16(POLLOUT) != 0 { readFrames(process, &inputs) }
            if entries[0].revents != 0 {
                process.signalGroup(SIGKILL)
                // What it said before it died counts; what others go on saying in its place does not.
                var rest = process.unreadBytes
                while rest > 0, inputs.isSocketOpen { rest -= max(readFrames(process, &inputs), 1) }
                readOutput(process, &inputs)
                status = process.reap()
            }
        }
        close(process, status, &inputs)
    }

    /// Starts the process and sends what it needs to begin. nil when that failed; then the runner is gone.
    private func start() -> RunnerProcess? {
        do {
            let launch = try confinedLaunch()
            guard timerDescriptor >= 0 else { throw SystemError(call: "timerfd_create", code: EMFILE) }
            let process = try RunnerProcess.start(launch)
            let killAtStart = state.withLock { state in
                state.process = process
                return state.killAtStart
            }
            log.started(id, pid: process.pid)
            // It waits for the next frames, and has started nothing yet.
            let limit = TaskLimit(process.pid, tasks: settings.resources.tasks)
            state.withLock { $0.taskLimit = limit }
            try settings.watch.add(self)
            if killAtStart { process.signal(SIGKILL) }
            try send(.hello(protocolVersion: runnerProtocolVersion))
            try send(.load(launch.load))
            state.withLock { $0.isGreeted = true }
            rearm()
            return process
        } catch {
            let process = state.withLock { $0.process }
            if let process {
                process.signal(SIGKILL)
                _ = process.reap()
            }
            leave(.startFailed("\(error)"), process)
            return nil
        }
    }

    /// The launch with what is this runner's own.
    private func confinedLaunch() throws(SystemError) -> RunnerLaunch {
        var launch = settings.launch
        // It must exist before rules can speak of it.
        if let problem = scratch.prepare() { throw SystemError(call: problem, code: EIO) }
        launch.load.sandbox.packageDirectory = package ?? ""
        let identity = package.flatMap { FileIdentity(of: $0) }
        state.withLock { $0.packageIdentity = identity }
        launch.load.sandbox.writable.append(scratch.path)
        launch.environment.removeAll { $0.hasPrefix("TMPDIR=") }
        launch.environment.append("TMPDIR=\(scratch.path)")
        if let package, let cache = settings.caches.folder(launch.cache, package: package) {
            launch.load.sandbox.writable.append(cache)
            launch.environment.removeAll { $0.hasPrefix("XDG_CACHE_HOME=") }
            launch.environment.append("XDG_CACHE_HOME=\(cache)")
        }
        return launch
    }

    /// A processor may end its process with the same status.
    private var isPackageReplaced: Bool {
        guard let package else { return false }
        return state.withLock { $0.packageIdentity } != FileIdentity(of: package)
    }

    private var socketEvents: Int16 {
        Int16(state.withLock { $0.outbox.isEmpty } ? POLLIN : POLLIN | POLLOUT)
    }

    /// The process does not even die of SIGKILL; waiting longer is of no use.
    private var isGivenUp: Bool {
        state.withLock { $0.ending?.step == .giveUp }
    }

    private func close(_ process: RunnerProcess, _ status: ExitStatus?, _ inputs: inout Inputs) {
        logOutput(inputs.lines.takeRest(), run: state.withLock { $0.run }, &inputs)
        tellDropped(&inputs, run: state.withLock { $0.run }, isLast: true)
        let wasExpected = state.withLock { $0.ending != nil || $0.run != nil }
        if let status {
            log.ended(id, pid: process.pid, status, wasExpected: wasExpected)
            let isLeaseOver = status == .signalled(SIGKILL) && state.withLock { $0.lease.isOver(at: .now) }
            let isReplaced =
                status == .exited(RunnerExitStatus.packageReplaced.rawValue) && isPackageReplaced
            leave(
                isLeaseOver
                    ? .leaseOver : isReplaced ? .packageReplaced : .exited(status, lastOutput: inputs.lines.last),
                process)
        } else {
            log.unkillable(id, pid: process.pid)
            leave(.connectionLost, process)
        }
    }

    /// The runner is no more. A run that it has, also one that it got a moment ago, learns how it ended.
    func leave(_ event: RunSupervision.Event, _ process: RunnerProcess?) {
        settings.watch.remove(self)
        let run = state.withLock { state in
            state.isGone = true
            state.process = nil
            process?.closeDescriptors()
            closeTimer()
            return state.run
        }
        if let run { perform(run.handle(event), for: run) }
        if let problem = scratch.remove() { log.warning("\(problem)", run: nil) }
        pool.gone(id)
        state.withLock { $0.taskLimit }?.remove()
    }

    // MARK: - Events

    private func timePassed() {
        clearTimer()
        let now = MonotonicInstant.now
        let (isIdle, step) = state.withLock { $0.timePassed(at: now) }
        let run = state.withLock { $0.run }
        switch step {
        case .terminate: state.withLock { $0.process?.signal(SIGTERM) }
        case .kill: state.withLock { $0.process?.signal(SIGKILL) }
        case .ask, .giveUp, nil: break
        }
        if isIdle, pool.idleTimePassed(id) { end() }
        if let run { perform(run.handle(.timePassed, at: now), for: run) } else { rearm() }
    }

    /// Reads what has been printed. Bounded by what a pipe holds, so that a flood does not keep frames waiting.
    private func readOutput(_ process: RunnerProcess, _ inputs: inout Inputs) {
        for _ in 0..<4 where inputs.isOutputOpen {
            let count = inputs.outputBuffer.withUnsafeMutableBytes { read(process.output, $0.baseAddress, $0.count) }
            if count > 0 {
                let run = state.withLock { $0.run }
                run?.signOfLife()
                logOutput(inputs.lines.take(inputs.outputBuffer[..<count]), run: run, &inputs)
                tellDropped(&inputs, run: run)
            } else if count == 0 {
                inputs.isOutputOpen = false
            } else if errno != EINTR {
                return
            }
        }
    }

    /// Handles the frames that have come.
    /// - Returns: how many bytes were received.
    @discardableResult
    private func readFrames(_ process: RunnerProcess, _ inputs: inout Inputs) -> Int {
        let fill = inputs.inbox.fill(from: process.socket)
        do {
            while let frame = try inputs.inbox.next() { handle(frame, process, &inputs) }
        } catch {
            inputs.isSocketOpen = false
            violated("\(error)")
            return 0
        }
        if case .end = fill {
            inputs.isSocketOpen = false
            if let run = state.withLock({ $0.run }) {
                perform(run.handle(.connectionLost), for: run)
            } else {
                violated("closed its connection while it was idle")
            }
        }
        if case .bytes(let count) = fill { return count }
        return 0
    }

    private func handle(_ frame: RunnerFrame, _ process: RunnerProcess, _ inputs: inout Inputs) {
        let run = state.withLock { $0.run }
        switch frame {
        case .hello(let version):
            guard version != runnerProtocolVersion else { return }
            startFailed(
                "\(settings.launch.program) speaks version \(version) of the runner protocol, this host speaks "
                    + "\(runnerProtocolVersion): install the runner that belongs to the host")
        case .loaded:
            let isFirst = state.withLock { state in
                defer { state.isReady = true }
                return !state.isReady
            }
            guard isFirst else { return violated("it reported the loading of its library twice") }
            inputs.inbox.frameLimit = FrameCodec.frameLimit(ofCheckpoint: settings.limits.run.checkpointBytes)
            if let run { perform(run.handle(.loaded), for: run) }
        case .loadFailed(let code, let message):
            if let run { perform(run.handle(.loadFailed(code: code, message: message)), for: run) }
        case .log(let serial, let level, let message):
            if serial == run?.serial { run?.signOfLife() }
            guard log.isTaken(level) else { return }
            if inputs.logAllowance.admit(at: .now) {
                log.message(message, level, run: serial == run?.serial ? run : nil)
            }
            tellDropped(&inputs, run: run)
        case .finished(let serial, let result):
            guard let run, run.serial == serial else {
                return violated("it reported the end of a run that it does not have")
            }
            // What the run printed is in the pipe by now.
            readOutput(process, &inputs)
            logOutput(inputs.lines.takeRest(), run: run, &inputs)
            tellDropped(&inputs, run: run, isLast: true)
            inputs.lines.forgetLast()
            for sentence in result.misbehaviour { log.warning("misbehaviour: \(sentence)", run: run) }
            perform(run.finish(result), for: run)
        case .progress(let serial, _), .checkpoint(let serial, _), .artifactOpened(let serial, _, _, _),
            .artifactBytes(let serial, _, _), .artifactCommitted(let serial, _), .artifactAborted(let serial, _):
            // Of an earlier run it is of no interest, as the run is over.
            guard let run, run.serial == serial else { return }
            switch run.accept(frame) {
            case .violation(let what): violated(what)
            case .some(let event): perform(run.handle(event), for: run)
            case nil: break
            }
        case .earlierWanted(let serial, let request, let jobType, let artifactType):
            guard let run, run.serial == serial else { return }
            let problem = run.wantsEarlier(request, jobType: jobType, artifactType: artifactType) { answer, error in
                if let error { self.log.noEarlierArtifact(jobType: jobType, error, run: run) }
                self.send(answer, about: run)
            }
            if let problem { violated(problem) }
        }
    }

    private func logOutput(_ lines: [String], run: ActiveRun?, _ inputs: inout Inputs) {
        for line in lines where inputs.outputAllowance.admit(at: .now) { log.output(line, run: run) }
    }

    private func tellDropped(_ inputs: inout Inputs, run: ActiveRun?, isLast: Bool = false) {
        let logged = inputs.logAllowance.takeDropped(at: .now, isLast: isLast) ?? 0
        let printed = inputs.outputAllowance.takeDropped(at: .now, isLast: isLast) ?? 0
        if logged + printed > 0 { log.dropped(logged + printed, limit: settings.limits.logRate, run: run) }
    }

    private func startFailed(_ reason: String) {
        if let run = state.withLock({ $0.run }) { perform(run.handle(.startFailed(reason)), for: run) }
    }

    /// The runner cannot be trusted any more.
    private func violated(_ what: String) {
        if let run = state.withLock({ $0.run }) {
            log.warning("the runner broke the protocol: \(what)", run: run)
            perform(run.handle(.violation(what)), for: run)
        } else {
            // One that was told to end may close its connection.
            state.withLock { if $0.ending == nil { $0.process?.signal(SIGKILL) } }
        }
    }
}
