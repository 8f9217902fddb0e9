import Foundation

/// A shell that stops the server and removes its folder when this process ends, also after Ctrl-C or SIGKILL: it reads a
/// pipe that only this process holds open.
final class Watchdog {
    private let pipe: Int32
    private let shell: ChildProcess

    init(folder: String, stop: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0, ends.allSatisfy({ fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }) else {
            throw Failure("no pipe: \(String(cString: strerror(errno)))")
        }
        pipe = ends[1]
        let script = #"trap '' INT TERM HUP; cat >/dev/null; folder=$1; shift; "$@"; rm -rf "$folder""#
        shell = try ChildProcess(
            ["/bin/sh", "-c", script, "trubuild-bench-watchdog", folder] + stop, log: "/dev/null", input: ends[0],
            outlives: true)
        close(ends[0])
    }

    /// Stops the server now.
    deinit {
        close(pipe)
        _ = try? shell.wait()
    }
}
