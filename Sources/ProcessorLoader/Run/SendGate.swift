/// Lets the newest of many reports through: at once after a pause, else held until somebody releases it.
struct SendGate {
    enum Decision: Equatable {
        case send
        /// Keep it as the newest. `isFirst`: nothing was held before, so a release must be arranged.
        case hold(isFirst: Bool)
    }

    /// In ns.
    static let interval: UInt64 = 50_000_000
    /// What each byte adds to the pause behind it, in ns: a run sends no more than a megabyte a second for long.
    private static let intervalPerByte: UInt64 = 1000

    /// The pause behind what was sent last.
    private var interval = Self.interval
    private var lastSent: UInt64?
    private(set) var isHolding = false

    /// - Parameter now: CLOCK_MONOTONIC in ns.
    mutating func offer(at now: UInt64) -> Decision {
        guard let lastSent, now < lastSent &+ interval else {
            lastSent = now
            isHolding = false
            return .send
        }
        defer { isHolding = true }
        return .hold(isFirst: !isHolding)
    }

    /// Says how much went through, so that the next waits the longer.
    mutating func sent(bytes: Int) {
        interval = Self.interval + UInt64(bytes) * Self.intervalPerByte
    }

    /// Whether something is held and its pause is over: then it is to be sent now.
    mutating func releaseIfDue(at now: UInt64) -> Bool {
        guard let lastSent, now >= lastSent &+ interval else { return false }
        return release(at: now)
    }

    /// Whether something is held: then it is to be sent now, because nothing comes after it.
    mutating func release(at now: UInt64) -> Bool {
        guard isHolding else { return false }
        isHolding = false
        lastSent = now
        return true
    }
}
