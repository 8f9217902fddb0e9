import JobQueue
import Testing

@Suite struct RunLifecycleTests {
    private let lifecycle = RunLifecycle(
        retries: RetryPolicy(baseDelay: .seconds(2), factor: 3, maximumDelay: .seconds(60), jitter: 0.5))
    private let error = RunError(code: "io.busy", message: "the disk was busy")

    private func verdict(_ end: RunEnd, charged: Int = 0, of maximum: Int = 3, chance: Double = 0) -> Verdict {
        lifecycle.verdict(on: end, chargedAttempts: charged, maxAttempts: maximum, chance: chance)
    }

    @Test func `Success and lasting failure end the job`() {
        let artifacts = [Artifact(type: "result", data: .emptyObject)]
        #expect(verdict(.completed(artifacts)) == .completed(artifacts))
        #expect(verdict(.failedForGood(error)) == .failed(error))
        #expect(verdict(.cancelled(error)) == .cancelled(error))
    }

    @Test func `A passing failure is retried until the last attempt, with growing delays`() {
        #expect(verdict(.failed(error, retryAfter: nil)) == .retry(error, after: .seconds(2)))
        #expect(verdict(.failed(error, retryAfter: nil), charged: 1) == .retry(error, after: .seconds(6)))
        let last = RunError(code: "io.busy", message: "the disk was busy; this was the last of 3 attempts")
        #expect(verdict(.failed(error, retryAfter: .zero), charged: 2) == .failed(last))
        #expect(verdict(.failed(error, retryAfter: nil), charged: 9, of: 3) != .retry(error, after: .seconds(60)))
        let only = RunError(code: "io.busy", message: "the disk was busy; this was the only attempt")
        #expect(verdict(.failed(error, retryAfter: nil), of: 1) == .failed(only))
    }

    @Test func `The processor may ask for a longer delay, not for a shorter one, and not for years`() {
        #expect(verdict(.failed(error, retryAfter: .seconds(30))) == .retry(error, after: .seconds(30)))
        #expect(verdict(.failed(error, retryAfter: .seconds(1))) == .retry(error, after: .seconds(2)))
        #expect(verdict(.failed(error, retryAfter: .seconds(-5))) == .retry(error, after: .seconds(2)))
        let month = Duration.seconds(30 * 86_400)
        #expect(verdict(.failed(error, retryAfter: .seconds(1 << 40))) == .retry(error, after: month))
        #expect(verdict(.snoozed(error, after: .seconds(1 << 40))) == .release(error, after: month))
    }

    @Test func `A snooze is not charged and cannot spin`() {
        #expect(verdict(.snoozed(error, after: .zero), charged: 2) == .release(error, after: .seconds(1)))
        #expect(verdict(.snoozed(error, after: .seconds(90)), charged: 2) == .release(error, after: .seconds(90)))
        #expect(verdict(.snoozed(error, after: nil)) == .release(error, after: .seconds(2)))
    }

    @Test func `An interrupted run goes back at once, uncharged`() {
        #expect(verdict(.interrupted(error), charged: 2) == .release(error, after: .zero))
    }

    @Test func `A processor's own delays take the place of the usual ones, and a first delay is never cut short`() {
        let policy = lifecycle.retries
        #expect(policy.with(baseDelay: nil, maximumDelay: nil) == policy)
        let short = policy.with(baseDelay: .seconds(1), maximumDelay: .seconds(5))
        #expect((1...4).map { short.delay(afterFailures: $0, chance: 0) } == [1, 3, 5, 5].map { .seconds($0) })
        #expect(
            policy.with(baseDelay: .seconds(600), maximumDelay: nil).delay(afterFailures: 3, chance: 0) == .seconds(600)
        )
        #expect(
            policy.with(baseDelay: nil, maximumDelay: .seconds(1)).delay(afterFailures: 1, chance: 0) == .seconds(1))
    }

    @Test func `Backoff grows to its cap, and chance only shortens it`() {
        let policy = lifecycle.retries
        #expect(
            (1...6).map { policy.delay(afterFailures: $0, chance: 0) } == [2, 6, 18, 54, 60, 60].map { .seconds($0) })
        #expect(policy.delay(afterFailures: 5000, chance: 0) == .seconds(60))
        #expect(policy.delay(afterFailures: 0, chance: 0) == .seconds(2))
        #expect(policy.delay(afterFailures: 2, chance: 0.5) == .seconds(4.5))
        let shortest = policy.delay(afterFailures: 2, chance: 0.999_999)
        #expect(shortest > .seconds(3) && shortest < .seconds(3.001))
    }
}
