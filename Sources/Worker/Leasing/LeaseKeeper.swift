import JobQueue

/// Decides when a host beats, when it must stop its runs because it cannot, and when it may judge other hosts. Times are
/// those of one ``ElapsedTime``; a lease counts from the moment its beat was sent.
struct LeaseKeeper {
    enum Step: Equatable {
        /// ``answered(sentAt:now:)``, ``lost(now:)`` or ``failed(now:)`` must follow.
        case beat
        /// The lease is about to run out: every run must stop.
        case stopRuns
        case wait(atMost: Duration)
    }

    private let policy: LeasePolicy
    private var end: Duration
    private var nextBeat: Duration
    /// When the last beat that was answered was sent.
    private var lastBeat: Duration
    private var isBeating = false
    /// Whether the last beat did not get through.
    private(set) var isFailing = false
    private var hasStopped = false
    /// Since when the lease was never about to run out.
    private var steadySince: Duration

    /// - Parameter now: when the queue was asked to enter the host, or before.
    init(_ policy: LeasePolicy, now: Duration) {
        self.policy = policy
        end = now + policy.duration
        nextBeat = now
        lastBeat = now
        steadySince = now
    }

    /// Whether runs may be claimed and executed.
    func isHeld(now: Duration) -> Bool { now < end - policy.reserve }

    /// Whether it was so all the time since then.
    func isHeld(since begin: Duration, now: Duration) -> Bool { begin >= steadySince && isHeld(now: now) }

    /// Whether silence of others means that they are dead. After an outage of the queue nobody has beaten: they get the length of
    /// a lease to come back.
    func mayTakeOver(now: Duration) -> Bool {
        isHeld(now: now) && now - steadySince >= policy.duration
    }

    /// How long after a moment runs may go on if this host does nothing more: past the moment at which it stops them itself, before
    /// the end of the lease.
    func allowance(since moment: Duration) -> Duration { max(end - policy.reserve / 2 - moment, .zero) }

    mutating func next(now: Duration) -> Step {
        if !isHeld(now: now), !hasStopped {
            hasStopped = true
            return .stopRuns
        }
        if !isBeating, now >= nextBeat {
            isBeating = true
            return .beat
        }
        let due = isBeating ? now + policy.beatInterval : nextBeat
        return .wait(atMost: (hasStopped ? due : min(due, end - policy.reserve)) - now)
    }

    /// The queue holds the lease from a beat that was sent at that time.
    /// - Parameter isQuiet: whether nothing runs, here or elsewhere.
    /// - Returns: whether runs may be claimed again, and could not be.
    mutating func answered(sentAt: Duration, now: Duration, isQuiet: Bool = false) -> Bool {
        let wasHeld = isHeld(now: now)
        if !wasHeld { steadySince = now }
        end = max(end, sentAt + policy.duration)
        lastBeat = sentAt
        nextBeat = sentAt + (isQuiet ? policy.quietInterval : policy.beatInterval)
        isBeating = false
        isFailing = false
        if isHeld(now: now) { hasStopped = false }
        return !wasHeld && isHeld(now: now)
    }

    /// Runs begin here.
    /// - Returns: whether the next beat is due earlier.
    mutating func endQuiet() -> Bool {
        let due = lastBeat + policy.beatInterval
        guard !isFailing, due < nextBeat else { return false }
        nextBeat = due
        return true
    }

    /// Others have taken over, and every run is being stopped. The next beat is for a lease that nothing of the old one belongs to.
    mutating func lost(now: Duration) {
        end = now
        hasStopped = true
        isBeating = false
        isFailing = false
        nextBeat = now
    }

    mutating func failed(now: Duration) {
        isBeating = false
        isFailing = true
        nextBeat = now + policy.retryInterval
    }
}
