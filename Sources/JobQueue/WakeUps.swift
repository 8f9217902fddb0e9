import Synchronization

/// Tells any number of listeners that jobs may have become claimable.
package final class WakeUps: Sendable {
    private let listeners = Mutex<[AsyncStream<Void>.Continuation]?>([])

    package init() {}

    /// Wake-ups from now on; one that was not taken yet absorbs those that follow. Empty after ``finish()``.
    package func listen() -> AsyncStream<Void> {
        let (stream, listener) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let open = listeners.withLock { listeners in
            listeners?.append(listener)
            return listeners != nil
        }
        if !open { listener.finish() }
        return stream
    }

    package func wake() {
        listeners.withLock { listeners in
            listeners?.removeAll { listener in
                if case .terminated = listener.yield() { true } else { false }
            }
        }
    }

    package func finish() {
        let all = listeners.withLock { listeners in
            defer { listeners = nil }
            return listeners ?? []
        }
        for listener in all { listener.finish() }
    }
}
