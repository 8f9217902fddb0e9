/// `processors.json`, read and checked. docs/manifest.md describes the file.
public struct Manifest: Sendable, Hashable {
    /// Absolute.
    public let path: String
    /// Whether libraries in `Plugins/` that no entry names are served, too.
    public let discover: Bool
    public let entries: [ManifestEntry]

    public init(path: String, discover: Bool, entries: [ManifestEntry]) {
        self.path = path
        self.discover = discover
        self.entries = entries
    }

    /// The folder that relative paths in the manifest start from.
    public var folder: String { PathText.folder(of: path) }

    /// Where bare library names are looked up, and where libraries are discovered.
    public var pluginsFolder: String { PathText.join(folder, "Plugins") }
}

/// One processor of a manifest.
public struct ManifestEntry: Sendable, Hashable {
    /// Where the processor's code runs.
    public enum Placement: String, Sendable, Hashable, CaseIterable {
        /// In a runner process of its own. The default.
        case process
        /// In the host itself: for trusted, tiny processors and for debugging. A crash there ends the host.
        case inProcess = "in-process"
    }

    public var name: String
    /// Full names; nil when the library says itself what it serves.
    public var jobTypes: [String]?
    /// As written in the manifest, or absolute when the library was discovered.
    public var library: String
    /// How many runs at once, each in a runner of its own.
    public var concurrency: Int
    public var timeout: Duration
    /// The longest time that a run may give no sign of life.
    public var stallTimeout: Duration
    /// How many charged attempts a job gets.
    public var maxAttempts: Int
    /// The delay after the first failure of a job; nil for the worker's.
    public var retryDelay: Duration?
    /// No delay between two attempts is longer, unless the processor asks for it; nil for the worker's.
    public var longestRetryDelay: Duration?
    public var placement: Placement
    /// Names of the host's environment variables that a runner gets.
    public var environment: [String]
    /// Of the library file: 64 lower-case hexadecimal digits.
    public var sha256: String?
    /// Public keys, 32 bytes each, one of which must have signed the library file; empty when it need not be signed.
    public var signedBy: [[UInt8]] = []
    /// A JSON object for the processor's create(), as it stands in the manifest.
    public var config: [UInt8]
    /// How its runners are confined.
    public var sandbox = SandboxTerms()
    public var limits: ProcessorLimits
    /// What the manifest does not know: an entry for a library that was dropped into `Plugins/`.
    public var isDiscovered: Bool

    public init(
        name: String, jobTypes: [String]? = nil, library: String, concurrency: Int,
        timeout: Duration = ManifestDefaults.timeout, stallTimeout: Duration = ManifestDefaults.stallTimeout,
        maxAttempts: Int = ManifestDefaults.maxAttempts, retryDelay: Duration? = nil,
        longestRetryDelay: Duration? = nil,
        placement: Placement = .process, environment: [String] = [], sha256: String? = nil,
        config: [UInt8] = Array("{}".utf8), limits: ProcessorLimits = ProcessorLimits(), isDiscovered: Bool = false
    ) {
        self.name = name
        self.jobTypes = jobTypes
        self.library = library
        self.concurrency = concurrency
        self.timeout = timeout
        self.stallTimeout = stallTimeout
        self.maxAttempts = maxAttempts
        self.retryDelay = retryDelay
        self.longestRetryDelay = longestRetryDelay
        self.placement = placement
        self.environment = environment
        self.sha256 = sha256
        self.config = config
        self.limits = limits
        self.isDiscovered = isDiscovered
    }
}

/// What an entry gets for the keys that it leaves out. `concurrency` is the number of the machine's cores.
public enum ManifestDefaults {
    public static let timeout = Duration.seconds(30 * 60)
    public static let stallTimeout = Duration.seconds(10 * 60)
    public static let maxAttempts = 3
}
