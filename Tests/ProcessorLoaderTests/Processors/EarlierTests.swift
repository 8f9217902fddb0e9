import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorLoader

@Suite("Earlier artifacts in this process")
struct EarlierTests {
    private static let artifact = EarlierArtifact(
        jobID: "0190a0b0-0000-7000-8000-0000000000aa", completedAt: "2026-01-05T08:30:00.000Z",
        payload: Array(#"{"package_id":"p"}"#.utf8), data: Array("[1,2]".utf8))

    /// The request that the processor has sent.
    private func wanted(_ processor: LocalProcessor, serial: UInt64) async throws -> UInt64 {
        try await eventually("it asks") { request(processor, serial) != nil }
        return try #require(request(processor, serial))
    }

    private func request(_ processor: LocalProcessor, _ serial: UInt64) -> UInt64? {
        for case .earlierWanted(serial, let request, "tech_rfp_analysis", "result") in processor.log.frames {
            return request
        }
        return nil
    }

    private func give(_ answer: EarlierAnswer, to processor: LocalProcessor, serial: UInt64, request: UInt64) {
        for frame in answer.frames(serial: serial, request: request) { processor.instance.take(frame) }
    }

    @Test("What is found arrives whole, also in many frames, and is asked for once")
    func found() async throws {
        let processor = try await LocalProcessor("earlier.c")
        async let running = processor.run(.test(serial: 3))
        let request = try await wanted(processor, serial: 3)
        // Of another run, of another request: ignored.
        give(.missing(.absent), to: processor, serial: 2, request: request)
        give(.missing(.absent), to: processor, serial: 3, request: request + 1)
        give(.found(Self.artifact), to: processor, serial: 3, request: request)
        #expect(try await running == RunResult(outcome: .ok))
        #expect(
            processor.log.artifacts["result"]
                == #"{"status":0,"size":5,"job_id":"0190a0b0-0000-7000-8000-0000000000aa","#
                + #""completed_at":"2026-01-05T08:30:00.000Z","payload":{"package_id":"p"},"data":[1,2]}"#)

        async let second = processor.run(.test(serial: 4))
        var large = Self.artifact
        large.data = Array("\"\(String(repeating: "x", count: 3_000_000))\"".utf8)
        give(.found(large), to: processor, serial: 4, request: try await wanted(processor, serial: 4))
        #expect(try await second == RunResult(outcome: .ok))
        #expect(processor.log.artifacts["result"]?.hasPrefix(#"{"status":0,"size":3000002,"#) == true)
    }

    @Test("There is none, and the host cannot say: two answers")
    func missing() async throws {
        let processor = try await LocalProcessor("earlier.c")
        async let none = processor.run(.test(serial: 1))
        give(.missing(.absent), to: processor, serial: 1, request: try await wanted(processor, serial: 1))
        #expect(try await none == RunResult(outcome: .ok))
        #expect(processor.log.artifacts["result"] == #"{"status":-6,"size":0}"#)

        async let large = processor.run(.test(serial: 2))
        give(.missing(.tooLarge), to: processor, serial: 2, request: try await wanted(processor, serial: 2))
        #expect(try await large == RunResult(outcome: .ok))
        #expect(processor.log.artifacts["result"] == #"{"status":-2,"size":0}"#)

        async let failed = processor.run(.test(serial: 3))
        give(.missing(.failed), to: processor, serial: 3, request: try await wanted(processor, serial: 3))
        #expect(try await failed.errorCode == "test.failed")
    }

    @Test("An answer that breaks its own word counts as none")
    func brokenAnswers() async throws {
        let processor = try await LocalProcessor("earlier.c")
        async let tooMany = processor.run(.test(serial: 1))
        let request = try await wanted(processor, serial: 1)
        processor.instance.take(
            .earlierFound(serial: 1, request: request, jobID: "", completedAt: "", payloadSize: 1, dataSize: 1))
        processor.instance.take(.earlierBytes(serial: 1, request: request, bytes: [1, 2, 3]))
        #expect(try await tooMany.errorCode == "test.failed")

        async let huge = processor.run(.test(serial: 2))
        let second = try await wanted(processor, serial: 2)
        processor.instance.take(
            .earlierFound(serial: 2, request: second, jobID: "", completedAt: "", payloadSize: .max, dataSize: 2))
        #expect(try await huge.errorCode == "test.failed")
    }

    @Test("A cancel wakes the run that waits, and an early one does not let it ask")
    func cancel() async throws {
        let processor = try await LocalProcessor("earlier.c")
        async let running = processor.run(.test(serial: 1))
        _ = try await wanted(processor, serial: 1)
        processor.instance.cancel(serial: 1, reason: .user)
        #expect(try await running.outcome == .cancelled)

        processor.instance.cancel(serial: 2, reason: .user)
        #expect(try await processor.run(.test(serial: 2)).outcome == .cancelled)
        #expect(request(processor, 2) == nil)
    }
}

@Suite("EarlierQuestions")
struct EarlierQuestionsTests {
    private let question = EarlierQuestions.Question(jobType: "a", artifactType: "result")
    private let other = EarlierQuestions.Question(jobType: "b", artifactType: "result")

    @Test("One request at a time, one for each question, and no more than the limit")
    func requests() {
        var questions = EarlierQuestions(limits: RunLimits(earlierRequests: 2))
        #expect(name(questions.step(question, isFirst: true)) == "send 1")
        #expect(name(questions.step(question, isFirst: true)) == "wait")
        #expect(name(questions.step(other, isFirst: true)) == "wait")
        questions.take(.earlierMissing(serial: 1, request: 1, .absent))
        #expect(name(questions.step(question, isFirst: false)) == "missing absent")
        #expect(name(questions.step(question, isFirst: true)) == "missing absent")
        #expect(name(questions.step(other, isFirst: false)) == "send 2")
        questions.take(.earlierMissing(serial: 1, request: 2, .tooLarge))
        let third = EarlierQuestions.Question(jobType: "c", artifactType: "result")
        #expect(name(questions.step(third, isFirst: true)) == "refused")
        #expect(name(questions.step(question, isFirst: true)) == "missing absent")
    }

    @Test("A failure is told to those who wait, and asked again by those who come later")
    func failures() {
        var questions = EarlierQuestions(limits: RunLimits())
        _ = questions.step(question, isFirst: true)
        questions.take(.earlierMissing(serial: 1, request: 1, .failed))
        #expect(name(questions.step(question, isFirst: false)) == "missing failed")
        #expect(name(questions.step(question, isFirst: true)) == "send 2")
    }

    @Test("Cancel and end come before everything")
    func ends() {
        var questions = EarlierQuestions(limits: RunLimits())
        _ = questions.step(question, isFirst: true)
        questions.take(.earlierMissing(serial: 1, request: 1, .absent))
        questions.cancel()
        #expect(name(questions.step(question, isFirst: true)) == "cancelled")
        questions.end()
        #expect(name(questions.step(question, isFirst: true)) == "over")
        questions.take(.earlierMissing(serial: 1, request: 1, .absent))
        #expect(name(questions.step(question, isFirst: true)) == "over")
    }

    private func name(_ step: EarlierQuestions.Step) -> String {
        switch step {
        case .send(let request): "send \(request)"
        case .wait: "wait"
        case .answer(.found): "found"
        case .answer(.missing(let reason)): "missing \(reason)"
        case .refused: "refused"
        case .cancelled: "cancelled"
        case .over: "over"
        }
    }
}
