/// How a runner is made to stop: ask, SIGTERM, SIGKILL, each after a grace; at last it is given up as unkillable.
struct StopLadder: Sendable, Hashable {
    enum Step: Int, Sendable, Hashable {
        case ask, terminate, kill, giveUp
    }

    struct Graces: Sendable, Hashable {
        /// Between asking and SIGTERM.
        var cancel: Duration
        /// Between SIGTERM and SIGKILL.
        var terminate: Duration
        /// Between SIGKILL and giving up: a process in an uninterruptible system call does not die.
        var kill: Duration
    }

    private let graces: Graces
    /// Without force there is only asking, and giving up.
    private let hasForce: Bool
    private(set) var step: Step
    private(set) var nextStepAt: MonotonicInstant?

    init(from step: Step, at now: MonotonicInstant, graces: Graces, hasForce: Bool = true) {
        self.graces = graces
        self.hasForce = hasForce
        self.step = step
        schedule(from: now)
    }

    /// The step that is due, if one is.
    mutating func advance(to now: MonotonicInstant) -> Step? {
        guard let due = nextStepAt, now >= due else { return nil }
        switch step {
        case .ask: step = hasForce ? .terminate : .giveUp
        case .terminate: step = .kill
        case .kill, .giveUp: step = .giveUp
        }
        schedule(from: now)
        return step
    }

    /// Goes straight to SIGKILL. False when that was done before.
    mutating func skipToKill(at now: MonotonicInstant) -> Bool {
        guard step.rawValue < Step.kill.rawValue else { return false }
        step = .kill
        schedule(from: now)
        return true
    }

    private mutating func schedule(from now: MonotonicInstant) {
        switch step {
        case .ask: nextStepAt = now + graces.cancel
        case .terminate: nextStepAt = now + graces.terminate
        case .kill: nextStepAt = now + graces.kill
        case .giveUp: nextStepAt = nil
        }
    }
}
