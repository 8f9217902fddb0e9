import Glibc

/// A moment of CLOCK_MONOTONIC, the clock of deadlines in the processor ABI.
public struct MonotonicInstant: Sendable, Hashable, Comparable {
    let nanoseconds: UInt64

    public static var now: MonotonicInstant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicInstant(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    public static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Later by a duration that is not negative.
    static func + (instant: MonotonicInstant, duration: Duration) -> MonotonicInstant {
        let (seconds, attoseconds) = duration.components
        return MonotonicInstant(
            nanoseconds: instant.nanoseconds + UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
    }

    /// Never before the clock began.
    func earlier(by duration: Duration) -> MonotonicInstant {
        MonotonicInstant(nanoseconds: nanoseconds - min(nanoseconds, UInt64(max(duration / .nanoseconds(1), 0))))
    }

    static func - (later: MonotonicInstant, earlier: MonotonicInstant) -> Duration {
        .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
    }
}
