import Synchronization

/// Lets a wait for notifications, which may be long, end for other calls of its connection. A caller enters before its job is
/// queued, and the queue wakes the thread: so a wait that looks after it was woken overlooks nobody.
final class CallersTurn: Sendable {
    private let callers = Atomic<Int>(0)

    func enter() { callers.add(1, ordering: .releasing) }

    func leave() { callers.subtract(1, ordering: .releasing) }

    /// Whether somebody wants the connection.
    var isWanted: Bool { callers.load(ordering: .acquiring) > 0 }
}
