import Foundation

/// A shell that clears up when this process ends, however it ends: it reads a pipe that only this process holds open.
final class PostgresWatchdog: Sendable {
    /// The pipe's writing end. It stays open while the process lives, and no child inherits it.
    private let pipe: Int32

    /// Stops a server and removes its folder.
    static func forServer(stop: [String], folder: String) throws -> PostgresWatchdog {
        try PostgresWatchdog(script: #"cat >/dev/null; folder=$1; shift; "$@"; rm -rf "$folder""#, [folder] + stop)
    }

    /// Runs the SQL commands that were handed over by ``remember(_:)``, the last one first.
    static func forDatabases(psql: String, url: String) throws -> PostgresWatchdog {
        try PostgresWatchdog(script: #"tac | "$1" -X -q -d "$2""#, [psql, url])
    }

    private init(script: String, _ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw TestKitError("no pipe: \(String(cString: strerror(errno)))")
        }
        pipe = ends[1]
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // Foundation gives it a process group of its own; signals must not keep it from its work either. It has to stay
        // this process's living child: a dead one that nobody reaps makes Swift Testing's exit tests wait for ever.
        process.arguments = ["-c", "trap '' INT TERM HUP; \(script)", "postgres-watchdog"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: "/")
        process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Hands over one SQL command, in one line, that undoes what is about to be done.
    func remember(_ undo: String) {
        let line = "\(undo);\n"
        _ = write(pipe, line, line.utf8.count)
    }

    /// Clears up now.
    func release() { close(pipe) }
}
