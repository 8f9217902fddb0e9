/// The rules for the runners of one processor: when to start, reuse, recycle and end them.
struct RunnerPoolState: Sendable {
    struct Rules: Sendable, Hashable {
        /// At most this many runners at once.
        var limit: Int
        /// A runner is replaced after so many runs, so that leaks in a processor stay small.
        var runsPerRunner: Int
        /// A runner that nobody needed for so long is ended.
        var idleTime: Duration
    }

    enum Request: Hashable {
        case reuse(RunnerID)
        case start(RunnerID)
        /// All are busy: the run waits for the next free one.
        case wait
        /// None will ever be free, unless a run that was given up returns after all.
        case stuck
        /// The pool is closed.
        case refuse
    }

    enum Release: Hashable {
        /// Give it the run that waits longest.
        case next
        /// Keep it warm until then.
        case park(until: MonotonicInstant)
        /// End it.
        case end
    }

    private enum Member {
        case busy(runs: Int)
        case idle(runs: Int, since: MonotonicInstant)
        /// Told to end; counts until its process is gone.
        case ending
        /// A run goes on in it that was given up. It counts until it is gone.
        case abandoned
    }

    private let rules: Rules
    private var members: [RunnerID: Member] = [:]
    /// Newest last.
    private var idle: [RunnerID] = []
    private var nextID: RunnerID = 1
    private(set) var isClosed = false

    init(rules: Rules) {
        self.rules = rules
    }

    /// Whether all runners are gone, but for those that nothing can end.
    var isDrained: Bool {
        members.values.allSatisfy { if case .abandoned = $0 { true } else { false } }
    }

    /// Whether every slot is held by a run that was given up.
    var isStuck: Bool { members.count >= rules.limit && isDrained }

    /// Whether every slot is held by a run.
    var isBusy: Bool {
        members.count >= rules.limit
            && members.values.allSatisfy { if case .busy = $0 { true } else { false } }
    }

    /// A run wants a runner. The newest idle one is the warmest; older ones get the chance to end.
    mutating func request() -> Request {
        guard !isClosed else { return .refuse }
        if let id = idle.popLast(), case .idle(let runs, _) = members[id] {
            members[id] = .busy(runs: runs + 1)
            return .reuse(id)
        }
        guard members.count < rules.limit else { return isStuck ? .stuck : .wait }
        let id = nextID
        nextID += 1
        members[id] = .busy(runs: 1)
        return .start(id)
    }

    /// A run has left its runner.
    /// - Parameter hasWaiters: whether runs wait for a runner.
    mutating func released(
        _ id: RunnerID, _ fate: RunSupervision.RunnerFate, hasWaiters: Bool, at now: MonotonicInstant
    ) -> Release {
        guard case .busy(let runs) = members[id] else { return .end }
        switch fate {
        case .reuse where runs < rules.runsPerRunner && !isClosed:
            if hasWaiters {
                members[id] = .busy(runs: runs + 1)
                return .next
            }
            members[id] = .idle(runs: runs, since: now)
            idle.append(id)
            return .park(until: now + rules.idleTime)
        case .reuse, .replace: members[id] = .ending
        case .abandon: members[id] = .abandoned
        }
        return .end
    }

    /// A runner thinks that it has been idle for long enough. True when it is to end.
    mutating func idleTimePassed(_ id: RunnerID, at now: MonotonicInstant) -> Bool {
        guard case .idle(_, let since) = members[id], now >= since + rules.idleTime else { return false }
        idle.removeAll { $0 == id }
        members[id] = .ending
        return true
    }

    /// A runner is gone. True when a waiting run may be tried again, for there is room now.
    mutating func gone(_ id: RunnerID) -> Bool {
        idle.removeAll { $0 == id }
        return members.removeValue(forKey: id) != nil
    }

    /// No more runs. Returns the idle runners, which are to be ended.
    mutating func close() -> [RunnerID] {
        isClosed = true
        defer { idle = [] }
        for id in idle { members[id] = .ending }
        return idle
    }
}

/// Names a runner within its pool.
typealias RunnerID = Int
