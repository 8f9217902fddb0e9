public import ProcessorKit

/// A host without queue, database and processes, for the unit tests of a processor.
///
/// It loads the processor through the same C tables as the real host and keeps in memory what the processor reports:
///
/// ```swift
/// let result = try await TestHost().run(WordCount.self, TestJob(payload: #"{"text":"to be or not to be"}"#))
/// #expect(result.outcome == .ok)
/// #expect(try result.artifact("result", as: Counts.self).words == 6)
/// ```
public struct TestHost: Sendable {
    /// The `config` of the manifest, a JSON object.
    public var config: String
    /// Whether it has the extension `trubuild.checkpoint/1`.
    public var hasCheckpoints: Bool
    /// Whether it has the extension `trubuild.earlier-artifacts/1`; ``TestJob/earlierArtifacts`` says what it serves.
    public var hasEarlierArtifacts: Bool
    /// The content types of artifacts that it takes: those of `exec`. A host that serves a database takes
    /// `["application/json"]`.
    public var contentTypes: Set<String>
    /// Functions that it refuses, and how: `[.artifactWrite: .failed]` is a host with a full disk.
    public var refusals: [HostFunction: HostCallError.Code]

    public init(
        config: String = "{}", hasCheckpoints: Bool = true, hasEarlierArtifacts: Bool = true,
        contentTypes: Set<String> = ["application/json", "text/html"],
        refusals: [HostFunction: HostCallError.Code] = [:]
    ) {
        self.config = config
        self.hasCheckpoints = hasCheckpoints
        self.hasEarlierArtifacts = hasEarlierArtifacts
        self.contentTypes = contentTypes
        self.refusals = refusals
    }

    /// Does one run with a new instance of a processor written in Swift.
    /// - Parameters:
    ///   - processor: the type to test.
    ///   - job: what the processor is given.
    ///   - onProgress: called at each report, on the processor's thread; may cancel the run.
    /// - Throws: ``TestLoadError`` when the processor refuses to serve.
    public func run<P: Processor>(
        _ processor: P.Type, _ job: TestJob = TestJob(),
        onProgress: @escaping @Sendable (TestProgress, TestRunControl) -> Void = { _, _ in }
    ) async throws -> TestResult {
        try await run(entry: { ProcessorEntry<P>.table(hostABI: $0) }, job, onProgress: onProgress)
    }

    /// Does one run with a new instance of a processor in any language.
    /// - Parameters:
    ///   - entry: the library's `trubuild_processor_entry`.
    ///   - job: what the processor is given.
    ///   - onProgress: called at each report, on the processor's thread; may cancel the run.
    /// - Throws: ``TestLoadError`` when the processor refuses to serve.
    public func run(
        entry: @escaping @Sendable (UInt32) -> UnsafePointer<trubuild_processor_entry_v1>?, _ job: TestJob = TestJob(),
        onProgress: @escaping @Sendable (TestProgress, TestRunControl) -> Void = { _, _ in }
    ) async throws -> TestResult {
        let record = RunRecord(host: self, job: job, onProgress: onProgress)
        defer { record.close() }
        return try await withTaskCancellationHandler {
            try await RunThread.run { try HostedProcessor(entry: entry, record: record).run(job) }.get()
        } onCancel: {
            record.control.cancel(.user)
        }
    }
}

/// A function of the host, as ``TestHost/refusals`` names it.
public enum HostFunction: Sendable, Hashable {
    case progress, artifactOpen, artifactWrite, artifactCommit, checkpointSave, earlierArtifact
}

/// The processor refused to serve, or broke a rule of the ABI before its first run.
public struct TestLoadError: Error, Sendable, Equatable, CustomStringConvertible {
    public var code: String
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { "\(message) [\(code)]" }
}
