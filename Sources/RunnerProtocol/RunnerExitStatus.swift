/// The exit statuses that trubuild-runner chooses itself. Any other one, and any signal, came from the processor.
public enum RunnerExitStatus: Int32, Sendable, Hashable {
    /// It was told to shut down.
    case shutdown = 0
    /// It was started by hand, not by the host.
    case usage = 64
    /// The library was refused; a `loadFailed` frame says why.
    case loadFailed = 65
    /// Another folder has taken the place of the package that it may read. The run was not begun.
    case packageReplaced = 66
    /// Its end of the connection does not work any more, for example because the processor closed it.
    case connectionBroken = 74
    /// The host said something that it may not say.
    case protocolViolation = 76
    /// The host is gone.
    case hostGone = 79
}
