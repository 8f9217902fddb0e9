import JobQueue
import ProcessorHost
import RunnerProtocol
import Testing

@testable import Worker

@Suite struct RunEndTests {
    private let failure = RunFailure(code: "c", message: "m")
    private let error = RunError(code: "c", message: "m")

    @Test func `Reports mean to the queue what they say`() {
        let artifact = RunArtifact(type: "result", data: .emptyObject)
        #expect(
            RunEnd(RunReport(.completed([artifact]))) == .completed([Artifact(type: "result", data: .emptyObject)]))
        #expect(RunEnd(RunReport(.failed(failure, after: .seconds(3)))) == .failed(error, retryAfter: .seconds(3)))
        #expect(RunEnd(RunReport(.failedForGood(failure))) == .failedForGood(error))
        #expect(RunEnd(RunReport(.snoozed(failure, after: nil))) == .snoozed(error, after: nil))
    }

    @Test
    func `A time-out may pass, a user's cancellation is final, the host's own reasons are not held against the job`() {
        #expect(RunEnd(RunReport(.cancelled(.timeout, failure))) == .failed(error, retryAfter: nil))
        #expect(RunEnd(RunReport(.cancelled(.user, failure))) == .cancelled(error))
        #expect(RunEnd(RunReport(.cancelled(.shutdown, failure))) == .interrupted(.hostStopping))
        #expect(RunEnd(RunReport(.cancelled(.lost, failure))) == .interrupted(.leaseExpiring))
        #expect(RunEnd(RunReport(.cancelled(.user, failure)), loss: .ended) == .interrupted(.lost))
    }
}
