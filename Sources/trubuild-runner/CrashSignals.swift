import Glibc

/// The signals of a crash. They end the process as such, so that the host sees what happened.
enum CrashSignals {
    private static let signals = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGSYS, SIGTRAP]

    /// Takes away the handlers of the Swift runtime, which would print pages of registers first, and those that a library
    /// installs when it is loaded. With SWIFT_BACKTRACE in the environment all stay: somebody is debugging.
    static func setDefault() {
        guard getenv("SWIFT_BACKTRACE") == nil else { return }
        for number in signals { signal(number, SIG_DFL) }
    }
}
