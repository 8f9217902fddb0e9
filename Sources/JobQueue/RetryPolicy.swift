import Foundation

/// How long to wait before something that failed is tried again: exponential backoff with a cap and jitter.
public struct RetryPolicy: Sendable, Hashable {
    /// The delay after the first failure.
    public var baseDelay: Duration
    /// Each further failure multiplies the delay by this.
    public var factor: Double
    /// No delay is longer.
    public var maximumDelay: Duration
    /// The share of the delay, from 0 to 1, that chance may take off, so that many who failed together do not come
    /// back together.
    public var jitter: Double

    public init(
        baseDelay: Duration = .seconds(2), factor: Double = 2, maximumDelay: Duration = .seconds(300),
        jitter: Double = 0.25
    ) {
        self.baseDelay = baseDelay
        self.factor = factor
        self.maximumDelay = maximumDelay
        self.jitter = jitter
    }

    /// The same policy with other delays, as far as they are given. A first delay beyond the longest one counts.
    public func with(baseDelay: Duration?, maximumDelay: Duration?) -> RetryPolicy {
        var policy = self
        policy.baseDelay = baseDelay ?? self.baseDelay
        policy.maximumDelay = maximumDelay ?? max(self.maximumDelay, policy.baseDelay)
        return policy
    }

    /// The delay after so many failures in a row.
    /// - Parameters:
    ///   - failures: from 1.
    ///   - chance: a random number from 0 up to 1.
    public func delay(afterFailures failures: Int, chance: Double) -> Duration {
        let growth = pow(max(factor, 1), Double(max(failures, 1) - 1))
        let cap = maximumDelay / .seconds(1)
        let seconds = min((baseDelay / .seconds(1)) * growth, cap)
        return .seconds(max(seconds, 0) * (1 - min(max(jitter, 0), 1) * chance))
    }
}
