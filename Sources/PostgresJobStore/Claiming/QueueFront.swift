/// Where in the queue a claim begins to look.
///
/// What was taken stays in the index until it is vacuumed, which no vacuum can do while somebody holds an old snapshot, and a
/// look from the beginning passes all of it. So a claim begins with the job that was taken last. Jobs may still turn up before that one: one
/// was committed long after its INSERT, a claim that held it was undone, a lost host's job or one put back by hand got its old place. Hence each type is
/// looked at from the beginning once a second, or less often when that takes long.
struct QueueFront: Sendable {
    /// The shortest and the longest time between two looks from the beginning.
    static let intervals = Duration.seconds(1)...Duration.seconds(10)
    /// So many times what such a look takes pass before the next one.
    private static let rest = 20

    private struct Place {
        /// When the job that was taken last was due, as the server writes it.
        var dueAt: String?
        var nextWholeLook: ContinuousClock.Instant
    }

    /// By job type: as many as this host has ever served.
    private var places: [String: Place] = [:]
    /// Until then a reminder is under way.
    private var remindedUntil: ContinuousClock.Instant?

    /// Whether a claim for these types is to look from the beginning. When one of them is due all are, so that a host that comes to rest
    /// needs one more claim, not one for each type in turn.
    func isWholeLookDue(for types: [String], now: ContinuousClock.Instant) -> Bool {
        types.contains { places[$0].map { now >= $0.nextWholeLook } ?? true }
    }

    /// Where else to begin; nil for the beginning.
    func start(of type: String) -> String? { places[type]?.dueAt }

    /// A claim has looked at these types from the beginning.
    mutating func looked(
        at types: [String], sentAt: ContinuousClock.Instant, answeredAt: ContinuousClock.Instant
    ) {
        let rest = (answeredAt - sentAt) * Self.rest
        let next = answeredAt + min(max(rest, Self.intervals.lowerBound), Self.intervals.upperBound)
        for type in types { places[type] = Place(dueAt: places[type]?.dueAt, nextWholeLook: next) }
    }

    /// A job was taken that has been due since then: the last one of its type in an answer.
    mutating func took(_ type: String, dueAt: String) { places[type]?.dueAt = dueAt }

    /// A claim for these types that did not look from the beginning got less than it asked for.
    /// - Returns: how long until one should that does; nil when one as early was said before.
    mutating func reminder(for types: [String], now: ContinuousClock.Instant) -> Duration? {
        guard let next = types.compactMap({ places[$0]?.nextWholeLook }).min() else { return nil }
        if let remindedUntil, now < remindedUntil, remindedUntil <= next { return nil }
        remindedUntil = next
        return max(next - now, .zero)
    }
}
