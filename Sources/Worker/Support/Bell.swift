import JobQueue
import Synchronization

/// Wakes the one task that waits for it. Rings that nobody waits for are kept as one.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// May be called on any thread.
    func ring() {
        let waiter = state.withLock { state in
            let waiter = state.waiter.take()
            if waiter == nil { state.hasRung = true }
            return waiter
        }
        waiter?.resume()
    }

    /// Returns when the bell rings or has rung since the last wait, and when the task is cancelled.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.hasRung || Task.isCancelled {
                        state.hasRung = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }

    /// Waits, but not longer than the limit; nil is no limit.
    func wait(atMost limit: Duration?, of time: ElapsedTime) async {
        guard let limit else { return await wait() }
        guard limit > .zero else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait() }
            group.addTask { try? await time.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}
