import Logging
import RunnerProtocol

/// What a processor and its runners have to say, in the host's log.
struct RunnerLog: Sendable {
    private let logger: Logger

    init(_ logger: Logger, processor: String) {
        var logger = logger
        logger[metadataKey: "processor"] = "\(processor)"
        self.logger = logger
    }

    func started(_ id: RunnerID, pid: Int32) {
        logger.debug("runner started", metadata: ["runner": "\(id)", "pid": "\(pid)"])
    }

    func ended(_ id: RunnerID, pid: Int32, _ status: ExitStatus, wasExpected: Bool) {
        logger.log(
            level: wasExpected ? .debug : .warning, "runner ended\(wasExpected ? "" : " while it was idle")",
            metadata: ["runner": "\(id)", "pid": "\(pid)", "status": "\(status.text)"])
    }

    func unkillable(_ id: RunnerID, pid: Int32) {
        logger.error(
            "a runner does not die of SIGKILL; it is given up", metadata: ["runner": "\(id)", "pid": "\(pid)"])
    }

    func unwatchable(_ id: RunnerID, pid: Int32, _ error: SystemError) {
        logger.error(
            "a runner cannot be watched (\(error)); it is killed", metadata: ["runner": "\(id)", "pid": "\(pid)"])
    }

    /// A line that the processor printed.
    func output(_ line: String, run: ActiveRun?) {
        logger.info("\(line)", metadata: Self.metadata(of: run).merging(["stream": "output"]) { $1 })
    }

    /// A message that the processor logged.
    func message(_ text: String, _ level: LogLevel, run: ActiveRun?) {
        logger.log(
            level: level.loggerLevel, "\(text)", metadata: Self.metadata(of: run).merging(["stream": "log"]) { $1 })
    }

    /// Lines that the processor logged or printed, and that are not in the log.
    func dropped(_ count: UInt64, limit: UInt64, run: ActiveRun?) {
        logger.warning(
            "\(count) log lines were dropped: at most \(limit) a second are taken (manifest: limits.log_rate)",
            metadata: Self.metadata(of: run).merging(["dropped": "\(count)"]) { $1 })
    }

    /// Whether a message of this level goes anywhere.
    func isTaken(_ level: LogLevel) -> Bool { level.loggerLevel >= logger.logLevel }

    /// The processor learns only that it failed.
    func noEarlierArtifact(jobType: String, _ error: any Error, run: ActiveRun) {
        logger.warning(
            "an earlier result of \(jobType) could not be looked up: \(error)", metadata: Self.metadata(of: run))
    }

    func warning(_ text: String, run: ActiveRun?) {
        logger.warning("\(text)", metadata: Self.metadata(of: run))
    }

    private static func metadata(of run: ActiveRun?) -> Logger.Metadata {
        guard let run else { return [:] }
        return ["run_id": "\(run.order.runID)", "job_id": "\(run.order.jobID)"]
    }
}

extension LogLevel {
    fileprivate var loggerLevel: Logger.Level {
        switch self {
        case .trace: .trace
        case .debug: .debug
        case .info: .info
        case .warning: .warning
        case .error: .error
        }
    }
}
