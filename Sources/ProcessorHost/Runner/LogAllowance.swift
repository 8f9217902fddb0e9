/// How many lines a runner may still put into the log: so many a second, and as many at once after a quiet second. Decides
/// only; what is over it is dropped and counted.
struct LogAllowance {
    private let rate: UInt64
    /// Lines that may pass now, in billionths, so that no rate is lost in rounding.
    private var credit: UInt64
    private var last: MonotonicInstant
    /// Not told yet.
    private var dropped: UInt64 = 0
    /// When the lines that were dropped may be told of: at most once a second.
    private var tellAt: MonotonicInstant

    private static let line: UInt64 = 1_000_000_000

    /// - Parameter rate: lines in a second, at most a million.
    init(rate: UInt64, at now: MonotonicInstant) {
        self.rate = rate
        credit = rate * Self.line
        last = now
        tellAt = now
    }

    /// - Returns: false when the line is to be dropped.
    mutating func admit(at now: MonotonicInstant) -> Bool {
        let elapsed = min(now.nanoseconds - min(last.nanoseconds, now.nanoseconds), Self.line)
        last = max(last, now)
        credit = min(credit + elapsed * rate, rate * Self.line)
        guard credit >= Self.line else {
            if dropped == 0 { tellAt = max(tellAt, now) + .seconds(1) }
            dropped += 1
            return false
        }
        credit -= Self.line
        return true
    }

    /// How many lines were dropped since this was told last; nil when there is nothing to tell yet.
    /// - Parameter isLast: nothing comes afterwards.
    mutating func takeDropped(at now: MonotonicInstant, isLast: Bool = false) -> UInt64? {
        guard dropped > 0, isLast || now >= tellAt else { return nil }
        defer { dropped = 0 }
        return dropped
    }
}
