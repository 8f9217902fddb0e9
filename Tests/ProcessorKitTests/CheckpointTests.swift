import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
    struct State: Codable, Equatable { var finished: [String] }

    @Test("What one attempt saves the next one loads")
    func roundTrip() async throws {
        let first = try await TestHost().run { run in
            let checkpoints = try #require(run.checkpoints)
            #expect(try checkpoints.load(as: State.self) == nil)
            try checkpoints.save(State(finished: ["a"]))
            try checkpoints.save(State(finished: ["a", "b"]))
            #expect(checkpoints.load() == nil, "what a run saves does not change what it loads")
            throw ProcessorError.transient(code: "busy", "later")
        }
        let saved = try #require(first.checkpoint)
        let second = try await TestHost().run(TestJob(attempt: 2, checkpoint: saved)) { run in
            let state = try run.checkpoints?.load(as: State.self)
            #expect(state == State(finished: ["a", "b"]))
        }
        #expect(second.outcome == .ok)
        #expect(second.checkpoint == nil)
    }

    @Test("A state over 1 MiB is refused, and the one before it stays")
    func tooLarge() async throws {
        let result = try await TestHost().run { run in
            let checkpoints = try #require(run.checkpoints)
            try checkpoints.save(bytes: [UInt8](repeating: 7, count: 1 << 20))
            try checkpoints.save(bytes: [1, 2, 3])
            #expect(throws: HostCallError(call: "checkpoint save", code: .tooLarge)) {
                try checkpoints.save(bytes: [UInt8](repeating: 0, count: (1 << 20) + 1))
            }
        }
        #expect(result.checkpoint == [1, 2, 3])
    }

    @Test("A state that another version wrote is an error, not a crash")
    func otherVersion() async throws {
        _ = try await TestHost().run(TestJob(checkpoint: Array("{}".utf8))) { run in
            #expect(throws: DecodingError.self) { try run.checkpoints?.load(as: State.self) }
        }
    }

    @Test("A host without checkpoints has none")
    func absent() async throws {
        let result = try await TestHost(hasCheckpoints: false).run { run in #expect(run.checkpoints == nil) }
        #expect(result.outcome == .ok)
    }
}
