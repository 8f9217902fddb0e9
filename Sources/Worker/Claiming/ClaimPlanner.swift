import JobQueue
import ProcessorHost

/// Decides when to claim, and how much: for free slots and what ``Prefetch`` allows beyond them, at once while there is
/// supply, else on a wake-up and at each poll. Times are those of one ``ElapsedTime``.
struct ClaimPlanner {
    enum Step: Equatable {
        case claim(ClaimRequest)
        /// Nothing to do until something happens, or this long.
        case wait(atMost: Duration)
        case stop
    }

    /// What is known of the jobs that wait for a processor.
    private enum Supply {
        /// There may be some: worth a claim when a slot is free.
        case likely
        /// The last claim got some, but not all that it asked for: worth a claim when the next slot frees.
        case partial
        /// The last claim got none: there are none until a wake-up or a poll.
        case none
    }

    private struct Lane {
        var supply = Supply.likely
        /// Runs that are claimed and not written to their end.
        var used = 0
        /// How much the claim in flight asks for.
        var asked = 0
        /// How much the last claim got.
        var got = 0
        var prefetch = Prefetch()

        /// How many runs are worth a claim now. Getting one run costs a claim nearly as much as getting many, so what was claimed
        /// ahead is refilled in quarters.
        func room(for processor: ServedProcessor) -> Int {
            // One on trial gets the trial alone.
            let ahead = processor.outOfService == nil ? prefetch.runs(ahead: processor.concurrency) : 0
            let free = processor.concurrency + ahead - used
            return used < processor.concurrency || free >= max(ahead / 4, 1) ? max(free, 0) : 0
        }
    }

    private let batchSize: Int
    private let pollInterval: Duration
    private let backoff: RetryPolicy
    private var catalog = ProcessorCatalog(processors: [])
    private var processors: [String: ServedProcessor] = [:]
    private var lanes: [String: Lane] = [:]
    private var limit = 0
    private var rotation = 0
    private var wokenDuringClaim = false
    private var nextPoll = Duration.zero
    /// When jobs that this host put off are due, the soonest first. The polls catch what does not fit.
    private var dues: [Duration] = []
    private static let dueLimit = 256
    /// So many are asked for at least, of all processors together.
    private static let leastClaim = 8
    /// How many times what it got a processor asks for next.
    private static let growth = 4
    /// Jobs that are due within this time of each other are one reason to claim.
    private static let dueTick = Duration.milliseconds(50)
    private var notBefore = Duration.zero
    private var failures = 0
    private(set) var isStopped = false

    init(batchSize: Int, pollInterval: Duration, backoff: RetryPolicy) {
        self.batchSize = max(batchSize, 1)
        self.pollInterval = max(pollInterval, .milliseconds(10))
        self.backoff = backoff
    }

    /// What is served from now on. Processors that are gone keep the slots of their runs.
    mutating func serve(_ catalog: ProcessorCatalog) {
        guard catalog != self.catalog else { return }
        self.catalog = catalog
        processors = [:]
        for processor in catalog.processors {
            for type in processor.jobTypes where processors[type] == nil { processors[type] = processor }
            lanes[processor.name, default: Lane()].supply = .likely
        }
    }

    func processor(forType type: String) -> ServedProcessor? { processors[type] }

    /// Jobs may have become claimable.
    mutating func wake() {
        wokenDuringClaim = true
        for name in lanes.keys { lanes[name]?.supply = .likely }
    }

    /// A beat was answered that has looked at the queue, too, and was sent at that time. When there was nothing the poll is put
    /// off until a little after the next look.
    /// - Returns: whether a claim is worth while now.
    mutating func looked(sentAt: Duration, isWorkDue: Bool) -> Bool {
        if isWorkDue { wake() } else { nextPoll = max(nextPoll, sentAt + pollInterval * 6 / 5) }
        return isWorkDue
    }

    /// A job is claimable after the delay. Those that a poll finds first are not noted.
    /// - Returns: whether it changes how long to wait.
    mutating func expect(after delay: Duration, now: Duration) -> Bool {
        guard delay < pollInterval else { return false }
        let ticks = Int(((now + max(delay, .zero)) / Self.dueTick).rounded(.up))
        let due = Self.dueTick * ticks
        guard !dues.contains(due) else { return false }
        dues.insert(due, at: dues.firstIndex { $0 > due } ?? dues.endIndex)
        if dues.count > Self.dueLimit { dues.removeLast() }
        return dues.first == due
    }

    /// After `.claim`, one of ``claimed(_:)`` and ``claimFailed(now:chance:)`` must follow.
    mutating func next(now: Duration) -> Step {
        if isStopped { return .stop }
        if now < notBefore { return .wait(atMost: notBefore - now) }
        if now >= nextPoll {
            wake()
            nextPoll = now + pollInterval
        }
        if let due = dues.first, due <= now {
            wake()
            dues.removeAll { $0 <= now }
        }
        let groups = ask()
        guard !groups.isEmpty else { return .wait(atMost: min(nextPoll, dues.first ?? nextPoll) - now) }
        limit = min(batchSize, groups.reduce(0) { $0 + $1.slots })
        wokenDuringClaim = false
        nextPoll = now + pollInterval
        return .claim(ClaimRequest(groups: groups, limit: limit))
    }

    /// Takes the slots of claimed runs, by processor.
    mutating func claimed(_ counts: [String: Int]) {
        failures = 0
        let total = counts.values.reduce(0, +)
        let isBatchFull = total >= limit
        for (name, count) in counts where count > 0 { lanes[name, default: Lane()].used += count }
        for (name, lane) in lanes where lane.asked > 0 {
            lanes[name]?.asked = 0
            let count = counts[name, default: 0]
            lanes[name]?.got = count
            if wokenDuringClaim || isBatchFull || count >= lane.asked { continue }
            lanes[name]?.supply = count > 0 ? .partial : .none
        }
    }

    /// - Parameter chance: a random number from 0 up to 1.
    mutating func claimFailed(now: Duration, chance: Double) {
        failures += 1
        notBefore = now + backoff.delay(afterFailures: failures, chance: chance)
        for name in lanes.keys { lanes[name]?.asked = 0 }
    }

    /// The queue can be reached again, as something else has found out: the pause after a failure is over.
    mutating func endPause() { notBefore = .zero }

    /// A run of a processor has come back from it.
    mutating func observe(_ processor: String, time: Duration, bytes: Int) {
        lanes[processor]?.prefetch.observe(time: time, bytes: bytes)
    }

    /// A run of a processor is over.
    /// - Returns: whether a claim is worth while now.
    mutating func freed(_ processor: String) -> Bool {
        guard var lane = lanes[processor] else { return false }
        lane.used -= 1
        if lane.supply == .partial { lane.supply = .likely }
        lanes[processor] = lane
        return lane.supply == .likely
    }

    /// How many runs are claimed and not written to their end.
    var occupied: Int { lanes.values.reduce(0) { $0 + $1.used } }

    /// No claims any more.
    mutating func stop() { isStopped = true }

    /// One group for each processor with supply and free slots. The first is another one each time, so that a busy
    /// processor does not take every batch.
    private mutating func ask() -> [ClaimRequest.Group] {
        let count = catalog.processors.count
        rotation += 1
        return (0..<count).compactMap { offset in
            let processor = catalog.processors[(offset + rotation) % count]
            guard let lane = lanes[processor.name], lane.supply == .likely else { return nil }
            // A claim costs what it asks for: the server reads an id for each. Of a burst the rest follows at once.
            let least = max(processor.concurrency, (Self.leastClaim + count - 1) / count)
            let room = min(lane.room(for: processor), max(least, lane.got * Self.growth))
            guard room > 0 else { return nil }
            lanes[processor.name]?.asked = room
            return ClaimRequest.Group(types: processor.jobTypes, slots: room)
        }
    }
}
