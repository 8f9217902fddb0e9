/// What can end a call before the server answers: its deadline, and its caller.
struct CallLimits {
    let deadline: ContinuousClock.Instant
    /// Set, from any task, when the caller does not wait any more.
    let isAbandoned: Flag

    init(within limit: Duration, isAbandoned: Flag = Flag()) {
        deadline = .now.advanced(by: limit)
        self.isAbandoned = isAbandoned
    }
}
