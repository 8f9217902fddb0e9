import ProcessorLoader
import RunnerProtocol
import TestKit

/// A test processor in this process, and what it said.
struct LocalProcessor {
    let processor: LoadedProcessor
    let instance: ProcessorInstance
    let log: FrameLog

    init(_ source: String, config: String = "{}") async throws {
        processor = try LoadedProcessor.load(.test(try await ProcessorCompiler.library(source)))
        let log = FrameLog()
        instance = try processor.makeInstance(config: Array(config.utf8)) { log.append($0) }
        self.log = log
    }

    /// Runs on a thread as the ABI promises it.
    func run(_ request: RunRequest = .test()) async throws -> RunResult {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try RunThread.start(name: "test-run") { continuation.resume(returning: instance.run(request)) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}

extension LoadRequest {
    static func test(_ path: String, config: String = "{}", describeOnly: Bool = false) -> LoadRequest {
        LoadRequest(libraryPath: path, config: Array(config.utf8), describeOnly: describeOnly)
    }
}
