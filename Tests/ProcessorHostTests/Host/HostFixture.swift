import Foundation
import JSONText
import Logging
import RunnerProtocol
import Spool
import Synchronization
import TestKit
import Testing

@testable import ProcessorHost

/// Suites that start processes run one after the other, so that what one of them counts is its own.
@Suite("A processor host", .serialized)
struct HostTests {}

/// A folder with a manifest and libraries, and a host that serves them. Deleted with the last reference.
final class HostFixture: Sendable {
    let folder: URL
    let records = LogRecords()

    var plugins: URL { folder.appending(path: "Plugins") }
    var manifest: URL { folder.appending(path: "processors.json") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "trubuild-fixture-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "Plugins"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(at: folder.appending(path: "tmp"), withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Compiles test processors into `Plugins/`: `echo.c` becomes `echo.so`.
    func install(_ sources: String...) async throws {
        for source in sources {
            let name = URL(filePath: source).deletingPathExtension().lastPathComponent
            let target = plugins.appending(path: "\(name).so")
            try FileManager.default.copyItem(atPath: try await ProcessorCompiler.library(source), toPath: target.path)
            try setMode(0o644, of: target)
        }
    }

    func setMode(_ mode: Int, of file: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    }

    /// Writes a manifest with an entry for each name, and further keys for some.
    func write(_ names: [String], keys: [String: String] = [:], discover: Bool = false) throws {
        let entries = names.map { name in
            #"{"name": "\#(name)", "library": "\#(name)""# + (keys[name].map { ", \($0)" } ?? "") + "}"
        }
        let text = #"{"version": 1, "discover": \#(discover), "processors": [\#(entries.joined(separator: ",\n"))]}"#
        try text.write(to: manifest, atomically: true, encoding: .utf8)
    }

    func configuration() throws -> ProcessorHostConfiguration {
        var configuration = ProcessorHostConfiguration(
            manifestPath: manifest.path, runnerPath: try BuiltProducts.program("trubuild-runner"),
            temporaryFolder: folder.appending(path: "tmp").path, environment: ["GIVEN": "yes", "SECRET": "no"])
        configuration.cancelGrace = .milliseconds(150)
        configuration.terminateGrace = .milliseconds(150)
        return configuration
    }

    func start(_ change: (inout ProcessorHostConfiguration) -> Void = { _ in }) async throws -> ProcessorHost {
        var configuration = try configuration()
        change(&configuration)
        let records = records
        var logger = Logger(label: "test") { _ in RecordingHandler(records: records) }
        logger.logLevel = .trace
        return try await ProcessorHost.start(configuration: configuration, logger: logger)
    }

    /// Installs and serves processors with a manifest that names them, runs `body`, and shuts down.
    static func serving(
        _ sources: [String], keys: [String: String] = [:],
        configure: (inout ProcessorHostConfiguration) -> Void = { _ in },
        body: (ProcessorHost, HostFixture) async throws -> Void
    ) async throws {
        let fixture = try HostFixture()
        for source in sources { try await fixture.install(source) }
        try fixture.write(sources.map { URL(filePath: $0).deletingPathExtension().lastPathComponent }, keys: keys)
        let host = try await fixture.start(configure)
        #expect(host.refused == [])
        do {
            try await body(host, fixture)
        } catch {
            await host.shutdown()
            throw error
        }
        await host.shutdown()
    }
}

extension ProcessorHost {
    /// Executes a run of a test processor.
    func run(
        _ processor: String, id: String = UUID().uuidString.lowercased(), payload: String = "{}",
        package: String? = nil,
        checkpoint: [UInt8]? = nil, events: any RunEvents = NoEvents(),
        earlier: any EarlierArtifactSource = NoEarlierArtifacts()
    ) async -> RunReport {
        let order = RunOrder(
            processor: processor, runID: id, jobID: "job-\(id)", jobType: "test_\(processor)", attempt: 1,
            companyID: nil, userID: nil, payload: JSONText(trusted: Array(payload.utf8)), packageDirectory: package,
            checkpoint: checkpoint)
        return await withCheckedContinuation { over in
            execute(order, events: events, earlier: earlier) { over.resume(returning: $0) }
        }
    }
}

extension RunReport {
    var artifacts: [String: String]? {
        guard case .completed(let artifacts) = ending else { return nil }
        return Dictionary(
            uniqueKeysWithValues: artifacts.map {
                ($0.type, String(decoding: (try? $0.content.contents()) ?? [], as: UTF8.self))
            })
    }

    /// Of a run that may be tried again.
    var failure: RunFailure? {
        if case .failed(let failure, after: nil) = ending { failure } else { nil }
    }
}

struct NoEarlierArtifacts: EarlierArtifactSource {
    func newest(jobTypes: [String], artifactType: String, byteLimit: Int) -> EarlierAnswer { .missing(.absent) }
}

struct NoEvents: RunEvents {
    func progressed(_ progress: JSONText) {}
    func checkpointed(_ bytes: [UInt8]) {}
}

/// Keeps what a run reported, and lets a test wait for it.
final class RecordedEvents: RunEvents {
    private let state = Mutex<(progress: [String], checkpoints: [[UInt8]])>(([], []))

    var progress: [String] { state.withLock { $0.progress } }
    var checkpoints: [[UInt8]] { state.withLock { $0.checkpoints } }

    func progressed(_ progress: JSONText) { state.withLock { $0.progress.append(progress.description) } }
    func checkpointed(_ bytes: [UInt8]) { state.withLock { $0.checkpoints.append(bytes) } }
}

/// Waits for a condition, for a bounded time.
func expectEventually(
    within limit: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
    _ condition: () throws -> Bool
) async throws {
    let end = ContinuousClock.now + limit
    while try !condition() {
        guard ContinuousClock.now < end else {
            Issue.record("it did not come about within \(limit)", sourceLocation: sourceLocation)
            return
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// What was logged.
final class LogRecords: Sendable {
    struct Record: Sendable {
        let level: Logger.Level
        let message: String
        let metadata: [String: String]
    }

    private let records = Mutex<[Record]>([])

    var all: [Record] { records.withLock { $0 } }
    /// How many runners were started, each with its process.
    var startedProcesses: [Int32] {
        all.filter { $0.message == "runner started" }.compactMap { $0.metadata["pid"].flatMap { Int32($0) } }
    }

    func append(_ record: Record) { records.withLock { $0.append(record) } }
}

struct RecordingHandler: LogHandler {
    let records: LogRecords
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(records: LogRecords) {
        self.records = records
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        records.append(
            LogRecords.Record(
                level: event.level, message: event.message.description, metadata: all.mapValues { "\($0)" }))
    }
}
