/// How the execution of a run ended.
public enum RunEnd: Sendable, Hashable {
    case completed([Artifact])
    /// A failure that may pass. `retryAfter` is the delay that the processor asked for.
    case failed(RunError, retryAfter: Duration?)
    /// A failure that will not pass.
    case failedForGood(RunError)
    /// The processor asked to be called later.
    case snoozed(RunError, after: Duration?)
    /// Somebody cancelled the job.
    case cancelled(RunError)
    /// The run was stopped for a reason of the host's own.
    case interrupted(RunError)
}

/// What becomes of a job when one of its runs ends.
public struct RunLifecycle: Sendable, Hashable {
    /// The delays between charged attempts.
    public var retries: RetryPolicy
    /// A snoozed job rests at least this long, so that it cannot spin.
    public var shortestSnooze: Duration
    /// No job is put off for longer, whatever its processor asks for.
    public var longestDelay: Duration

    public init(
        retries: RetryPolicy = RetryPolicy(), shortestSnooze: Duration = .seconds(1),
        longestDelay: Duration = .seconds(30 * 86_400)
    ) {
        self.retries = retries
        self.shortestSnooze = shortestSnooze
        self.longestDelay = longestDelay
    }

    /// - Parameters:
    ///   - chargedAttempts: the job's earlier runs that count, without this one.
    ///   - maxAttempts: how many may count before the job fails.
    ///   - chance: a random number from 0 up to 1, for the jitter of the delay.
    public func verdict(
        on end: RunEnd, chargedAttempts: Int, maxAttempts: Int, chance: @autoclosure () -> Double
    ) -> Verdict {
        switch end {
        case .completed(let artifacts):
            return .completed(artifacts)
        case .failedForGood(let error):
            return .failed(error)
        case .failed(let error, let wish):
            let attempt = chargedAttempts + 1
            guard attempt < maxAttempts else { return .failed(error.asLast(of: attempt)) }
            let backoff = retries.delay(afterFailures: attempt, chance: chance())
            return .retry(error, after: bounded(max(wish ?? .zero, backoff)))
        case .snoozed(let error, let wish):
            let rest = wish ?? retries.delay(afterFailures: 1, chance: chance())
            return .release(error, after: bounded(max(rest, shortestSnooze)))
        case .cancelled(let error):
            return .cancelled(error)
        case .interrupted(let error):
            return .release(error, after: .zero)
        }
    }

    private func bounded(_ delay: Duration) -> Duration { min(delay, longestDelay) }
}

extension RunError {
    /// The same error, saying that there will be no further attempt.
    func asLast(of attempts: Int) -> RunError {
        let note = attempts == 1 ? "this was the only attempt" : "this was the last of \(attempts) attempts"
        return RunError(code: code, message: "\(message); \(note)")
    }
}
