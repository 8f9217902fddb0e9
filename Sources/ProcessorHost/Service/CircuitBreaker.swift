/// Decides when a processor whose runners keep crashing is taken out of service, and when it is tried again.
///
/// It opens when `crashLimit` runs have crashed within `window` and fewer than that came back in the same time: a rare job that
/// is poison to a good processor does not take it from all others. After a pause one run is let through, the trial: when it comes
/// back the processor serves again; when it crashes the next pause is twice as long.
struct CircuitBreaker: Sendable {
    struct Rules: Sendable, Hashable {
        var crashLimit = 5
        var window = Duration.seconds(60)
        var pause = Duration.seconds(30)
        var longestPause = Duration.seconds(15 * 60)
    }

    enum Change: Sendable, Hashable {
        case opened(pause: Duration, crashes: Int, lastCrash: String)
        case closed
    }

    private enum State {
        case closed
        case open(until: MonotonicInstant, pause: Duration)
    }

    private let rules: Rules
    private var state = State.closed
    /// The newest ones, at most `crashLimit`.
    private var crashes: [MonotonicInstant] = []
    /// When runs came back: the newest ones, as many.
    private var returns: [MonotonicInstant] = []

    init(rules: Rules = Rules()) {
        self.rules = rules
    }

    /// Until when no run is let through; nil while the processor serves or is on trial.
    func pausedUntil(at now: MonotonicInstant) -> MonotonicInstant? {
        guard case .open(let until, _) = state, now < until else { return nil }
        return until
    }

    /// How many of its slots the processor may use.
    func allowance(of slots: Int, at now: MonotonicInstant) -> Int {
        switch state {
        case .closed: slots
        case .open(let until, _): now < until ? 0 : min(slots, 1)
        }
    }

    /// A run is over.
    /// - Parameters:
    ///   - begin: when it was given to the processor.
    ///   - crash: what its runner died of; nil when it did not.
    mutating func ended(begunAt begin: MonotonicInstant, crash: String?, at now: MonotonicInstant) -> Change? {
        if case .open(let until, let pause) = state {
            // Those that were under way when it opened say nothing new.
            guard begin >= until else { return nil }
            guard let crash else {
                self = CircuitBreaker(rules: rules)
                return .closed
            }
            return open(for: min(pause * 2, rules.longestPause), lastCrash: crash, at: now)
        }
        crashes.removeAll { now - $0 > rules.window }
        returns.removeAll { now - $0 > rules.window }
        guard let crash else {
            returns.append(now)
            if returns.count > rules.crashLimit { returns.removeFirst() }
            return nil
        }
        crashes.append(now)
        guard crashes.count >= rules.crashLimit else { return nil }
        guard returns.count < rules.crashLimit else {
            crashes.removeFirst()
            return nil
        }
        return open(for: rules.pause, lastCrash: crash, at: now)
    }

    private mutating func open(for pause: Duration, lastCrash: String, at now: MonotonicInstant) -> Change {
        let count = max(crashes.count, 1)
        crashes = []
        returns = []
        state = .open(until: now + pause, pause: pause)
        return .opened(pause: pause, crashes: count, lastCrash: lastCrash)
    }
}
