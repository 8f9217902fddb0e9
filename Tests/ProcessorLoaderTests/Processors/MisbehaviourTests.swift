import RunnerProtocol
import Testing

@testable import ProcessorLoader

@Suite("Processors against the rules, in this process")
struct MisbehaviourTests {
    @Test("Every malformed call is refused as the header says, and the run is retried with what was wrong")
    func garbage() async throws {
        let processor = try await LocalProcessor("garbage.c")
        for serial in 1...3 as ClosedRange<UInt64> {
            let result = try await processor.run(.test(serial: serial))
            #expect(result.outcome == .retry)
            #expect(result.errorCode == "processor.unknown_outcome")
            let beginning = "run() returned 77, which is no outcome (calls that the host refused: the fraction of "
            #expect(result.errorMessage.hasPrefix(beginning))
            #expect(result.errorMessage.contains(#"artifact "result" is not JSON: byte 0xFF came where a value"#))
            #expect(result.misbehaviour.contains("run() returned 77, which is no outcome; taken as TRUBUILD_RETRY"))
            #expect(result.misbehaviour.count <= 18)
        }
        #expect(processor.log.logLines == [])
        #expect(processor.log.artifacts == [:])
    }

    @Test("An invalid artifact that was not aborted fails a run that says OK")
    func badJSON() async throws {
        let result = try await LocalProcessor("bad_json.c").run()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "processor.invalid_artifact")
        #expect(
            result.errorMessage
                == #"artifact "result" is not JSON: 'o' came where the rest of true, false or null was expected "#
                + "at byte 7; the processor was told, and returned TRUBUILD_OK all the same")
    }

    @Test("An artifact that was left open fails a run that says OK")
    func uncommitted() async throws {
        let result = try await LocalProcessor("uncommitted.c").run()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "processor.artifact_not_committed")
        #expect(result.errorMessage.hasPrefix(#"artifact "result" was neither committed nor aborted"#))
    }

    @Test("Invalid progress fails its call and is named in the error of a run that fails")
    func badProgress() async throws {
        let processor = try await LocalProcessor("bad_progress.c")
        let result = try await processor.run()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "processor.failed")
        #expect(
            result.errorMessage
                == "run() returned TRUBUILD_PERMANENT without saying why (calls that the host refused: the message of a "
                + "progress report is not UTF-8; the details of a progress report are not a JSON object: '[' came where "
                + "an object was expected at byte 0)")
        #expect(processor.log.progress == [])
    }

    @Test("Artifacts over the limit are refused, and a run that says OK all the same fails")
    func tooLarge() async throws {
        let result = try await LocalProcessor("uncommitted.c").run(.test(limits: RunLimits(artifactBytes: 1)))
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "processor.artifact_too_large")

        // artifacts.c looks at what it is told, and asks for another try.
        let careful = try await LocalProcessor("artifacts.c").run(.test(limits: RunLimits(artifactBytes: 2_000_000)))
        #expect(careful.outcome == .retry)
        #expect(
            careful.misbehaviour.first?.hasSuffix("one artifact may have 2000000 (manifest: limits.artifact)") == true)
        #expect(careful.errorMessage.contains("(manifest: limits.artifact)"))
    }

    @Test("What a run says after its end changes nothing and returns STATE")
    func afterTheEnd() throws {
        let log = FrameLog()
        let request = RunRequest.test()
        let slots = RunSlots()
        let entered = slots.enter { handle in
            RunContext(handle: handle, request: request, arguments: RunArguments(request)) { log.append($0) }
        }
        let (handle, run) = try #require(entered)
        #expect(slots.run(of: handle) === run)
        #expect(slots.leave(handle) == 0)
        #expect(slots.run(of: handle) == nil)
        #expect(run.end(returned: 0, cancelReason: 0) == RunResult(outcome: .ok))
        #expect(run.setDelay(1) == .state)
        #expect(run.commitArtifact(1) == .state)
        run.sendHeld()
        #expect(log.frames == [])
    }
}
