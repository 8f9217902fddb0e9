import Glibc
import RunnerProtocol

/// Asks a library what it is, in a runner that does nothing else, so that one that crashes or hangs harms nobody.
struct LibraryDescription {
    private let process: RunnerProcess
    private let cancellation: StartCancellation
    private var inbox = RunnerInbox()
    private var lines = OutputLines(maximumLine: RunLimits().logBytes)
    private var status: ExitStatus?
    private var isSocketOpen = true
    private var isOutputOpen = true

    private init(process: RunnerProcess, cancellation: StartCancellation) {
        self.process = process
        self.cancellation = cancellation
    }

    /// Waits for the answer: not for cooperative threads.
    static func describe(
        _ launch: RunnerLaunch, within limit: Duration, unless cancellation: StartCancellation
    ) throws(LibraryRefusal) -> ProcessorDescriptor {
        let process: RunnerProcess
        do {
            process = try RunnerProcess.start(launch)
        } catch {
            throw LibraryRefusal(code: "processor.start_failed", reason: "\(error)")
        }
        var description = LibraryDescription(process: process, cancellation: cancellation)
        return try description.converse(launch, within: limit).get()
    }

    private mutating func converse(
        _ launch: RunnerLaunch, within limit: Duration
    ) -> Result<ProcessorDescriptor, LibraryRefusal> {
        defer { stop() }
        let deadline = MonotonicInstant.now + limit
        var outbox = FrameOutbox()
        do {
            try outbox.append(.hello(protocolVersion: runnerProtocolVersion))
            try outbox.append(.load(launch.load))
            while true {
                outbox.flush(to: process.socket)
                if let answer = try answer() { return answer }
                guard status == nil else { return .failure(crash()) }
                guard !cancellation.isCancelled else { return .failure(.startCancelled) }
                guard wait(until: deadline, wantsToSend: !outbox.isEmpty) else {
                    return .failure(
                        LibraryRefusal(
                            code: "processor.describe_timeout",
                            reason: "it did not describe itself within \(DurationText.describe(limit)) and was killed"
                                + output))
                }
            }
        } catch {
            return .failure(
                LibraryRefusal(code: "processor.protocol", reason: "its runner broke the protocol: \(error)\(output)"))
        }
    }

    /// What has come so far, as far as it is an answer.
    private mutating func answer() throws(FrameError) -> Result<ProcessorDescriptor, LibraryRefusal>? {
        // One that never stops sending must not keep the time-out from being looked at.
        var rest = process.unreadBytes
        repeat {
            switch inbox.fill(from: process.socket) {
            case .bytes(let count): rest -= count
            case .wait: rest = 0
            case .end:
                rest = 0
                isSocketOpen = false
            }
            while let frame = try inbox.next() {
                switch frame {
                case .loaded(let descriptor): return .success(descriptor)
                case .loadFailed(let code, let message): return .failure(LibraryRefusal(code: code, reason: message))
                case .hello(let version) where version != runnerProtocolVersion:
                    throw FrameError(.invalidValue, "it speaks version \(version), not \(runnerProtocolVersion)")
                default: break
                }
            }
        } while rest > 0
        return nil
    }

    /// Waits for frames, output, the end of the process or a cancel. False when the time is up.
    private mutating func wait(until deadline: MonotonicInstant, wantsToSend: Bool) -> Bool {
        let rest = (deadline - .now) / .milliseconds(1)
        guard rest > 0 else { return false }
        // Once the socket has ended only the end of the process is worth waiting for.
        let events = Int16(wantsToSend ? POLLIN | POLLOUT : POLLIN)
        var entries = [
            pollfd(fd: process.pidfd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isOutputOpen ? process.output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isSocketOpen ? process.socket : -1, events: events, revents: 0),
            pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, 4, Int32(rest.rounded(.up)))
        if entries[1].revents != 0 || entries[0].revents != 0 { readOutput() }
        if entries[0].revents != 0 {
            process.signalGroup(SIGKILL)
            status = process.reap()
        }
        return true
    }

    private mutating func readOutput() {
        var buffer = [UInt8](repeating: 0, count: 4 << 10)
        for _ in 0..<16 {
            let count = read(process.output, &buffer, buffer.count)
            guard count > 0 else {
                isOutputOpen = count < 0
                return
            }
            _ = lines.take(buffer[..<count])
        }
    }

    private mutating func crash() -> LibraryRefusal {
        LibraryRefusal(
            code: LibraryRefusal.crashedCode,
            reason: "it ended while it was loaded and described: \(status?.text ?? "")\(output)")
    }

    private var output: String {
        lines.last.isEmpty ? "" : ". Its last output: \(lines.last.joined(separator: " | "))"
    }

    private mutating func stop() {
        if status == nil {
            process.signal(SIGKILL)
            process.signalGroup(SIGKILL)
            var entry = pollfd(fd: process.pidfd, events: Int16(POLLIN), revents: 0)
            // An uninterruptible system call is not waited for; init reaps it in the end.
            if poll(&entry, 1, 5000) > 0 { status = process.reap() }
        }
        process.closeDescriptors()
    }
}
