/// What a manifest says of the confinement of one processor. docs/sandbox.md says what each protects from.
public struct SandboxTerms: Sendable, Hashable {
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// As far as the kernel can. The default.
        case on
        /// The processor is refused where the kernel cannot do all of it.
        case required
        /// Limits alone: for debugging.
        case off
    }

    public var mode = Mode.on
    public var allowsNetwork = false
    /// Of a run, all its processes together, in bytes.
    public var memory: UInt64 = 4 << 30
    /// Processor time of one process in one run; nil for as much as the time-out gives.
    public var cpu: Duration?
    /// Open files of one process.
    public var files = 4096
    /// Processes of a run at once.
    public var processes = 128
    /// What a run may have in its scratch folder, in bytes.
    public var scratch: UInt64 = 8 << 30
    /// Processors that name the same cache share it, package by package; nil for one of the processor's own.
    public var cache: String?
    /// Absolute paths, besides the package and the system's own.
    public var readable: [String] = []
    /// Absolute paths, besides the scratch folder and the cache.
    public var writable: [String] = []

    public init() {}
}
