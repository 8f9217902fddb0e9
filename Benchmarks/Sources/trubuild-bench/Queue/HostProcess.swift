import Foundation

/// A `trubuild-host` of the release build that serves a database.
final class HostProcess {
    private let process: ChildProcess
    private var hasBeenAsked = false

    /// - Parameters:
    ///   - number: tells the logs of hosts apart.
    ///   - program: another copy of it.
    init(
        _ bench: QueueBenchmarks, _ folder: HostFolder, database: String, number: Int = 1, program: String? = nil
    ) throws {
        process = try ChildProcess(
            [program ?? bench.host, "--manifest", "\(folder.path)/processors.json"],
            environment: [
                "DB_TYPE": "postgres", "DATABASE_URL": bench.server.url(database),
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            ], folder: folder.path, log: "\(folder.path)/host\(number).log")
    }

    var pid: pid_t { process.pid }

    var log: String { process.output }

    /// - Throws: ``Failure`` with the log when it has ended.
    func check() throws {
        guard process.isRunning else { throw Failure("the host has ended:\n\(log.suffix(3_000))") }
    }

    /// It claims no more.
    func askToStop() {
        hasBeenAsked = true
        process.send(SIGTERM)
    }

    /// Waits until it has stopped.
    func stop() throws {
        if !hasBeenAsked { askToStop() }
        try process.wait()
    }
}
