import Synchronization

/// Until when the runs of this host may go on. One for all runners of a host.
final class HostLease: Sendable {
    private let end = Atomic<UInt64>(0)

    /// nil while there is no limit.
    var until: MonotonicInstant? {
        let end = end.load(ordering: .relaxed)
        return end == 0 ? nil : MonotonicInstant(nanoseconds: end)
    }

    func extend(until instant: MonotonicInstant) {
        end.store(instant.nanoseconds, ordering: .relaxed)
    }
}

/// What a runner was told about the lease, as it decides about the runner's life.
struct ToldLease: Sendable {
    private var until: MonotonicInstant?
    private var wasOver = false

    /// Forgets what was told about the run before.
    mutating func begin(until instant: MonotonicInstant?) {
        until = instant
        wasOver = false
    }

    mutating func extend(until instant: MonotonicInstant, at now: MonotonicInstant) {
        if isOver(at: now) { wasOver = true }
        until = instant
    }

    /// Whether the kernel may have killed the runner because its lease was over. Never before that: a processor that kills itself must
    /// not pass for one.
    func isOver(at now: MonotonicInstant) -> Bool {
        wasOver || until.map { $0 <= now } ?? false
    }
}
