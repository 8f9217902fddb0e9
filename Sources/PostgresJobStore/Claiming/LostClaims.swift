import Foundation
import JobQueue

/// Claims whose answer was lost on the way: the server may have opened runs that nobody knows of.
///
/// Each is looked for with the next claims, for a while, because the server may still be at work on it. It is
/// forgotten only by a look that succeeded after that while: an outage may last longer than it.
struct LostClaims: Sendable {
    /// Longer than any statement may take.
    static let patience: Duration = .seconds(120)
    private static let limit = 64

    private var claims: [(id: UUID, until: ContinuousClock.Instant)] = []
    /// Runs of these claims that the worker has by now.
    private var handedOut: Set<RunID> = []

    /// The claims to look for.
    var pending: [UUID] { claims.map(\.id) }

    mutating func add(_ claim: UUID, now: ContinuousClock.Instant) {
        if claims.count == Self.limit { claims.removeFirst() }
        claims.append((claim, now + Self.patience))
    }

    /// Of the runs that a look has found, those that are new.
    func unknown(_ runs: [ClaimedRun]) -> [ClaimedRun] { runs.filter { !handedOut.contains($0.id) } }

    /// The worker gets these runs; later looks find them too as long as they are in progress.
    mutating func handOut(_ runs: [ClaimedRun]) { handedOut.formUnion(runs.map(\.id)) }

    /// Every run that a look begun at that moment has found is handed out or back in the queue.
    mutating func settle(lookedAt moment: ContinuousClock.Instant) {
        claims.removeAll { $0.until <= moment }
        if claims.isEmpty { handedOut = [] }
    }
}
