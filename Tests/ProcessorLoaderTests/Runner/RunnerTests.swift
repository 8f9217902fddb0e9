import Foundation
import Glibc
import RunnerProtocol
import TestKit
import Testing

@Suite("trubuild-runner", .timeLimit(.minutes(2)))
struct RunnerTests {
    @Test("It says hello, loads, runs one job after the other, and ends when told to")
    func conversation() async throws {
        let runner = try await RunnerProcess(loading: "echo.c")
        #expect(runner.log.frames.first == .hello(protocolVersion: runnerProtocolVersion))
        for serial in 1...20 as ClosedRange<UInt64> {
            #expect(try await runner.run(.test(serial: serial, payload: "[\(serial)]")) == RunResult(outcome: .ok))
            #expect(runner.log.artifacts["result"]?.hasPrefix(#"{"payload":[\#(serial)],"#) == true)
        }
        try runner.socket.send(.shutdown)
        #expect(try await runner.receive() == nil)
        #expect(await runner.end() == .exited(RunnerExitStatus.shutdown.rawValue))
    }

    @Test("Shutdown destroys the instance")
    func destroys() async throws {
        let runner = try await RunnerProcess(loading: "warm_up.c")
        try runner.socket.send(.shutdown)
        while try await runner.receive() != nil {}
        #expect(runner.log.logLines == ["warming up", "destroyed"])
        #expect(await runner.end() == .exited(0))
    }

    @Test("Asked only for the description, it answers and ends")
    func describeOnly() async throws {
        let library = try await ProcessorCompiler.library("bad_create.c")
        let runner = try RunnerProcess()
        try runner.socket.send(HostFrame.hello(protocolVersion: runnerProtocolVersion))
        try runner.socket.send(.load(.test(library, describeOnly: true)))
        while try await runner.receive() != nil {}
        guard case .loaded(let descriptor) = runner.log.frames.last else {
            Issue.record("no description: \(runner.log.frames)")
            return
        }
        #expect(descriptor.jobTypes == ["test_bad_create"])
        #expect(await runner.end() == .exited(0))
    }

    @Test("A refused library is reported, and the runner ends")
    func refused() async throws {
        let library = try await ProcessorCompiler.library("bad_major.c")
        let runner = try RunnerProcess()
        try runner.socket.send(HostFrame.hello(protocolVersion: runnerProtocolVersion))
        try runner.socket.send(.load(.test(library)))
        while try await runner.receive() != nil {}
        guard case .loadFailed("abi.major", let message) = runner.log.frames.last else {
            Issue.record("no refusal: \(runner.log.frames)")
            return
        }
        #expect(message.contains("built for ABI 2.3"))
        #expect(await runner.end() == .exited(RunnerExitStatus.loadFailed.rawValue))
    }

    @Test(
        "A crash is a crash: the process ends with the signal, and the connection with it",
        arguments: [
            ("segfault.c", RunnerProcess.Ending.signaled(SIGSEGV)), ("abort.c", .signaled(SIGABRT)),
            ("trap.c", .signaled(SIGILL)), ("exit0.c", .exited(0)),
        ])
    func crash(source: String, ending: RunnerProcess.Ending) async throws {
        let runner = try await RunnerProcess(loading: source)
        #expect(try await runner.run() == nil)
        #expect(await runner.end() == ending)
        if source == "abort.c" {
            #expect(String(decoding: runner.printed(), as: UTF8.self) == "the last words of abort.c\n")
        }
    }

    @Test("A Swift trap is seen as the signal that it is")
    func swiftTrap() async throws {
        guard await ProcessorCompiler.has("swiftc") else {
            print("skipped: no swiftc here")
            return
        }
        let runner = try await RunnerProcess(loading: "trap.swift")
        #expect(try await runner.run() == nil)
        #expect([.signaled(SIGILL), .signaled(SIGTRAP)].contains(await runner.end()))
        #expect(String(decoding: runner.printed(), as: UTF8.self).contains("Index out of range"))
    }

    @Test("Printing goes to the pipe as it is, whole at the end of the run")
    func prints() async throws {
        let runner = try await RunnerProcess(loading: "stdout.c")
        #expect(try await runner.run() == RunResult(outcome: .ok))
        try runner.socket.send(.shutdown)
        #expect(await runner.end() == .exited(0))
        let printed =
            Array(
                """
                a line on standard output
                a line on standard error
                the first half and the second half
                not UTF-8: 
                """.utf8) + [0xFF, 0xFE] + Array(".\na last line without an end".utf8)
        #expect(runner.printed() == printed)
    }

    @Test("A processor that closes all descriptors hurts only itself")
    func closesDescriptors() async throws {
        let runner = try await RunnerProcess(loading: "close_fds.c")
        if let result = try await runner.run() {
            #expect(result == RunResult(outcome: .ok))
            runner.socket.shutdown()
            #expect(await runner.end() == .exited(RunnerExitStatus.hostGone.rawValue))
        } else {
            // The limit of descriptors here is too low to put the socket out of reach.
            #expect(await runner.end() == .exited(RunnerExitStatus.connectionBroken.rawValue))
        }
    }

    @Test("A cancel reaches the run in progress")
    func cancel() async throws {
        let runner = try await RunnerProcess(loading: "hang_cancel.c")
        try runner.socket.send(.run(.test(serial: 5)))
        guard case .progress = try await runner.receive() else {
            Issue.record("the run did not begin")
            return
        }
        try runner.socket.send(.cancel(serial: 4, reason: .lost))
        try runner.socket.send(.cancel(serial: 5, reason: .timeout))
        guard case .finished(5, let result) = try await runner.receive() else {
            Issue.record("the run did not end")
            return
        }
        #expect(result.outcome == .cancelled)
    }

    @Test("When the host goes away the runner ends at once, also while the processor hangs")
    func hostGone() async throws {
        let runner = try await RunnerProcess(loading: "hang.c")
        try runner.socket.send(.run(.test()))
        guard case .progress = try await runner.receive() else {
            Issue.record("the run did not begin")
            return
        }
        runner.socket.close()
        #expect(await runner.end() == .exited(RunnerExitStatus.hostGone.rawValue))
    }

    @Test("A host of another protocol version, and one that talks out of turn, are refused")
    func protocolViolations() async throws {
        let other = try RunnerProcess()
        try other.socket.send(HostFrame.hello(protocolVersion: 99))
        while try await other.receive() != nil {}
        guard case .loadFailed("runner.protocol", _) = other.log.frames.last else {
            Issue.record("no refusal: \(other.log.frames)")
            return
        }
        #expect(await other.end() == .exited(RunnerExitStatus.protocolViolation.rawValue))

        let rude = try RunnerProcess()
        try rude.socket.send(.shutdown)
        #expect(await rude.end() == .exited(RunnerExitStatus.protocolViolation.rawValue))

        let doubled = try await RunnerProcess(loading: "hang.c")
        try doubled.socket.send(.run(.test(serial: 1)))
        try doubled.socket.send(.run(.test(serial: 2)))
        #expect(await doubled.end() == .exited(RunnerExitStatus.protocolViolation.rawValue))
    }

    @Test("Started by hand it says what it is")
    func byHand() async throws {
        let program = try BuiltProducts.program("trubuild-runner")
        let message = try await ProcessorCompiler.failure(of: program, ["--frobnicate"])
        #expect(message?.contains("It is started by trubuild-host") == true)
        #expect(try await ProcessorCompiler.failure(of: program, ["--help"]) == nil)
        #expect(try await ProcessorCompiler.failure(of: program, ["--version"]) == nil)
    }
}
