import JSONText
public import RunnerProtocol

/// What one processor may be given and may report: the object `limits` of its entry. Beyond a limit a call is refused, cut or
/// dropped, and the run's error or the log names the key.
public struct ProcessorLimits: Sendable, Hashable {
    /// Those that the loader enforces at the call.
    public var run = RunLimits()
    /// A job's payload, in bytes.
    public var payload: UInt64 = 16 << 20
    /// Lines that a runner may log, and as many that it may print, in a second.
    public var logRate: UInt64 = 1000

    public init() {}

    /// Why a payload cannot be handed over; nil when it can.
    func excess(ofPayload bytes: JSONText, for processor: String) -> RunFailure? {
        guard UInt64(bytes.bytes.count) > payload else { return nil }
        return RunFailure(
            code: "payload.too_large",
            message: "The payload has \(bytes.bytes.count) bytes, the processor \(processor) takes \(payload) "
                + "(manifest: limits.payload)")
    }
}

/// One key of `limits`.
struct LimitKey: Sendable {
    enum Unit: Sendable { case bytes, count }

    let name: String
    let unit: Unit
    let range: ClosedRange<UInt64>
    let get: @Sendable (ProcessorLimits) -> UInt64
    let set: @Sendable (inout ProcessorLimits, UInt64) -> Void

    private init(
        _ name: String, _ unit: Unit, _ range: ClosedRange<UInt64>,
        _ path: WritableKeyPath<ProcessorLimits, some FixedWidthInteger & UnsignedInteger & Sendable> & Sendable
    ) {
        self.name = name
        self.unit = unit
        self.range = range
        get = { UInt64($0[keyPath: path]) }
        // Inside the range, which the field's type holds.
        set = { $0[keyPath: path] = .init(clamping: $1) }
    }

    /// The largest single artifact: what a `jsonb` can hold is a little more.
    static let largestArtifact: UInt64 = 255 << 20

    static let all: [LimitKey] = [
        LimitKey("payload", .bytes, 1024...UInt64(RunLimits.largestPayload), \.payload),
        LimitKey("artifact", .bytes, 1024...largestArtifact, \.run.artifactBytes),
        LimitKey("artifacts", .bytes, 1024...(16 << 30), \.run.artifactTotalBytes),
        LimitKey("artifact_count", .count, 1...1024, \.run.artifactCount),
        LimitKey("progress", .bytes, 256...UInt64(RunLimits.largestProgress), \.run.progressBytes),
        LimitKey("checkpoint", .bytes, 1024...UInt64(RunLimits.largestCheckpoint), \.run.checkpointBytes),
        LimitKey("log_line", .bytes, 256...UInt64(RunLimits.largestLogMessage), \.run.logBytes),
        LimitKey("log_rate", .count, 1...1_000_000, \.logRate),
        LimitKey("earlier", .bytes, 1024...largestArtifact, \.run.earlierBytes),
        LimitKey("earlier_count", .count, 1...1024, \.run.earlierRequests),
    ]

    func text(_ value: UInt64) -> String {
        switch unit {
        case .bytes: ByteText.describe(value)
        case .count: "\(value)"
        }
    }
}
