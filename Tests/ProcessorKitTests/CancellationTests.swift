import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("A cancelled run stops")
struct CancellationTests {
    @Test(
        "The processor sees why", .timeLimit(.minutes(1)),
        arguments: [CancelReason.user, .timeout, .shutdown, .lost, .other(77)])
    func reasons(_ reason: CancelReason) async throws {
        let script: ScriptedProcessor.Script = { run in
            #expect(!run.isCancelled)
            try run.checkCancellation()
            // The answer to this report is TRUBUILD_CALL_STOP, which is no error.
            try run.progress(0.5)
            #expect(run.cancelReason == reason)
            try run.checkCancellation()
            Issue.record("a cancelled run went on")
        }
        let result = try await TestHost().run(onProgress: { _, control in control.cancel(reason) }, script: script)
        #expect(result.outcome == .cancelled)
        #expect(result.progress.count == 1)
    }

    @Test("The task that waits is woken by the cancellation", .timeLimit(.minutes(1)))
    func wakes() async throws {
        let script: ScriptedProcessor.Script = { run in
            try run.progress(0)
            try await Task.sleep(for: .seconds(3600))
        }
        let result = try await TestHost().run(onProgress: { _, control in control.cancel(.user) }, script: script)
        #expect(result.outcome == .cancelled)
    }

    @Test("Cancelling the test's own task cancels the run", .timeLimit(.minutes(1)))
    func fromOutside() async throws {
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await TestHost().run { run in
                start.yield()
                try await Task.sleep(for: .seconds(3600))
            }
        }
        for await _ in started.prefix(1) {}
        task.cancel()
        #expect(try await task.value.outcome == .cancelled)
    }

    @Test("A CancellationError of the processor's own making is retried")
    func ownCancellation() async throws {
        let result = try await TestHost().run { _ in throw CancellationError() }
        #expect(result.outcome == .retry)
        #expect(result.errorCode == "processor.cancelled")
    }

    @Test("A run that finishes in spite of a cancellation is completed")
    func finishes() async throws {
        let script: ScriptedProcessor.Script = { run in
            try run.progress(1)
            try run.writeArtifact("result", [1])
        }
        let result = try await TestHost().run(onProgress: { _, control in control.cancel(.shutdown) }, script: script)
        #expect(result.outcome == .ok)
        #expect(result.artifacts["result"] == [UInt8]("[1]".utf8))
    }
}
