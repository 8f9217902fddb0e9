import Synchronization

/// Calls back whoever listens, on the thread of whoever publishes: a wake-up that had to pass through a task of each layer
/// would be as slow as the claim that it leads to.
package final class Listeners<Event: Sendable>: Sendable {
    package typealias Reaction = @Sendable (Event) -> Void

    /// nil once it is over.
    private let reactions = Mutex<[Reaction]?>([])

    package init() {}

    /// Calls back with each event from now on, until ``finish()``.
    /// - Parameter react: must not wait.
    package func listen(_ react: @escaping Reaction) {
        reactions.withLock { $0?.append(react) }
    }

    package func publish(_ event: Event) {
        for react in reactions.withLock({ $0 ?? [] }) { react(event) }
    }

    /// Nobody is called any more, but for calls that are under way.
    package func finish() {
        // They are released here, outside of the lock: what they hold may end with them.
        _ = reactions.withLock { $0.take() }
    }
}

extension Listeners<Void> {
    package func publish() { publish(()) }
}
