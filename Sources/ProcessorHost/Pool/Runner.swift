import RunnerProtocol

/// What has one processor loaded and does one run at a time for its pool.
protocol Runner: AnyObject, Sendable {
    var id: RunnerID { get }

    /// Takes a run over; the first one starts the runner. False when the runner is gone.
    func begin(_ run: ActiveRun) -> Bool

    /// Asks for the end of a run; nothing happens when the runner does not have it any more.
    func cancel(_ run: ActiveRun, reason: CancelReason)

    /// The host's lease lasts until then; a run that the runner has may go on for so long.
    func extendLease(until end: MonotonicInstant)

    /// The pool wants the idle runner to end.
    func end()

    /// Kills its process, if it has one, whatever goes on there.
    func kill()
}
