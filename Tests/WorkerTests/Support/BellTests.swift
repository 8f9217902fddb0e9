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

    @Test func `A wait is over by its own limit, whatever an earlier one had set`() async {
        let long = Task.immediate { await bell.wait(atMost: .seconds(10), of: ElapsedTime(clock)) }
        bell.ring()
        await long.value
        let short = Task.immediate { await bell.wait(atMost: .seconds(1), of: ElapsedTime(clock)) }
        clock.advance(by: .seconds(1))
        await short.value
    }

    @Test func `Waits in a row keep the alarm that is due first, which ends one of them early`() async {
        for _ in 0..<3 {
            let waiting = Task.immediate { await bell.wait(atMost: .seconds(10), of: ElapsedTime(clock)) }
            clock.advance(by: .seconds(3))
            bell.ring()
            await waiting.value
        }
        let waiting = Task.immediate { await bell.wait(atMost: .seconds(10), of: ElapsedTime(clock)) }
        clock.advance(by: .seconds(1))
        await waiting.value
    }

    @Test func `A cancelled task does not wait`() async {
        let waiting = Task { await bell.wait() }
        waiting.cancel()
        await waiting.value
    }
}
