import Glibc

/// A detached POSIX thread that runs one closure.
enum PosixThread {
    fileprivate final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Starts a thread with one MiB of stack. Signals for the process are left to the other threads.
    /// - Parameter name: what debuggers and /proc show; the first 15 bytes count.
    /// - Returns: 0, or the error number of pthread_create.
    static func start(name: String, _ run: @escaping @Sendable () -> Void) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 1 << 20)

        // The reference taken here is released by the thread, or below when there is none.
        let body = Unmanaged.passRetained(Body(name: name, run: run))
        var thread = pthread_t()
        // A thread starts with its creator's signal mask.
        var blocked = asynchronousSignals
        var inherited = sigset_t()
        pthread_sigmask(SIG_SETMASK, &blocked, &inherited)
        let status = pthread_create(&thread, &attributes, runBody, body.toOpaque())
        pthread_sigmask(SIG_SETMASK, &inherited, nil)
        pthread_attr_destroy(&attributes)
        if status != 0 { body.release() }
        return status
    }

    /// Best effort: without /proc the thread keeps the program's name.
    fileprivate static func setName(_ name: String) {
        let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = write(file, name, name.utf8.count)
        close(file)
    }

    /// All signals except those that the thread's own faults raise.
    private static var asynchronousSignals: sigset_t {
        var signals = sigset_t()
        sigfillset(&signals)
        for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { sigdelset(&signals, fault) }
        return signals
    }
}

/// The thread's first function. Takes over the reference to the body.
private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    let body = Unmanaged<PosixThread.Body>.fromOpaque(argument).takeRetainedValue()
    PosixThread.setName(body.name)
    body.run()
    return nil
}
