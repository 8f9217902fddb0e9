/// Faults that are planted to show that the checker finds them.
public enum Fault: String, CaseIterable, Sendable {
    /// An ending is written to whatever run of the job is in progress.
    case unfencedFinish
    /// A host goes on with its runs when its lease is over, and its runners know of no lease.
    case lease
    /// The runners know of no lease: the host stops them, unless it is frozen.
    case noRunnerTimer
    /// Runs of other hosts are taken over before their lease is over.
    case hastyTakeOver
    /// Interrupted runs are charged.
    case chargedInterruption
    /// The answer of a claim counts although it belongs to a lease that was lost.
    case claimOfLostLease
    /// Runs of a claim whose answer was lost are never looked for.
    case forgottenClaim
    /// An ending that came too late leaves its run in the host.
    case leakedFlight
    /// A run that was told to stop before its processor had begun begins all the same, and is not told again.
    case deafBeginning
}
