import CTrubuildProcessor
import RunnerProtocol

/// Earlier artifacts. A thread that waits for the host holds no lock of the run.
extension RunContext {
    /// What a call waits at the most, in ns. The host answers sooner; this is for one that does not.
    private static let patience: UInt64 = 60_000_000_000
    private static let jobTypeBytes = 100

    /// A `TRUBUILD_CALL_` value.
    func newestEarlier(
        _ jobType: trubuild_plugin_slice, _ artifactType: trubuild_plugin_slice,
        _ artifact: UnsafeMutablePointer<trubuild_earlier_artifact>?
    ) -> Int32 {
        let wanted = UInt32(MemoryLayout<trubuild_earlier_artifact>.size)
        guard let artifact, artifact.pointee.struct_size >= wanted else {
            note("newest() was called without a trubuild_earlier_artifact of struct_size \(wanted)")
            return TRUBUILD_CALL_INVALID
        }
        let empty = trubuild_host_slice(ptr: nil, len: 0)
        (artifact.pointee.job_id, artifact.pointee.completed_at) = (empty, empty)
        (artifact.pointee.payload, artifact.pointee.data) = (empty, empty)
        guard let jobType = Self.name(jobType, limit: Self.jobTypeBytes),
            let artifactType = Self.name(artifactType, limit: ArtifactBook.typeBytes)
        else {
            note("newest() was called with a job type or artifact type that is no name of A-Z a-z 0-9 . _ -")
            return TRUBUILD_CALL_INVALID
        }
        switch answer(to: EarlierQuestions.Question(jobType: jobType, artifactType: artifactType)) {
        case .answer(.found(let memory)):
            memory.fill(artifact)
            return TRUBUILD_CALL_OK
        case .answer(.missing(.absent)): return TRUBUILD_CALL_ABSENT
        case .answer(.missing(.tooLarge)): return TRUBUILD_CALL_TOO_LARGE
        case .refused:
            note("newest() was called with more questions than a run may put (manifest: limits.earlier_count)")
            return TRUBUILD_CALL_TOO_LARGE
        case .cancelled: return TRUBUILD_CALL_STOP
        case .over: return TRUBUILD_CALL_STATE
        case .answer(.missing(.failed)), .send, .wait, nil: return TRUBUILD_CALL_FAILED
        }
    }

    /// nil when no answer came in time.
    private func answer(to question: EarlierQuestions.Question) -> EarlierQuestions.Step? {
        let deadline = monotonicNow() + Self.patience
        var isFirst = true
        while true {
            let step = earlier.wait(until: deadline) { questions, _ -> EarlierQuestions.Step? in
                defer { isFirst = false }
                let step = questions.step(question, isFirst: isFirst)
                if case .wait = step { return nil }
                return step
            }
            guard case .send(let request) = step else { return step }
            send(
                .earlierWanted(
                    serial: serial, request: request, jobType: question.jobType, artifactType: question.artifactType))
        }
    }

    /// Takes a frame of the host's answer.
    func takeEarlier(_ frame: HostFrame) {
        earlier.change { $0.take(frame) }
    }

    private static func name(_ slice: trubuild_plugin_slice, limit: Int) -> String? {
        guard slice.len > 0, slice.len <= UInt64(limit), let text = HostText.string(of: slice, limit: limit),
            text.utf8.allSatisfy(NameCharacters.contains)
        else { return nil }
        return text
    }
}
