import CLinux
import Glibc
import Synchronization

/// Tells the threads that look at libraries that nobody wants the answer any more.
final class StartCancellation: Sendable {
    /// Readable once the start is cancelled, for `poll`; -1, which `poll` passes over, when there is none to be had.
    let descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
    private let flag = Atomic(false)

    var isCancelled: Bool { flag.load(ordering: .acquiring) }

    func cancel() {
        flag.store(true, ordering: .releasing)
        _ = eventfd_write(descriptor, 1)
    }

    deinit {
        close(descriptor)
    }
}
