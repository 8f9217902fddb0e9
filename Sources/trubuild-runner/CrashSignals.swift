import Glibc
import RunnerProtocol

/// The signals of a crash. They end the process as such, so that the host sees what happened.
enum CrashSignals {
    private static let signals = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGSYS, SIGTRAP]
    // nonisolated(unsafe): written before there is a second thread, and never freed, so that a handler may read it.
    nonisolated(unsafe) private static var hint: UnsafeMutablePointer<CChar>?

    /// Takes away the handlers of the Swift runtime, which would print pages of registers first, and those that a library
    /// installs when it is loaded. With SWIFT_BACKTRACE in the environment all stay: somebody is debugging.
    ///
    /// A thread that crashes right after it was refused memory says so: the host cannot know.
    static func install(memoryBytes: UInt64) {
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        if hint == nil { hint = strdup("trubuild-runner: \(MemoryRefusal.text(limit: memoryBytes))\n") }
        var action = sigaction()
        action.sa_flags = SA_NODEFER | Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_ONSTACK
        action.__sigaction_handler.sa_handler = { number in
            // Async-signal-safe calls alone. errno is the crashing thread's own.
            if errno == ENOMEM, let hint = CrashSignals.hint { _ = write(STDERR_FILENO, hint, strlen(hint)) }
            raise(number)
        }
        for number in signals { sigaction(number, &action, nil) }
    }
}
