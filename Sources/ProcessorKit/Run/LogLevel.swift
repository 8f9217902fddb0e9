/// How much a log message matters.
public enum LogLevel: UInt32, Sendable, Hashable {
    case trace = 0
    case debug = 1
    case info = 2
    case warning = 3
    case error = 4
}
