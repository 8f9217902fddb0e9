import Glibc
import RunnerProtocol

/// The ways in which the runner itself ends. Exit handlers and destructors of the processor never run: nothing that they
/// could do is wanted, and they may hang.
enum Exit {
    /// At once, also while the processor hangs.
    static func now(_ status: RunnerExitStatus, saying message: String? = nil) -> Never {
        if let message { writeError(message) }
        _exit(status.rawValue)
    }

    /// After what was printed has been written. Only while the processor is not being called.
    static func flushed(_ status: RunnerExitStatus) -> Never {
        fflush(nil)
        _exit(status.rawValue)
    }

    static func writeError(_ message: String) {
        let line = "trubuild-runner: \(message)\n"
        _ = write(STDERR_FILENO, line, line.utf8.count)
    }
}
