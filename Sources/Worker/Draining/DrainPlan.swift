/// Decides how the runs of a stopping worker come to their end: they may finish, then they are cancelled, then they are
/// given up. Times are those of one ``ElapsedTime``.
struct DrainPlan {
    enum Step: Equatable {
        case wait(atMost: Duration)
        /// Ask every run that is still executed to stop. Repeated, for runs that were not yet executed the last time.
        case cancelRuns
        /// Return the runs that never reported to the queue.
        case abandonRuns
        case done
    }

    private static let cancelInterval = Duration.seconds(1)
    private let cancelGrace: Duration
    private var graceEnd: Duration
    private var cancelEnd: Duration?
    private var nextCancel = Duration.zero

    init(now: Duration, grace: Duration, cancelGrace: Duration) {
        self.graceEnd = now + grace
        self.cancelGrace = cancelGrace
    }

    /// Ends the time in which runs may finish.
    mutating func hurry(now: Duration) { graceEnd = min(graceEnd, now) }

    /// - Parameter executing: how many runs have not reported.
    mutating func next(now: Duration, executing: Int) -> Step {
        if executing == 0 { return .done }
        if now < graceEnd { return .wait(atMost: graceEnd - now) }
        let end = cancelEnd ?? now + cancelGrace
        cancelEnd = end
        if now >= end { return .abandonRuns }
        if now >= nextCancel {
            nextCancel = now + Self.cancelInterval
            return .cancelRuns
        }
        return .wait(atMost: min(nextCancel, end) - now)
    }
}
