/// What a runner may do. It confines itself, before it loads the library: docs/sandbox.md.
public struct SandboxPolicy: Sendable, Hashable {
    /// Whether files, network and system calls are confined. Limits hold in any case.
    public var isConfined = false
    /// The process without which the runner must not live; 0 for nobody.
    public var host: Int32 = 0
    /// The only package that runs of this runner may read; empty for none.
    public var packageDirectory = ""
    /// Files and folders that may be read, besides the system's own. What does not exist is passed over.
    public var readable: [String] = []
    /// Folders that may be written to.
    public var writable: [String] = []
    public var allowsNetwork = false
    /// Memory of one process, in bytes; 0 for no limit, as in all that follow.
    public var memoryBytes: UInt64 = 0
    /// One file, in bytes.
    public var fileBytes: UInt64 = 0
    /// Descriptors of one process.
    public var openFiles: UInt64 = 0
    /// Processor time of one process in one run, in seconds.
    public var processorSeconds: UInt64 = 0

    public init() {}
}

extension FrameWriter {
    mutating func sandbox(_ policy: SandboxPolicy) {
        flag(policy.isConfined)
        integer(policy.host)
        text(policy.packageDirectory)
        texts(policy.readable)
        texts(policy.writable)
        flag(policy.allowsNetwork)
        integer(policy.memoryBytes)
        integer(policy.fileBytes)
        integer(policy.openFiles)
        integer(policy.processorSeconds)
    }
}

extension FrameReader {
    mutating func sandbox() throws(FrameError) -> SandboxPolicy {
        var policy = SandboxPolicy()
        policy.isConfined = try flag()
        policy.host = try integer()
        policy.packageDirectory = try text()
        policy.readable = try texts()
        policy.writable = try texts()
        policy.allowsNetwork = try flag()
        policy.memoryBytes = try integer()
        policy.fileBytes = try integer()
        policy.openFiles = try integer()
        policy.processorSeconds = try integer()
        return policy
    }
}
