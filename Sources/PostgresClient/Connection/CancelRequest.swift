import CLibpq
import Synchronization

/// Asks the server to stop the running statement. PQcancel opens a connection of its own and blocks while it does, so it
/// has a short-lived thread.
final class CancelRequest: Sendable {
    private let finished = Atomic<Bool>(false)

    /// Whether the server has taken the request, or could not be asked. No statement after that can be hit by it.
    var isFinished: Bool { finished.load(ordering: .acquiring) }

    /// - Parameters:
    ///   - connection: a live PGconn; it is only read, and not used after this returns.
    ///   - wakeup: signalled when the request is finished.
    init(stopping connection: OpaquePointer, wakeup: Wakeup) {
        guard let handle = PQgetCancel(connection) else {
            finished.store(true, ordering: .releasing)
            return
        }
        // A PGcancel is a copy of the server's address and key: it may outlive the PGconn and be used by any one thread.
        // It is freed by the thread, or below when there is none.
        nonisolated(unsafe) let request = handle
        let status = PosixThread.start(name: "postgres-cancel") {
            var message = [CChar](repeating: 0, count: 256)
            PQcancel(request, &message, Int32(message.count))
            PQfreeCancel(request)
            self.finish(wakeup)
        }
        if status != 0 {
            PQfreeCancel(handle)
            finish(wakeup)
        }
    }

    private func finish(_ wakeup: Wakeup) {
        finished.store(true, ordering: .releasing)
        wakeup.signal()
    }
}
