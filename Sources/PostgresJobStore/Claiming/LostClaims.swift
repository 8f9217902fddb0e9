import Foundation

/// Claims whose answer was lost on the way: the server may have opened runs that nobody knows of.
///
/// Each is looked for with the next claims, for a while, because the server may still be at work on it.
struct LostClaims: Sendable {
    /// Longer than any statement may take.
    static let patience: Duration = .seconds(120)
    private static let limit = 64

    private var claims: [(id: UUID, until: ContinuousClock.Instant)] = []

    mutating func add(_ claim: UUID, now: ContinuousClock.Instant) {
        if claims.count == Self.limit { claims.removeFirst() }
        claims.append((claim, now + Self.patience))
    }

    /// The claims to look for now. Those whose time is over are looked for once more, and then forgotten.
    mutating func pending(now: ContinuousClock.Instant) -> [UUID] {
        defer { claims.removeAll { $0.until <= now } }
        return claims.map(\.id)
    }

    var isEmpty: Bool { claims.isEmpty }
}
