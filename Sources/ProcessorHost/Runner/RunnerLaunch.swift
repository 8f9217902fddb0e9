import RunnerProtocol

/// What is needed to start runners of one processor.
struct RunnerLaunch: Sendable {
    /// Absolute path of trubuild-runner.
    var program: String
    /// Each `NAME=value`.
    var environment: [String]
    var load: LoadRequest
    /// The name of the processor's cache.
    var cache: String
    /// Told of each process that is started.
    var groups: GroupGuard
}
