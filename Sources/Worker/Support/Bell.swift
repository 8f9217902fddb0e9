import JobQueue
import Synchronization

/// Wakes the one task that waits for it. Rings that nobody waits for are kept as one.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Void, Never>?
        /// Rings when it is due.
        var alarm: (due: Duration, task: Task<Void, Never>)?
    }

    private let state = Mutex(State())

    deinit { state.withLock { $0.alarm?.task.cancel() } }

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

    /// Waits, but not longer than the limit; nil is no limit. It may be over sooner, without a ring.
    ///
    /// The alarm of an earlier wait goes on, for a ring is not to wait for the end of a timer. One that comes too soon makes the
    /// task look and wait again.
    func wait(atMost limit: Duration?, of time: ElapsedTime) async {
        guard let limit else { return await wait() }
        guard limit > .zero else { return }
        setAlarm(at: time.now + limit, of: time)
        await wait()
    }

    private func setAlarm(at due: Duration, of time: ElapsedTime) {
        state.withLock { state in
            if let alarm = state.alarm {
                if alarm.due <= due { return }
                alarm.task.cancel()
            }
            let task = Task { [weak self] in
                guard (try? await time.sleep(for: due - time.now)) != nil else { return }
                self?.alarmRang(due)
            }
            state.alarm = (due, task)
        }
    }

    private func alarmRang(_ due: Duration) {
        state.withLock { if $0.alarm?.due == due { $0.alarm = nil } }
        ring()
    }
}
