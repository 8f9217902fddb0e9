import Foundation
import Glibc
import RunnerProtocol
import Synchronization
import TestKit

/// A real trubuild-runner, spoken to as the host does.
final class RunnerProcess: Sendable {
    enum Ending: Equatable {
        case exited(Int32)
        case signaled(Int32)
    }

    let process: pid_t
    let socket: FrameSocket
    let log = FrameLog()
    private let output: Int32
    private let isReaped = Mutex(false)

    /// A zombie would keep exit tests from hearing of their own processes.
    deinit {
        guard !isReaped.withLock({ $0 }) else { return }
        kill(process, SIGKILL)
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }

    init() throws {
        var ends: [Int32] = [-1, -1]
        var pipe: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0,
            Glibc.pipe(&pipe) == 0
        else { throw CocoaError(.fileNoSuchFile) }
        for end in pipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        process = try Self.spawn(socket: ends[1], output: pipe[1])
        close(ends[1])
        close(pipe[1])
        socket = FrameSocket(descriptor: ends[0])
        output = pipe[0]
    }

    /// Loads a test processor and waits for it.
    convenience init(loading source: String) async throws {
        let library = try await ProcessorCompiler.library(source)
        try self.init()
        try socket.send(HostFrame.hello(protocolVersion: runnerProtocolVersion))
        try socket.send(.load(.test(library)))
        while let frame = try await receive() {
            if case .loaded = frame { return }
        }
        throw RunnerGone(ending: await end())
    }

    /// Reads frames until the run is over; nil when the runner ended without saying so.
    func run(_ request: RunRequest = .test()) async throws -> RunResult? {
        try socket.send(.run(request))
        while let frame = try await receive() {
            if case .finished(request.serial, let result) = frame { return result }
        }
        return nil
    }

    /// The next frame, also kept in ``log``. Off the cooperative threads, because it waits.
    func receive() async throws -> RunnerFrame? {
        let frame: RunnerFrame? = try await onThread { try self.socket.receiveRunnerFrame() }
        if let frame { log.append(frame) }
        return frame
    }

    /// Waits for the end of the process.
    func end() async -> Ending {
        let status: Int32 =
            (try? await onThread { () throws -> Int32 in
                var status: Int32 = 0
                while waitpid(self.process, &status, 0) < 0, errno == EINTR {}
                self.isReaped.withLock { $0 = true }
                return status
            }) ?? -1
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
    }

    /// What it printed; to be asked once, after its end.
    func printed() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        close(output)
        return bytes
    }

    private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }

    private static func spawn(socket: Int32, output: Int32) throws -> pid_t {
        let program = try BuiltProducts.program("trubuild-runner")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        posix_spawn_file_actions_adddup2(&actions, socket, 3)
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), nil]
        defer { free(arguments[0]) }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var process = pid_t()
        let status = posix_spawn(&process, program, &actions, nil, &arguments, &environment)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL) }
        return process
    }
}

/// The runner ended where it should have gone on.
struct RunnerGone: Error {
    let ending: RunnerProcess.Ending
}
