/// How long a host keeps its runs without a sign of life, and what becomes of them then.
///
/// A lease is kept by beats. A host that cannot beat stops its runs while there is still a reserve; when the lease has run
/// out, any other host ends them as failed and queues the next attempt. So no two hosts work on one job.
public struct LeasePolicy: Sendable, Hashable {
    /// How often a host beats.
    public let beatInterval: Duration
    /// How long a beat counts, from the moment it was sent.
    public let duration: Duration
    /// With so much of the lease left, a host that could not beat stops its runs.
    public let reserve: Duration
    /// A job that has lost so many workers is not given to another one.
    public let lossLimit: Int

    /// - Throws: ``LeasePolicyError`` unless a beat may fail twice before the runs are stopped.
    public init(
        beatInterval: Duration = .seconds(3), duration: Duration = .seconds(10), reserve: Duration? = nil,
        lossLimit: Int = 5
    ) throws(LeasePolicyError) {
        let reserve = reserve ?? duration / 5
        guard beatInterval >= .milliseconds(10), reserve > .zero, lossLimit >= 1,
            duration - reserve >= beatInterval * 2
        else {
            throw LeasePolicyError(beatInterval: beatInterval, duration: duration, reserve: reserve)
        }
        self.init(unchecked: beatInterval, duration, reserve, lossLimit)
    }

    /// What ships.
    public static let standard = LeasePolicy(unchecked: .seconds(3), .seconds(10), .seconds(2), 5)

    /// For a queue that no other host can reach: nothing is lost while the machine sleeps.
    public static let alone = LeasePolicy(unchecked: .seconds(60), .seconds(86_400), .seconds(2), 5)

    private init(unchecked beatInterval: Duration, _ duration: Duration, _ reserve: Duration, _ lossLimit: Int) {
        self.beatInterval = beatInterval
        self.duration = duration
        self.reserve = reserve
        self.lossLimit = lossLimit
    }

    /// How long to wait after a beat that failed.
    public var retryInterval: Duration { beatInterval / 3 }

    /// How often a host beats while nothing runs, here or elsewhere: such a beat has time to fail, too.
    public var quietInterval: Duration { max(beatInterval, duration - reserve - beatInterval) }

    /// How long a lost job rests, longer each time, in case it is what brings hosts down. nil the first time: it gets its old
    /// place in the queue back, before those that came later.
    public func rest(afterLosses losses: Int) -> Duration? { losses > 1 ? .seconds(5 * (losses - 1)) : nil }
}

/// Intervals of a lease that do not go together.
public struct LeasePolicyError: Error, Sendable, Hashable, CustomStringConvertible {
    public let beatInterval: Duration
    public let duration: Duration
    public let reserve: Duration

    public var description: String {
        "a lease of \(duration) with beats every \(beatInterval) would be lost with the first beat that fails; "
            + "wanted a lease of at least \(beatInterval * 2 + reserve), of which \(reserve) are the reserve for stopping runs"
    }
}
