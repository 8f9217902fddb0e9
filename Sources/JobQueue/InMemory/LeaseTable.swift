/// The leases of hosts, as rules without a clock.
struct LeaseTable {
    private struct Lease {
        var end: Duration
        var isLost = false
    }

    private var leases: [HostID: Lease] = [:]

    /// - Returns: false when the lease was lost; a lost one does not come back.
    mutating func beat(_ host: HostID, for duration: Duration, now: Duration) -> Bool {
        if leases[host]?.isLost ?? false { return false }
        leases[host] = Lease(end: now + duration)
        return true
    }

    /// Marks the leases that have run out.
    mutating func expire(now: Duration) {
        for (host, lease) in leases where lease.end < now { leases[host]?.isLost = true }
    }

    /// A host is gone, and says so.
    mutating func leave(_ host: HostID) { leases[host] = nil }

    func holds(_ host: HostID) -> Bool { leases[host].map { !$0.isLost } ?? false }

    /// Also one that has left.
    func isLost(_ host: HostID) -> Bool { leases[host]?.isLost ?? true }
}
