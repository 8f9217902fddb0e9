import Synchronization

/// Rings once at the time that is set, or at an earlier one that was set before.
///
/// A sleep that is cancelled stays in the timers of the process until it would have ended. So one that ends before the time that is
/// wanted is left to go on: who is woken too soon looks and sets the alarm again. Runs that are short cost no sleep of their own.
final class Alarm: Sendable {
    private struct Setting {
        var time: MonotonicInstant
        var task: Task<Void, Never>
    }

    private let sleep: @Sendable (Duration) async throws -> Void
    private let setting = Mutex<Setting?>(nil)

    /// - Parameter sleep: throws when its task is cancelled.
    init(
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0, tolerance: .zero) }
    ) {
        self.sleep = sleep
    }

    deinit { cancel() }

    /// - Parameter ring: called on a thread of Swift's pool; not when an earlier setting rings first.
    func set(at time: MonotonicInstant, ring: @escaping @Sendable () -> Void) {
        setting.withLock { setting in
            if let setting, setting.time <= time { return }
            setting?.task.cancel()
            let task = Task { [sleep, weak self] in
                guard (try? await sleep(max(time - .now, .zero))) != nil else { return }
                self?.rang(time)
                ring()
            }
            setting = Setting(time: time, task: task)
        }
    }

    func cancel() {
        setting.withLock { $0.take() }?.task.cancel()
    }

    private func rang(_ time: MonotonicInstant) {
        setting.withLock { if $0?.time == time { $0 = nil } }
    }
}
