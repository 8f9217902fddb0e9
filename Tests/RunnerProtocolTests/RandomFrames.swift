import RunnerProtocol
import TestRandom

/// Frames with random content, replayed by their seed.
struct RandomFrames {
    var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func hostFrame() -> HostFrame {
        switch Int.random(in: 0..<9, using: &random) {
        case 0: .hello(protocolVersion: number())
        case 1: .load(LoadRequest(libraryPath: text(), config: bytes(), describeOnly: flag(), sandbox: sandbox()))
        case 2: .run(runRequest())
        case 3:
            .cancel(serial: number(), reason: [.user, .timeout, .shutdown, .lost].randomElement(using: &random)!)
        case 4:
            .earlierFound(
                serial: number(), request: number(), jobID: text(), completedAt: text(), payloadSize: number(),
                dataSize: number())
        case 5: .earlierBytes(serial: number(), request: number(), bytes: bytes())
        case 6:
            .earlierMissing(
                serial: number(), request: number(), [.absent, .failed, .tooLarge].randomElement(using: &random)!)
        case 7: .leaseExtended(until: number())
        default: .shutdown
        }
    }

    mutating func runnerFrame() -> RunnerFrame {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: .hello(protocolVersion: number())
        case 1: .loaded(descriptor())
        case 2: .loadFailed(code: text(), message: text())
        case 3: .progress(serial: number(), json: bytes())
        case 4:
            .log(
                serial: number(), level: [.trace, .debug, .info, .warning, .error].randomElement(using: &random)!,
                message: text())
        case 5: .artifactOpened(serial: number(), artifact: number(), type: text(), contentType: text())
        case 6: .artifactBytes(serial: number(), artifact: number(), bytes: bytes())
        case 7: .artifactCommitted(serial: number(), artifact: number())
        case 8: .artifactAborted(serial: number(), artifact: number())
        case 10: .earlierWanted(serial: number(), request: number(), jobType: text(), artifactType: text())
        case 9: .checkpoint(serial: number(), bytes: bytes())
        default: .finished(serial: number(), result())
        }
    }

    private mutating func sandbox() -> SandboxPolicy {
        var policy = SandboxPolicy()
        policy.isConfined = flag()
        policy.host = number()
        policy.packageDirectory = text()
        policy.readable = texts()
        policy.writable = texts()
        policy.allowsNetwork = flag()
        policy.memoryBytes = number()
        policy.fileBytes = number()
        policy.openFiles = number()
        policy.processorSeconds = number()
        return policy
    }

    private mutating func runRequest() -> RunRequest {
        RunRequest(
            serial: number(), runID: text(), jobID: text(), jobType: text(), attempt: number(), companyID: text(),
            userID: text(), payload: bytes(), packageDirectory: text(), scratchDirectory: text(), deadline: number(),
            leaseEnd: number(), checkpoint: bytes(),
            limits: RunLimits(
                artifactBytes: number(), artifactTotalBytes: number(), artifactCount: number(), progressBytes: number(),
                checkpointBytes: number(), logBytes: number(), earlierBytes: number(), earlierRequests: number()),
            contentTypes: texts())
    }

    private mutating func descriptor() -> ProcessorDescriptor {
        ProcessorDescriptor(
            id: text(), version: text(), summary: text(), jobTypes: texts(), payloadSchema: text(),
            requiredExtensions: texts(), abiMajor: number(), abiMinor: number())
    }

    private mutating func result() -> RunResult {
        let outcomes: [RunOutcome] = [.ok, .retry, .retryAfter, .permanent, .cancelled, .snooze]
        return RunResult(
            outcome: outcomes.randomElement(using: &random)!, errorCode: text(), errorMessage: text(),
            delayMilliseconds: flag() ? number() : nil, misbehaviour: texts())
    }

    private mutating func number<Value: FixedWidthInteger>() -> Value {
        [Value.min, .max, .random(in: .min ... .max, using: &random)].randomElement(using: &random)!
    }

    private mutating func flag() -> Bool { Bool.random(using: &random) }

    private mutating func bytes() -> [UInt8] {
        let count = [0, 1, 17, 4_000].randomElement(using: &random)!
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private mutating func text() -> String {
        ["", "a", "é€😀", "tech_rfp_summary", String(repeating: "x\u{0}", count: 900)].randomElement(using: &random)!
    }

    private mutating func texts() -> [String] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in text() }
    }
}
