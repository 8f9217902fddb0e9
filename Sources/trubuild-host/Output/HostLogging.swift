import Glibc
import Logging

/// The log of the programs: lines on standard error, so that standard output is for results.
enum HostLogging {
    static func start(level: Logger.Level) -> Logger {
        // Whoever reads the log or the results may go away; a host works on.
        signal(SIGPIPE, SIG_IGN)
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        return Logger(label: "trubuild-host")
    }
}
