import CLinux
import Glibc

/// The process of a runner and the host's descriptors of it. Whoever owns the value closes it, once.
struct RunnerProcess: Sendable {
    let pid: pid_t
    /// Readable once the process has ended. Signals go through it, so that they never reach another process.
    let pidfd: Int32
    /// Frames both ways.
    let socket: Int32
    /// What the processor prints: standard output and standard error together.
    let output: Int32
    /// Has been told of the process; nil for the guard itself.
    private var groups: GroupGuard?

    private init(pid: pid_t, pidfd: Int32, socket: Int32, output: Int32) {
        self.pid = pid
        self.pidfd = pidfd
        self.socket = socket
        self.output = output
    }

    /// Starts a runner. What it starts in its turn does not outlive this host.
    static func start(_ launch: RunnerLaunch) throws(SystemError) -> RunnerProcess {
        var process = try spawn(program: launch.program, environment: launch.environment)
        process.groups = launch.groups
        launch.groups.add(process.pid)
        return process
    }

    /// Starts a runner in a process group of its own, with nothing but its socket, its output and `environment`.
    static func spawn(
        program: String, arguments: [String] = [], environment: [String]
    ) throws(SystemError) -> RunnerProcess {
        var sockets: [Int32] = [-1, -1]
        try check("socketpair", socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets))
        var pipes: [Int32] = [-1, -1]
        guard pipe2(&pipes, O_CLOEXEC | O_NONBLOCK) == 0 else {
            let failure = SystemError(call: "pipe2", code: errno)
            close(sockets[0])
            close(sockets[1])
            throw failure
        }
        // The child's end blocks as a standard stream should; the flag belongs to each end alone.
        _ = fcntl(pipes[1], F_SETFL, 0)
        var ours = [sockets[0], pipes[0]]
        defer {
            close(sockets[1])
            close(pipes[1])
            for descriptor in ours { close(descriptor) }
        }
        let pid = try spawn(program, arguments, environment, socket: sockets[1], output: pipes[1])
        let pidfd = pidfd_open(pid, 0)
        guard pidfd >= 0 else {
            let failure = SystemError(call: "pidfd_open", code: errno)
            // Not reaped yet, so the number is still this child's.
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            throw failure
        }
        ours = []
        return RunnerProcess(pid: pid, pidfd: pidfd, socket: sockets[0], output: pipes[0])
    }

    func signal(_ signal: Int32) {
        _ = pidfd_send_signal(pidfd, signal, nil, 0)
    }

    /// Signals everything in the runner's process group. Only before ``reap()``: until then the number is taken.
    func signalGroup(_ signal: Int32) {
        _ = kill(-pid, signal)
    }

    /// Takes the exit status of the process, which has ended: call it when ``pidfd`` is readable, and after its group was killed.
    func reap() -> ExitStatus {
        groups?.remove(pid)
        var info = siginfo_t()
        while waitid(P_PIDFD, id_t(pidfd), &info, WEXITED) != 0 {
            guard errno == EINTR else { return .exited(-1) }
        }
        let status = info._sifields._sigchld.si_status
        return info.si_code == CLD_EXITED ? .exited(status) : .signalled(status)
    }

    /// What has been sent to the host and not been received: no more than the socket holds.
    var unreadBytes: Int {
        var count: Int32 = 0
        return ioctl(socket, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    func closeDescriptors() {
        close(socket)
        close(output)
        close(pidfd)
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String], socket: Int32, output: Int32
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Out of the way of the numbers 0 to 3, which are about to be given new meanings.
        let safeSocket = fcntl(socket, F_DUPFD_CLOEXEC, 10)
        let safeOutput = fcntl(output, F_DUPFD_CLOEXEC, 10)
        defer {
            close(safeSocket)
            close(safeOutput)
        }
        guard safeSocket >= 0, safeOutput >= 0 else { throw SystemError(call: "fcntl", code: errno) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, safeOutput, 1)
        posix_spawn_file_actions_adddup2(&actions, safeOutput, 2)
        posix_spawn_file_actions_adddup2(&actions, safeSocket, 3)
        posix_spawn_file_actions_addclosefrom_np(&actions, 4)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

        var pid: pid_t = 0
        let code = withCStrings([program] + arguments) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&pid, program, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw SystemError(call: "starting \(program)", code: code) }
        return pid
    }

    private static func check(_ call: String, _ result: Int32) throws(SystemError) {
        guard result == 0 else { throw SystemError(call: call, code: errno) }
    }

    /// The strings as C has them: an array of pointers with a null pointer at its end, valid during `body`.
    private static func withCStrings<Result>(
        _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return body(&pointers)
    }
}
