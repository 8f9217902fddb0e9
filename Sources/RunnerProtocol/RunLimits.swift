/// Bounds that the host sets and the loader enforces at the call, so that the processor is told at once.
///
/// Each is a key of `limits` in the manifest; the defaults are what ships.
public struct RunLimits: Sendable, Hashable {
    /// One artifact, in bytes.
    public var artifactBytes: UInt64
    /// All artifacts of a run together, in bytes.
    public var artifactTotalBytes: UInt64
    /// How many artifacts a run may have open or committed.
    public var artifactCount: UInt32
    /// `trubuild_progress.details`, in bytes.
    public var progressBytes: UInt32
    /// One checkpoint, in bytes.
    public var checkpointBytes: UInt32
    /// One log message, in bytes; longer ones are cut.
    public var logBytes: UInt32
    /// All earlier artifacts that a run is given, with their payloads, in bytes.
    public var earlierBytes: UInt64
    /// How many questions about earlier artifacts a run may put.
    public var earlierRequests: UInt32

    /// What frames can carry, whatever the manifest says.
    public static let largestProgress: UInt32 = 64 << 10
    public static let largestCheckpoint: UInt32 = 16 << 20
    public static let largestLogMessage: UInt32 = 64 << 10
    /// A payload goes with a checkpoint in one frame.
    public static let largestPayload = 48 << 20

    public init(
        artifactBytes: UInt64 = 64 << 20, artifactTotalBytes: UInt64 = 256 << 20, artifactCount: UInt32 = 256,
        progressBytes: UInt32 = 8 << 10, checkpointBytes: UInt32 = 1 << 20, logBytes: UInt32 = 8 << 10,
        earlierBytes: UInt64 = 64 << 20, earlierRequests: UInt32 = 16
    ) {
        self.artifactBytes = artifactBytes
        self.artifactTotalBytes = artifactTotalBytes
        self.artifactCount = artifactCount
        self.progressBytes = progressBytes
        self.checkpointBytes = checkpointBytes
        self.logBytes = logBytes
        self.earlierBytes = earlierBytes
        self.earlierRequests = earlierRequests
    }
}
