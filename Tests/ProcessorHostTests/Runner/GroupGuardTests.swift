import Foundation
import Logging
import TestKit
import Testing

@testable import ProcessorHost

@Suite("The guard of process groups", .timeLimit(.minutes(1)))
struct GroupGuardTests {
    @Test("kills at its end what has begun and is not over")
    func end() throws {
        let groups = try Self.guardian()
        let (left, over) = (try Sleeper(), try Sleeper())
        defer { over.end() }
        groups.add(left.pid)
        groups.add(over.pid)
        groups.remove(over.pid)
        groups.close()
        #expect(left.end(with: 0) == SIGKILL)
        #expect(kill(over.pid, 0) == 0)
    }

    @Test("is replaced when it was killed, and the next one knows what the last one knew")
    func replaced() throws {
        let groups = try Self.guardian()
        let (first, second, third) = (try Sleeper(), try Sleeper(), try Sleeper())
        groups.add(first.pid)
        let killed = try #require(groups.state.withLock { $0.process })
        killed.signal(SIGKILL)
        var entry = pollfd(fd: killed.pidfd, events: Int16(POLLIN), revents: 0)
        #expect(poll(&entry, 1, 10_000) == 1)
        groups.add(second.pid)
        groups.add(third.pid)
        #expect(groups.state.withLock { $0.process?.pid } != killed.pid)
        groups.close()
        for sleeper in [first, second, third] { #expect(sleeper.end(with: 0) == SIGKILL) }
    }

    @Test("is missed, once, where it cannot be started")
    func missing() throws {
        let records = LogRecords()
        let groups = GroupGuard(
            program: "/nonexistent/runner",
            logger: Logger(label: "test") { _ in RecordingHandler(records: records) })
        let sleeper = try Sleeper()
        defer { sleeper.end() }
        groups.add(sleeper.pid)
        groups.remove(sleeper.pid)
        groups.add(sleeper.pid)
        #expect(records.all.filter { $0.message.contains("would outlive this host") }.count == 1)
        groups.close()
        #expect(kill(sleeper.pid, 0) == 0)
    }

    private static func guardian() throws -> GroupGuard {
        GroupGuard(program: try HostFixture().configuration().runnerPath, logger: Logger(label: "test"))
    }
}

/// A program in a process group of its own.
private struct Sleeper {
    let process: RunnerProcess
    var pid: pid_t { process.pid }

    init() throws {
        process = try RunnerProcess.spawn(program: "/bin/sleep", arguments: ["60"], environment: [])
    }

    /// Ends it, with that signal unless 0.
    /// - Returns: the signal of which it has died.
    @discardableResult
    func end(with signal: Int32 = SIGKILL) -> Int32 {
        if signal != 0 { process.signal(signal) }
        defer { process.closeDescriptors() }
        guard case .signalled(let number) = process.reap() else { return 0 }
        return number
    }
}
