import CTrubuildProcessor
import RunnerProtocol
import Testing

@testable import ProcessorLoader

@Suite("RunRecord")
struct RunRecordTests {
    @Test(
        "An outcome without a reason gets one", arguments: [TRUBUILD_RETRY, TRUBUILD_RETRY_AFTER, TRUBUILD_PERMANENT])
    func withoutReason(outcome: Int32) {
        let result = RunRecord().result(returned: outcome, cancelReason: TRUBUILD_CANCEL_NONE, defect: nil)
        #expect(result.outcome.rawValue == outcome)
        #expect(result.errorCode == "processor.failed")
        #expect(result.errorMessage.hasSuffix("without saying why"))
        #expect(result.misbehaviour == [])
    }

    @Test("Success has no error and no delay")
    func success() {
        var record = RunRecord()
        record.setError(code: "a", message: "b")
        record.setDelay(5)
        #expect(record.result(returned: TRUBUILD_OK, cancelReason: 0, defect: nil) == RunResult(outcome: .ok))
    }

    @Test("A delay counts where the ABI has one")
    func delays() {
        var record = RunRecord()
        record.setError(code: "a", message: "b")
        record.setDelay(5)
        for (outcome, delay) in [(TRUBUILD_RETRY, nil), (TRUBUILD_RETRY_AFTER, 5), (TRUBUILD_SNOOZE, 5)]
            as [(Int32, UInt64?)]
        {
            let result = record.result(returned: outcome, cancelReason: 0, defect: nil)
            #expect(result.delayMilliseconds == delay)
            #expect(result.errorCode == "a" && result.errorMessage == "b")
        }
    }

    @Test("CANCELLED without a cancel is a retry, OK in spite of a cancel is OK")
    func cancelled() {
        let uninvited = RunRecord().result(returned: TRUBUILD_CANCELLED, cancelReason: 0, defect: nil)
        #expect(uninvited.outcome == .retry && uninvited.errorCode == "processor.cancelled_itself")
        #expect(uninvited.misbehaviour.count == 1)
        let asked = RunRecord().result(returned: TRUBUILD_CANCELLED, cancelReason: 1, defect: nil)
        #expect(asked.outcome == .cancelled && asked.misbehaviour == [])
        #expect(RunRecord().result(returned: TRUBUILD_OK, cancelReason: 1, defect: nil).outcome == .ok)
    }

    @Test("A defect fails a success for good, and leaves a failure as it is")
    func defects() {
        let defect = ArtifactBook.Defect.notCommitted("artifact \"a\" was left")
        #expect(RunRecord().result(returned: TRUBUILD_OK, cancelReason: 0, defect: defect).outcome == .permanent)
        let failed = RunRecord().result(returned: TRUBUILD_RETRY, cancelReason: 0, defect: defect)
        #expect(failed.outcome == .retry && failed.errorCode == "processor.failed")
    }

    @Test("What is noted and what is said stay within their bounds, also together")
    func bounds() throws {
        var record = RunRecord()
        for number in 0..<1_000 { record.noteInvalid("\(number) " + String(repeating: "é", count: 400)) }
        for _ in 0..<1_000 { record.noteInvalid("0 " + String(repeating: "é", count: 400)) }
        record.setError(code: "c", message: String(repeating: "x", count: RunRecord.messageBytes))
        let result = record.result(returned: 99, cancelReason: 0, defect: nil)
        #expect(result.misbehaviour.count == 18)
        #expect(result.misbehaviour.contains("and 984 more calls against the rules"))
        #expect(result.errorMessage.utf8.count <= RunRecord.messageBytes)
        #expect(result.errorMessage.contains("calls that the host refused: 0 é"))
        var frame: [UInt8] = []
        try FrameCodec.encode(RunnerFrame.finished(serial: 1, result), into: &frame)
    }
}
