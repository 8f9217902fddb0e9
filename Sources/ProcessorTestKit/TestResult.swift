import FoundationEssentials
public import ProcessorKit

/// What became of a run.
public struct TestResult: Sendable {
    public enum Outcome: Sendable, Equatable {
        case ok
        case retry
        case retryAfter(Duration?)
        case permanent
        case cancelled
        case snooze(Duration?)
        /// The processor returned a number that the ABI does not list.
        case unknown(Int32)
    }

    public var outcome: Outcome
    /// What the processor gave as its error; empty when it gave none.
    public var errorCode: String
    public var errorMessage: String
    /// What the App could fetch, by type: committed artifacts, and none unless the outcome is `.ok`.
    public var artifacts: [String: [UInt8]]
    /// Types of artifacts that were neither committed nor aborted: a mistake of the processor, which fails a real run.
    public var leftOpen: [String]
    /// In the order of the reports.
    public var progress: [TestProgress]
    public var log: [TestLogLine]
    /// What the run saved last; nil when it saved nothing.
    public var checkpoint: [UInt8]?

    /// A committed artifact as a value.
    public func artifact<Value: Decodable>(_ type: String, as: Value.Type = Value.self) throws -> Value {
        guard let bytes = artifacts[type] else {
            throw ArtifactAbsent(type: type, present: artifacts.keys.sorted(), outcome: outcome, error: errorMessage)
        }
        return try JSONDecoder().decode(Value.self, from: Data(bytes))
    }
}

/// One report of progress.
public struct TestProgress: Sendable, Equatable {
    /// nil when the processor does not know.
    public var fraction: Double?
    public var stage: String
    public var message: String
    /// A JSON object, or empty.
    public var details: String

    public init(fraction: Double? = nil, stage: String = "", message: String = "", details: String = "") {
        self.fraction = fraction
        self.stage = stage
        self.message = message
        self.details = details
    }
}

/// One line for the log.
public struct TestLogLine: Sendable, Equatable {
    public var level: LogLevel
    public var message: String

    public init(level: LogLevel, message: String) {
        self.level = level
        self.message = message
    }
}

/// A test asked for an artifact that the run did not give.
struct ArtifactAbsent: Error, CustomStringConvertible {
    var type: String
    var present: [String]
    var outcome: TestResult.Outcome
    var error: String

    var description: String {
        "no artifact \(type) among \(present) of a run that ended as \(outcome)\(error.isEmpty ? "" : ": " + error)"
    }
}
