import Glibc

/// Threads for calls into processors: those may block, recurse deeply, and never belong on a cooperative thread.
public enum RunThread {
    /// What the ABI promises to a run.
    public static let stackSize = 8 << 20

    /// Starts a detached thread with ``stackSize`` bytes of stack that runs `body`.
    /// - Parameter name: for debuggers; cut at 15 bytes.
    /// - Throws: `host.thread` when the system has no thread left.
    public static func start(name: String, _ body: @escaping @Sendable () -> Void) throws(LoadError) {
        try start(name: name, stackSize: stackSize, body)
    }

    static func start(
        name: String, stackSize: Int, _ body: @escaping @Sendable () -> Void
    ) throws(LoadError) {
        let status = create(Start(name: name, body: body), stackSize: stackSize)
        guard status == 0 else {
            throw LoadError(
                code: "host.thread",
                message: "the system refused a thread with \(stackSize >> 10) KiB of stack (error \(status)): "
                    + "raise the limits of processes and memory of the host")
        }
    }

    private static func create(_ start: Start, stackSize: Int) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

        let retained = Unmanaged.passRetained(start)
        var thread = pthread_t()
        let status = pthread_create(&thread, &attributes, RunThread.main, retained.toOpaque())
        // The new thread releases it; when there is none, nobody else does.
        if status != 0 { retained.release() }
        return status
    }

    private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { raw in
        guard let raw else { return nil }
        let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
        setName(start.name)
        start.body()
        return nil
    }

    /// Of the calling thread; for debuggers only, so a failure does not matter.
    private static func setName(_ name: String) {
        let descriptor = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = write(descriptor, name, min(name.utf8.count, 15))
        close(descriptor)
    }

    private final class Start: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }
}
