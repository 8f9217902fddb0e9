import CTrubuildProcessor
import RunnerProtocol

/// What a run said and did wrong, and how its return is to be taken.
struct RunRecord {
    static let codeBytes = 128
    static let messageBytes = 8 << 10
    private static let maximumSentences = 16
    private static let sentenceBytes = 512

    private var error: (code: String, message: String)?
    private var delay: UInt64?
    private(set) var misbehaviour: [String] = []
    private var omitted = 0
    /// Progress and artifact calls that were refused as malformed, for the run's error.
    private var invalidCalls: [String] = []

    mutating func setError(code: String, message: String) {
        error = (code, message)
    }

    mutating func setDelay(_ milliseconds: UInt64) {
        delay = milliseconds
    }

    /// Notes what was done against the rules, once.
    mutating func note(_ sentence: String) {
        let sentence = HostText.cut(sentence, limit: Self.sentenceBytes)
        guard !misbehaviour.contains(sentence) else { return }
        guard misbehaviour.count < Self.maximumSentences else {
            omitted += 1
            return
        }
        misbehaviour.append(sentence)
    }

    /// Notes a progress or artifact call that was refused as malformed.
    mutating func noteInvalid(_ sentence: String) {
        note(sentence)
        let sentence = HostText.cut(sentence, limit: Self.sentenceBytes)
        guard invalidCalls.count < Self.maximumSentences, !invalidCalls.contains(sentence) else { return }
        invalidCalls.append(sentence)
    }

    /// The result of the run.
    /// - Parameters:
    ///   - returned: by run().
    ///   - cancelReason: why it was asked to stop; `TRUBUILD_CANCEL_NONE` when it was not.
    ///   - defect: what is wrong with its artifacts.
    func result(
        returned: Int32, cancelReason: UInt32, defect: ArtifactBook.Defect?
    ) -> RunResult {
        var outcome = RunOutcome(rawValue: returned) ?? .retry
        var fallback = fallbackError(outcome)
        var conclusion: String?
        if RunOutcome(rawValue: returned) == nil {
            conclusion = "run() returned \(returned), which is no outcome; taken as TRUBUILD_RETRY"
            fallback = ("processor.unknown_outcome", "run() returned \(returned), which is no outcome")
        } else if outcome == .cancelled, cancelReason == TRUBUILD_CANCEL_NONE {
            conclusion = "run() returned TRUBUILD_CANCELLED and nobody had cancelled it; taken as TRUBUILD_RETRY"
            outcome = .retry
            fallback = (
                "processor.cancelled_itself", "run() returned TRUBUILD_CANCELLED and nobody had cancelled it"
            )
        } else if outcome == .ok, let defect {
            return failed(defect)
        }
        let misbehaviour = misbehaviour(concludedBy: conclusion)
        guard outcome != .ok else { return RunResult(outcome: .ok, misbehaviour: misbehaviour) }

        let code = error.flatMap { $0.code.isEmpty ? nil : $0.code } ?? fallback.code
        let message = error.flatMap { $0.message.isEmpty ? nil : $0.message } ?? fallback.message
        let takesDelay = outcome == .retryAfter || outcome == .snooze
        return RunResult(
            outcome: outcome, errorCode: code, errorMessage: withInvalidCalls(message),
            delayMilliseconds: takesDelay ? delay : nil, misbehaviour: misbehaviour)
    }

    /// The run said OK, and its artifacts say otherwise: trying again would do the same.
    private func failed(_ defect: ArtifactBook.Defect) -> RunResult {
        let (code, message) =
            switch defect {
            case .invalid(let text): ("processor.invalid_artifact", text)
            case .tooLarge(let text): ("processor.artifact_too_large", text)
            case .tooMany(let text): ("processor.too_many_artifacts", text)
            case .notCommitted(let text): ("processor.artifact_not_committed", text)
            }
        return RunResult(
            outcome: .permanent, errorCode: code,
            errorMessage: HostText.cut(
                "\(message); the processor was told, and returned TRUBUILD_OK all the same", limit: Self.messageBytes),
            misbehaviour: misbehaviour(concludedBy: "run() returned TRUBUILD_OK although \(message)"))
    }

    /// What was noted, and what the return added to it.
    private func misbehaviour(concludedBy conclusion: String?) -> [String] {
        misbehaviour + (omitted > 0 ? ["and \(omitted) more calls against the rules"] : [])
            + (conclusion.map { [HostText.cut($0, limit: Self.sentenceBytes)] } ?? [])
    }

    private func fallbackError(_ outcome: RunOutcome) -> (code: String, message: String) {
        switch outcome {
        case .ok: ("", "")
        case .retry: ("processor.failed", "run() returned TRUBUILD_RETRY without saying why")
        case .retryAfter: ("processor.failed", "run() returned TRUBUILD_RETRY_AFTER without saying why")
        case .permanent: ("processor.failed", "run() returned TRUBUILD_PERMANENT without saying why")
        case .cancelled: ("processor.cancelled", "the processor stopped because it was asked to")
        case .snooze: ("processor.snoozed", "the processor asked to be called again later")
        }
    }

    private func withInvalidCalls(_ message: String) -> String {
        guard !invalidCalls.isEmpty else { return HostText.cut(message, limit: Self.messageBytes) }
        let addition = HostText.cut(
            " (calls that the host refused: \(invalidCalls.joined(separator: "; ")))", limit: Self.messageBytes / 2)
        return HostText.cut(message, limit: Self.messageBytes - addition.utf8.count) + addition
    }
}
