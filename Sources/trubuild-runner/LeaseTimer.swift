import Glibc
import Synchronization

/// Has the kernel kill this process when the lease of its run is over: nobody may be there to do it, as the host may have
/// been stopped or be gone, and another host may begin the same job then.
final class LeaseTimer: Sendable {
    private struct State {
        // nonisolated(unsafe): the kernel's name for the timer, a number in the clothes of a pointer: nil names the first one.
        nonisolated(unsafe) var timer: timer_t?
        /// False when the kernel has no timer to give. The host still stops its runs itself.
        var isMade = false
        var isRunning = false
    }

    private let state: Mutex<State>

    init() {
        var event = sigevent()
        event.sigev_notify = Int32(SIGEV_SIGNAL)
        event.sigev_signo = SIGKILL
        var timer: timer_t?
        let isMade = timer_create(CLOCK_MONOTONIC, &event, &timer) == 0
        state = Mutex(State(timer: timer, isMade: isMade))
    }

    /// A run begins. 0 for no lease.
    func begin(until end: UInt64) {
        state.withLock { state in
            state.isRunning = true
            if end > 0 { Self.set(state, end) }
        }
    }

    func extend(until end: UInt64) {
        state.withLock { state in
            if state.isRunning { Self.set(state, end) }
        }
    }

    /// The run is over. What is idle does no harm.
    func end() {
        state.withLock { state in
            state.isRunning = false
            Self.set(state, 0)
        }
    }

    /// - Parameter end: of CLOCK_MONOTONIC in ns; 0 stops the timer.
    private static func set(_ state: State, _ end: UInt64) {
        guard state.isMade else { return }
        var setting = itimerspec()
        setting.it_value = timespec(tv_sec: Int(end / 1_000_000_000), tv_nsec: Int(end % 1_000_000_000))
        timer_settime(state.timer, Int32(TIMER_ABSTIME), &setting, nil)
    }
}
