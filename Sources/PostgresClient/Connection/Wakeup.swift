import CLibpq
import Glibc

/// An eventfd that wakes a thread out of poll(2). May be signalled from any thread, and as often as one likes.
final class Wakeup: Sendable {
    let descriptor: Int32

    init() throws(PostgresError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard descriptor >= 0 else {
            throw PostgresError(.connectionFailed, "no event descriptor: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    func signal() {
        // Fails only when the counter is at its maximum, and then the reader is being woken anyway.
        _ = eventfd_write(descriptor, 1)
    }

    /// Forgets past signals. What they stood for must be looked at after this call, not before.
    func drain() {
        var count: eventfd_t = 0
        _ = eventfd_read(descriptor, &count)
    }

    /// Blocks the calling thread until it is signalled.
    func wait() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, -1)
        drain()
    }
}
