import CLinux
import Glibc

/// A timer that poll() can wait for. Setting it from another thread needs no wake-up of the one that waits.
struct TimerDescriptor: Sendable {
    let descriptor: Int32

    init() throws(SystemError) {
        descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemError(call: "timerfd_create", code: errno) }
    }

    /// Becomes readable at `instant`.
    func set(_ instant: MonotonicInstant) {
        var value = itimerspec()
        // A time of 0 would switch it off.
        let nanoseconds = max(instant.nanoseconds, 1)
        value.it_value.tv_sec = Int(nanoseconds / 1_000_000_000)
        value.it_value.tv_nsec = Int(nanoseconds % 1_000_000_000)
        _ = timerfd_settime(descriptor, Int32(TFD_TIMER_ABSTIME), &value, nil)
    }

    /// Makes it wait for the next time again.
    func clear() {
        var expirations: UInt64 = 0
        _ = read(descriptor, &expirations, MemoryLayout<UInt64>.size)
    }

    func closeDescriptor() {
        close(descriptor)
    }
}
