import JobQueue
import TestKit
import Testing

@testable import Worker

@Suite(.timeLimit(.minutes(1))) struct BellTests {
    private let bell = Bell()
    private let clock = SteppedClock()

    @Test func `Rings before the wait are one`() async throws {
        bell.ring()
        bell.ring()
        await bell.wait()
        let waiting = Task { await bell.wait(atMost: .seconds(1), of: ElapsedTime(clock)) }
        await clock.sleepers(1)
        clock.advance(by: .seconds(1))
        await waiting.value
    }

    @Test func `A ring ends the wait`() async {
        let waiting = Task { await bell.wait(atMost: .seconds(1), of: ElapsedTime(clock)) }
        await clock.sleepers(1)
        bell.ring()
        await waiting.value
    }

    @Test func `A cancelled task does not wait`() async {
        let waiting = Task { await bell.wait() }
        waiting.cancel()
        await waiting.value
    }
}
