import Glibc

/// CLOCK_MONOTONIC, in which the host states deadlines.
enum MonotonicTime {
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// The host's time as an instant of Swift's clock, which counts the same seconds from a start of its own.
    /// 0 is no time.
    static func instant(nanoseconds: UInt64) -> SuspendingClock.Instant? {
        guard nanoseconds != 0 else { return nil }
        let current = now()
        let distance = nanoseconds >= current ? nanoseconds - current : current - nanoseconds
        let duration = Duration.nanoseconds(Int64(clamping: distance))
        return SuspendingClock.now.advanced(by: nanoseconds >= current ? duration : .zero - duration)
    }
}
