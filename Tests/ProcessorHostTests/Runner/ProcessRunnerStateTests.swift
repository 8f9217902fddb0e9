import Testing

@testable import ProcessorHost

@Suite("The thread of a runner process")
struct ProcessRunnerStateTests {
    private let now = MonotonicInstant(nanoseconds: 1_000_000_000)

    @Test("is woken once for a frame that the socket did not take, then sleeps until its next deadline")
    func outbox() throws {
        var state = ProcessRunner.State()
        state.parkedUntil = now + .seconds(60)
        try state.outbox.append(.shutdown)
        state.hasOutboxNews = true
        #expect(state.nextWake(now: now) == now)
        let (isIdle, step) = state.timePassed(at: now)
        #expect(!isIdle)
        #expect(step == nil)
        #expect(!state.outbox.isEmpty)
        #expect(state.nextWake(now: now) == now + .seconds(60))
    }

    @Test("wakes at the earliest of its deadlines, and not at all without one")
    func deadlines() {
        var state = ProcessRunner.State()
        #expect(state.nextWake(now: now) == nil)
        state.parkedUntil = now + .seconds(60)
        let graces = StopLadder.Graces(cancel: .seconds(5), terminate: .seconds(2), kill: .seconds(3))
        state.ending = StopLadder(from: .ask, at: now, graces: graces)
        #expect(state.nextWake(now: now) == now + .seconds(5))
        let (isIdle, step) = state.timePassed(at: now + .seconds(60))
        #expect(isIdle)
        #expect(step == .terminate)
        #expect(state.parkedUntil == nil)
    }
}
