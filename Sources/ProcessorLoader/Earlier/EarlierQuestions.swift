import RunnerProtocol

/// What a run has asked about earlier artifacts, and what it was told. One question is on its way at a time; what is
/// known is not asked again, unless the host could not find it out.
struct EarlierQuestions {
    struct Question: Hashable {
        let jobType: String
        let artifactType: String
    }

    enum Answer {
        case found(EarlierMemory)
        case missing(EarlierMissing)
    }

    enum Step {
        /// Send this request, then look again.
        case send(request: UInt64)
        /// Look again when something has changed.
        case wait
        case answer(Answer)
        /// The run has put as many questions as it may.
        case refused
        case cancelled
        case over
    }

    private let limits: RunLimits
    private var answers: [Question: Answer] = [:]
    private var pending: (question: Question, memory: EarlierMemory?)?
    /// The number of the last request, from 1.
    private var request: UInt64 = 0
    private var isCancelled = false
    private var isOver = false

    init(limits: RunLimits) {
        self.limits = limits
    }

    /// - Parameter isFirst: the first look of a call: it does not content itself with an earlier failure.
    mutating func step(_ question: Question, isFirst: Bool) -> Step {
        if isOver { return .over }
        if isCancelled { return .cancelled }
        if isFirst, case .missing(.failed) = answers[question] { answers[question] = nil }
        if let answer = answers[question] { return .answer(answer) }
        guard pending == nil else { return .wait }
        guard request < UInt64(limits.earlierRequests) else { return .refused }
        request += 1
        pending = (question, nil)
        return .send(request: request)
    }

    /// Takes a frame of the answer. What does not belong to the request on its way is ignored.
    mutating func take(_ frame: HostFrame) {
        switch frame {
        case .earlierFound(_, request, let jobID, let completedAt, let payloadSize, let dataSize):
            let (size, isTooMuch) = payloadSize.addingReportingOverflow(dataSize)
            guard pending?.memory == nil, !isTooMuch, size <= limits.earlierBytes else { return settle(.failed) }
            pending?.memory = EarlierMemory(
                jobID: jobID, completedAt: completedAt, payloadSize: Int(payloadSize), dataSize: Int(dataSize))
            settleIfWhole()
        case .earlierBytes(_, request, let bytes):
            guard let memory = pending?.memory else { return }
            guard memory.append(bytes) else { return settle(.failed) }
            settleIfWhole()
        case .earlierMissing(_, request, let reason): settle(reason)
        default: break
        }
    }

    mutating func cancel() { isCancelled = true }

    /// The run is over, and so is what it was given.
    mutating func end() {
        isOver = true
        answers = [:]
        pending = nil
    }

    private mutating func settleIfWhole() {
        guard let (question, memory) = pending, let memory, memory.isWhole else { return }
        answers[question] = .found(memory)
        pending = nil
    }

    private mutating func settle(_ reason: EarlierMissing) {
        guard let question = pending?.question else { return }
        answers[question] = .missing(reason)
        pending = nil
    }
}
