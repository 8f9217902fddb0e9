import Glibc
import Logging
import RunnerProtocol
import Synchronization

/// Sees to it that nothing a processor has started outlives this host, however it ends.
///
/// The kernel kills a runner whose host has died, but not the programs that it has started. A process of its own kills their
/// groups then: `trubuild-runner --guard`, which learns of them by a socket, and of the host's end by the end of that.
final class GroupGuard: Sendable {
    struct State {
        var groups: Set<pid_t> = []
        var process: RunnerProcess?
        /// Said once: the next one would fail for the same reason.
        var isFailureKnown = false
    }

    private let program: String
    private let logger: Logger
    let state = Mutex(State())

    /// Starts nothing yet.
    /// - Parameter program: the absolute path of `trubuild-runner`.
    init(program: String, logger: Logger) {
        self.program = program
        self.logger = logger
    }

    /// A runner was started and has not been given anything to do.
    func add(_ group: pid_t) {
        state.withLock { state in
            state.groups.insert(group)
            // The first one is told of all that there are.
            guard state.process == nil || !tell(.begun(group), &state) else { return }
            replace(&state)
        }
    }

    /// All of the group has been killed, and its number is about to be free for others.
    func remove(_ group: pid_t) {
        state.withLock { state in
            state.groups.remove(group)
            guard state.process != nil, !tell(.over(group), &state) else { return }
            replace(&state)
        }
    }

    /// Ends the process, which kills what is left.
    func close() {
        state.withLock { state in
            guard let process = state.process else { return }
            state.process = nil
            shutdown(process.socket, Int32(SHUT_RDWR))
            Self.waitForEnd(of: process, milliseconds: 1000)
        }
    }

    /// Never waits: a guard that does not read is of no use.
    private func tell(_ notice: GroupNotice, _ state: inout State) -> Bool {
        guard let process = state.process else { return false }
        let bytes = notice.bytes
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        return send(process.socket, bytes, bytes.count, flags) == bytes.count
    }

    private func replace(_ state: inout State) {
        dismiss(&state)
        do {
            state.process = try RunnerProcess.spawn(program: program, arguments: ["--guard"], environment: [])
            for group in state.groups where !tell(.begun(group), &state) {
                throw SystemError(call: "send", code: errno)
            }
            state.isFailureKnown = false
        } catch {
            // One that knows only some of them would pass for one that knows all.
            dismiss(&state)
            if !state.isFailureKnown {
                logger.warning(
                    """
                    programs that processors start would outlive this host if it is killed, as their guard does not start \
                    (\(error)); the next runner tries again
                    """)
            }
            state.isFailureKnown = true
        }
    }

    /// Ends the process without letting it act.
    private func dismiss(_ state: inout State) {
        guard let process = state.process else { return }
        // Otherwise it takes the end of its socket for the end of the host.
        process.signal(SIGKILL)
        Self.waitForEnd(of: process, milliseconds: 1000)
        state.process = nil
    }

    private static func waitForEnd(of process: RunnerProcess, milliseconds: Int32) {
        var entry = pollfd(fd: process.pidfd, events: Int16(POLLIN), revents: 0)
        if poll(&entry, 1, milliseconds) > 0 { _ = process.reap() }
        process.closeDescriptors()
    }
}
