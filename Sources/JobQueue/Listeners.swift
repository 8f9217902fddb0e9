import Synchronization

/// Hands events to any number of readers, each with a bounded buffer.
package final class Listeners<Event: Sendable>: Sendable {
    private let readers = Mutex<[AsyncStream<Event>.Continuation]?>([])
    private let limit: AsyncStream<Event>.Continuation.BufferingPolicy

    package init(_ limit: AsyncStream<Event>.Continuation.BufferingPolicy) {
        self.limit = limit
    }

    /// Events from now on. Empty after ``finish()``.
    package func listen() -> AsyncStream<Event> {
        let (stream, reader) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: limit)
        let isOpen = readers.withLock { readers in
            readers?.append(reader)
            return readers != nil
        }
        if !isOpen { reader.finish() }
        return stream
    }

    package func publish(_ event: Event) {
        readers.withLock { readers in
            readers?.removeAll { reader in
                if case .terminated = reader.yield(event) { true } else { false }
            }
        }
    }

    package func finish() {
        let all = readers.withLock { readers in
            defer { readers = nil }
            return readers ?? []
        }
        for reader in all { reader.finish() }
    }
}

/// Tells that jobs may have become claimable: one wake-up that was not taken yet absorbs those that follow.
package typealias WakeUps = Listeners<Void>

extension Listeners where Event == Void {
    package convenience init() { self.init(.bufferingNewest(1)) }
    package func wake() { publish(()) }
}

/// Tells which runs were cancelled. A reader that is more than a thousand behind misses the newest.
package typealias Cancellations = Listeners<RunID>

extension Listeners where Event == RunID {
    package convenience init() { self.init(.bufferingOldest(1000)) }
}
