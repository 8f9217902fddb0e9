import ProcessorKit
import ProcessorTestKit
import Synchronization

/// A processor whose run is a closure of the test's: the test puts it into ``scripts`` under the payload that it sends.
struct ScriptedProcessor: Processor {
    typealias Script = @Sendable (ProcessorRun) async throws -> Void

    static let scripts = Mutex<[String: Script]>([:])

    static let description = ProcessorDescription(
        id: "com.example.scripted", version: "1.2.3", summary: "Does what the test says",
        jobTypes: ["scripted", "other"], payloadSchema: #"{"type":"object"}"#,
        requiredExtensions: ["trubuild.checkpoint/1"])

    init(config: EmptyConfig) {}

    func run(_ run: ProcessorRun) async throws {
        let payload = String(decoding: run.payload, as: UTF8.self)
        guard let script = Self.scripts.withLock({ $0.removeValue(forKey: payload) }) else {
            throw ProcessorError.permanent(code: "script.absent", "no script for \(payload)")
        }
        try await script(run)
    }
}

extension TestHost {
    /// Does one run of a ``ScriptedProcessor``.
    func run(
        _ job: TestJob = TestJob(),
        onProgress: @escaping @Sendable (TestProgress, TestRunControl) -> Void = { _, _ in },
        script: @escaping ScriptedProcessor.Script
    ) async throws -> TestResult {
        var job = job
        if job.payload == "{}" { job.payload = #"{"n":\#(UInt64.random(in: 0...UInt64.max))}"# }
        ScriptedProcessor.scripts.withLock { $0[job.payload] = script }
        return try await run(ScriptedProcessor.self, job, onProgress: onProgress)
    }
}
