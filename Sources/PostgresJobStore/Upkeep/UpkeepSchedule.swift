/// Decides which chores are due when the worker claims.
///
/// Reading all of history for new jobs must not eat the database: the next look is at least twenty times as far
/// away as the last one took.
struct UpkeepSchedule: Sendable {
    enum Chore: Sendable, Hashable, CaseIterable {
        /// Queue the jobs that nobody has run. Only without the trigger.
        case enqueue
        /// Try to get the trigger. Only without it.
        case install
        /// Look for rows of the queue that have gone stale.
        case sweep

        var interval: Duration {
            switch self {
            case .enqueue: .seconds(1)
            case .install, .sweep: .seconds(60)
            }
        }
    }

    private var next: [Chore: ContinuousClock.Instant]
    private var running: Set<Chore> = []
    var isPolling: Bool

    init(now: ContinuousClock.Instant, isPolling: Bool) {
        self.isPolling = isPolling
        next = [.install: now + Chore.install.interval, .sweep: now + Chore.sweep.interval]
    }

    /// The chores to carry out now, in this order. Each must be reported with ``finish(_:started:now:)``.
    mutating func start(now: ContinuousClock.Instant) -> [Chore] {
        let due = due(now: now)
        running.formUnion(due)
        return due
    }

    func isDue(now: ContinuousClock.Instant) -> Bool { !due(now: now).isEmpty }

    private func due(now: ContinuousClock.Instant) -> [Chore] {
        Chore.allCases.filter { chore in
            (isPolling || chore == .sweep) && !running.contains(chore) && next[chore].map { $0 <= now } ?? true
        }
    }

    /// There is nothing for a chore to do; it is due when it would be after it was done now.
    mutating func putOff(_ chore: Chore, now: ContinuousClock.Instant) {
        guard next[chore].map({ $0 <= now }) ?? true else { return }
        next[chore] = now + chore.interval
    }

    /// There is a reason to carry out a chore now.
    mutating func hasten(_ chore: Chore, now: ContinuousClock.Instant) {
        next[chore] = now
    }

    mutating func finish(_ chore: Chore, started: ContinuousClock.Instant, now: ContinuousClock.Instant) {
        running.remove(chore)
        next[chore] = now + max(chore.interval, (now - started) * 20)
    }
}
