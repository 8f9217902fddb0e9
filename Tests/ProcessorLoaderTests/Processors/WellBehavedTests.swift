import Foundation
import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorLoader

@Suite("Processors in this process")
struct WellBehavedTests {
    @Test("A processor gets its run, and its artifact, progress and log arrive")
    func echo() async throws {
        let echo = try await LocalProcessor("echo.c")
        #expect(echo.processor.descriptor.id == "com.trubuild.test-echo")
        #expect(echo.processor.descriptor.jobTypes == ["test_echo"])
        #expect(echo.processor.descriptor.payloadSchema == #"{"type": "object"}"#)
        #expect(echo.processor.descriptor.abiMajor == 1)

        let result = try await echo.run(.test(jobType: "test_echo", payload: #"{"a":[1,"é"]}"#))
        #expect(result == RunResult(outcome: .ok))
        #expect(
            echo.log.artifacts["result"]
                == #"{"payload":{"a":[1,"é"]},"run_id":"0190a0b0-0000-7000-8000-000000000001","#
                + #""job_id":"0190a0b0-0000-7000-8000-000000000002","job_type":"test_echo","#
                + #""company_id":"acme \u0022GmbH\u0022","user_id":"","package_dir":"/packages/ä","#
                + #""scratch_dir":"/scratch","attempt":1}"#)
        #expect(echo.log.progress == [#"{"stage":"echoing","overallPercentageCompletion":0.5}"#])
        #expect(echo.log.logLines == ["echoing the payload"])
    }

    @Test("An instance serves one run after the other, and is destroyed once")
    func runsInARow() async throws {
        let warm = try await LocalProcessor("warm_up.c")
        for serial in 1...3 as ClosedRange<UInt64> {
            #expect(try await warm.run(.test(serial: serial)).outcome == .ok)
        }
        #expect(warm.log.artifacts["result"] == #"{"warm":true}"#)
        warm.instance.destroy()
        warm.instance.destroy()
        #expect(warm.log.logLines == ["warming up", "destroyed"])
        let late = try await warm.run(.test(serial: 4))
        #expect(late.outcome == .retry && late.errorCode == "host.instance")
    }

    @Test("Four threads of a run call back at once")
    func threads() async throws {
        let threads = try await LocalProcessor("threads.c")
        #expect(try await threads.run() == RunResult(outcome: .ok))
        let artifacts = threads.log.artifacts
        #expect(artifacts.keys.sorted() == ["part_1", "part_2", "part_3", "part_4"])
        for part in 1...4 {
            let expected = (0..<500).map { String(part * 1000 + $0) }.joined(separator: ",")
            #expect(artifacts["part_\(part)"] == "[\(expected)]")
        }
    }

    @Test("Several instances run at the same time, each with its own frames")
    func instancesAtOnce() async throws {
        let processors = try await withThrowingTaskGroup(of: LocalProcessor.self) { group in
            for _ in 0..<6 { group.addTask { try await LocalProcessor("threads.c") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await withThrowingTaskGroup(of: RunResult.self) { group in
            for (index, processor) in processors.enumerated() {
                group.addTask { try await processor.run(.test(serial: UInt64(index + 1))) }
            }
            for try await result in group { #expect(result == RunResult(outcome: .ok)) }
        }
        for processor in processors { #expect(processor.log.artifacts.count == 4) }
    }

    @Test("The newest checkpoint arrives before the end and comes back in the next attempt")
    func checkpoint() async throws {
        let processor = try await LocalProcessor("checkpoint.c")
        let first = try await processor.run()
        #expect(first.outcome == .retry)
        #expect(first.errorCode == "test.half_done")
        #expect(processor.log.checkpoints.last == "three of three")

        #expect(try await processor.run(.test(serial: 2, checkpoint: "three of three")).outcome == .ok)
        #expect(processor.log.artifacts["result"] == #"{"loaded":"three of three"}"#)
    }

    @Test("Large checkpoints are few: about one a second, the newest at the end")
    func bigCheckpoint() async throws {
        let processor = try await LocalProcessor("big_checkpoint.c")
        let start = ContinuousClock.now
        #expect(try await processor.run().outcome == .retry)
        let duration = start.duration(to: .now)
        let sizes = processor.log.frames.compactMap { frame -> Int? in
            if case .checkpoint(_, let bytes) = frame { bytes.count } else { nil }
        }
        #expect(sizes.allSatisfy { $0 == 1 << 20 })
        // The first, one for each second, and the last.
        #expect(sizes.count <= 2 + Int(duration / .seconds(1)))
        #expect(processor.log.checkpoints.last?.utf8.allSatisfy { $0 == 100 } == true)
    }

    @Test("A page leaves where the host takes it, and is refused without harm where it does not")
    func page() async throws {
        let processor = try await LocalProcessor("page.c")
        #expect(try await processor.run() == RunResult(outcome: .ok))
        #expect(processor.log.artifacts == ["result": #"{"page":-5}"#])

        var request = RunRequest.test(serial: 2)
        request.contentTypes.append("text/html")
        let result = try await processor.run(request)
        #expect(result.outcome == .ok)
        #expect(processor.log.artifacts["report"] == "<!doctype html>\n<p>{\"€</p>\n")
        #expect(processor.log.artifacts["bad"] == nil)
    }

    @Test("Artifacts are cleaned, cut into frames, aborted and opened again")
    func artifacts() async throws {
        let processor = try await LocalProcessor("artifacts.c")
        #expect(try await processor.run() == RunResult(outcome: .ok))
        let artifacts = processor.log.artifacts
        #expect(artifacts["result"] == #"{"clean":"a\ufffdb"}"#)
        #expect(artifacts["big"] == "\"\(String(repeating: "é€😀", count: 300_000))\"")
        #expect(artifacts["draft"] == "[2]")
        for case .artifactBytes(_, _, let bytes) in processor.log.frames { #expect(bytes.count <= 64 << 10) }
    }

    @Test("A million reports cost a few frames, and the last one arrives")
    func flood() async throws {
        let processor = try await LocalProcessor("flood.c")
        let start = ContinuousClock.now
        #expect(try await processor.run() == RunResult(outcome: .ok))
        let duration = start.duration(to: .now)
        let last = #"{"stage":"test","message":"flooding","overallPercentageCompletion":1.0}"#
        #expect(processor.log.progress.last == last)
        // One in 50 ms, the first and the last.
        #expect(processor.log.progress.count <= Int(duration / .milliseconds(50)) + 2)
        #expect(processor.log.logLines.count == 10_000)
        print("a million reports and ten thousand log lines took \(duration)")
    }

    @Test(
        "A cancel reaches a run that asks, and one that waits for a descriptor",
        arguments: ["hang_cancel.c", "cancel_fd.c"])
    func cancel(source: String) async throws {
        let processor = try await LocalProcessor(source)
        async let running = processor.run(.test(serial: 7))
        try await eventually("progress has arrived") { !processor.log.progress.isEmpty }
        processor.instance.cancel(serial: 6, reason: .timeout)
        processor.instance.cancel(serial: 7, reason: .user)
        let result = try await running
        #expect(result.outcome == .cancelled)
        #expect(result.errorCode == "processor.cancelled")
        #expect(result.misbehaviour == [])
    }

    @Test("A cancel that comes before its run stops it at once")
    func earlyCancel() async throws {
        for source in ["hang_cancel.c", "cancel_fd.c"] {
            let processor = try await LocalProcessor(source)
            processor.instance.cancel(serial: 9, reason: .shutdown)
            #expect(try await processor.run(.test(serial: 9)).outcome == .cancelled)
        }
    }

    @Test("A snooze keeps its delay and its reason")
    func snooze() async throws {
        let result = try await LocalProcessor("snooze.c").run()
        #expect(
            result
                == RunResult(
                    outcome: .snooze, errorCode: "test.not_yet", errorMessage: "the other system is not ready",
                    delayMilliseconds: 90_000))
    }

    @Test("A processor of a newer minor version is served")
    func newerMinor() async throws {
        let processor = try await LocalProcessor("newer_minor.c")
        #expect(processor.processor.descriptor.abiMinor == 5)
        #expect(try await processor.run().outcome == .ok)
    }

    @Test("A processor in another language is served")
    func rust() async throws {
        guard await ProcessorCompiler.has("rustc") else {
            print("skipped: no rustc here")
            return
        }
        let processor = try await LocalProcessor("echo.rs")
        #expect(try await processor.run(.test(payload: #"{"from":"rust"}"#)) == RunResult(outcome: .ok))
        #expect(processor.log.artifacts["result"] == #"{"payload":{"from":"rust"}}"#)
    }
}
