import Foundation
import RunnerProtocol

/// How a ``ProcessorHost`` works. Everything but the two paths has a default that suits production.
public struct ProcessorHostConfiguration: Sendable {
    /// `processors.json`; relative to the current directory unless absolute.
    public var manifestPath: String
    /// The program `trubuild-runner`; absolute.
    public var runnerPath: String
    /// Where the host makes its private folder for library copies and scratch folders. It must allow execution.
    public var temporaryFolder: String
    /// What the names in `environment` of the manifest stand for.
    public var environment: [String: String]
    /// Between asking a run to stop and SIGTERM.
    public var cancelGrace: Duration = .seconds(5)
    /// Between SIGTERM and SIGKILL.
    public var terminateGrace: Duration = .seconds(2)
    /// Between SIGKILL and giving a process up.
    public var killGrace: Duration = .seconds(5)
    /// How long a runner that closed its connection may take to die before it is killed.
    public var exitGrace: Duration = .seconds(1)
    /// For loading a library, making an instance and warming it up.
    public var startTimeout: Duration = .seconds(60)
    /// For a library to describe itself when the host starts.
    public var describeTimeout: Duration = .seconds(5)
    /// A runner that nobody needed for so long is ended.
    public var idleTime: Duration = .seconds(60)
    /// How often the files of the manifest and of the libraries are looked at.
    public var watchInterval: Duration = .seconds(1)
    /// When a processor is taken out of service.
    var breaker = CircuitBreaker.Rules()
    /// A runner is replaced after so many runs.
    public var runsPerRunner = 10_000
    /// How long the look for the result of an earlier job may take.
    public var earlierTimeout: Duration = .seconds(30)
    /// What the artifacts that wait in files may hold together, in bytes.
    public var spoolLimit = defaultSpoolLimit
    /// The content types of artifacts that are taken: those that whoever gets the reports can keep.
    public var contentTypes = [jsonContentType]

    public static let defaultSpoolLimit: UInt64 = 4 << 30

    public init(
        manifestPath: String, runnerPath: String, temporaryFolder: String = FileManager.default.temporaryDirectory.path,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.manifestPath = manifestPath
        self.runnerPath = runnerPath
        self.temporaryFolder = temporaryFolder
        self.environment = environment
    }

    var graces: StopLadder.Graces {
        StopLadder.Graces(cancel: cancelGrace, terminate: terminateGrace, kill: killGrace)
    }
}
