import Testing

@testable import Worker

@Suite struct DrainPlanTests {
    private var plan = DrainPlan(now: .seconds(100), grace: .seconds(30), cancelGrace: .seconds(2.5))

    @Test mutating func `Nothing runs: done at once`() {
        #expect(plan.next(now: .seconds(100), executing: 0) == .done)
    }

    @Test mutating func `Grace, repeated cancellation, and then the end`() {
        #expect(plan.next(now: .seconds(101), executing: 3) == .wait(atMost: .seconds(29)))
        #expect(plan.next(now: .seconds(130), executing: 2) == .cancelRuns)
        #expect(plan.next(now: .seconds(130), executing: 2) == .wait(atMost: .seconds(1)))
        #expect(plan.next(now: .seconds(131), executing: 1) == .cancelRuns)
        #expect(plan.next(now: .seconds(132), executing: 1) == .cancelRuns)
        #expect(plan.next(now: .seconds(132), executing: 1) == .wait(atMost: .seconds(0.5)))
        #expect(plan.next(now: .seconds(132.5), executing: 1) == .abandonRuns)
        #expect(plan.next(now: .seconds(132.5), executing: 0) == .done)
    }

    @Test mutating func `Runs that finish in time are not cancelled`() {
        _ = plan.next(now: .seconds(100), executing: 1)
        #expect(plan.next(now: .seconds(110), executing: 0) == .done)
    }

    @Test mutating func `A hurry ends the grace, not the time to stop`() {
        plan.hurry(now: .seconds(105))
        #expect(plan.next(now: .seconds(105), executing: 1) == .cancelRuns)
        #expect(plan.next(now: .seconds(105), executing: 1) == .wait(atMost: .seconds(1)))
    }
}
