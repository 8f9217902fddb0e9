import JobQueue
import TestKit
import TestRandom
import Testing

@testable import Worker

@Suite struct LeaseKeeperTests {
    /// Beats every 3 s, a lease of 10 s, a reserve of 2 s.
    private var keeper = LeaseKeeper(.standard, now: .zero)

    @Test mutating func `Beats at once and then at each interval, counted from when the last was sent`() {
        #expect(keeper.next(now: .zero) == .beat)
        #expect(keeper.next(now: .zero) == .wait(atMost: .seconds(3)))
        #expect(keeper.answered(sentAt: .zero, now: .seconds(1)) == false)
        #expect(keeper.next(now: .seconds(1)) == .wait(atMost: .seconds(2)))
        #expect(keeper.next(now: .seconds(3)) == .beat)
    }

    @Test mutating func `While nothing runs anywhere it beats less often, until a run begins`() {
        _ = keeper.answered(sentAt: .zero, now: .zero, isQuiet: true)
        #expect(keeper.next(now: .zero) == .wait(atMost: .seconds(5)))
        let isEarlier = (keeper.endQuiet(), keeper.endQuiet())
        #expect(isEarlier == (true, false))
        #expect(keeper.next(now: .seconds(1)) == .wait(atMost: .seconds(2)))
        _ = keeper.answered(sentAt: .seconds(5), now: .seconds(5), isQuiet: true)
        _ = keeper.endQuiet()
        #expect(keeper.next(now: .seconds(9)) == .beat)
    }

    @Test mutating func `A beat that hangs stops the runs before the lease is over, once`() {
        #expect(keeper.next(now: .zero) == .beat)
        #expect(keeper.next(now: .seconds(7)) == .wait(atMost: .seconds(1)))
        #expect(keeper.isHeld(now: .seconds(7)))
        #expect(keeper.next(now: .seconds(8)) == .stopRuns)
        #expect(!keeper.isHeld(now: .seconds(8)))
        #expect(keeper.next(now: .seconds(8)) == .wait(atMost: .seconds(3)))
    }

    @Test mutating func `A beat that fails is repeated sooner`() {
        #expect(keeper.next(now: .zero) == .beat)
        keeper.failed(now: .seconds(1))
        #expect(keeper.next(now: .seconds(1)) == .wait(atMost: .seconds(1)))
        #expect(keeper.next(now: .seconds(2)) == .beat)
    }

    @Test mutating func `An answer that comes late counts from when the beat was sent`() {
        #expect(keeper.next(now: .zero) == .beat)
        #expect(keeper.next(now: .seconds(8)) == .stopRuns)
        #expect(keeper.answered(sentAt: .zero, now: .seconds(9)) == false, "its lease is over")
        #expect(keeper.next(now: .seconds(9)) == .beat)
        #expect(keeper.answered(sentAt: .seconds(9), now: .seconds(10)) == true, "held again")
        #expect(keeper.isHeld(now: .seconds(10)))
        #expect(keeper.next(now: .seconds(10)) == .wait(atMost: .seconds(2)))
    }

    @Test mutating func `Others are judged only by a host whose beats never failed for a whole lease`() {
        for second in stride(from: 0, through: 9, by: 3) {
            _ = keeper.answered(sentAt: .seconds(second), now: .seconds(second))
            #expect(!keeper.mayTakeOver(now: .seconds(second)))
        }
        #expect(keeper.mayTakeOver(now: .seconds(10)))
        #expect(!keeper.mayTakeOver(now: .seconds(18)), "an outage")
        _ = keeper.answered(sentAt: .seconds(40), now: .seconds(40))
        #expect(!keeper.mayTakeOver(now: .seconds(40)))
        for second in stride(from: 43, through: 52, by: 3) {
            _ = keeper.answered(sentAt: .seconds(second), now: .seconds(second))
        }
        #expect(keeper.mayTakeOver(now: .seconds(52)))
    }

    @Test(arguments: 0..<200) func `Whatever happens, runs are stopped before the lease of the last answered beat ends`(
        _: Int
    ) {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        var keeper = LeaseKeeper(.standard, now: .zero)
        var (now, sent, leaseEnd) = (Duration.zero, Duration?.none, Duration.seconds(10))
        var isRunning = true
        for _ in 0..<300 {
            switch keeper.next(now: now) {
            case .beat:
                #expect(sent == nil, "seed \(seed)")
                sent = now
            case .stopRuns:
                isRunning = false
            case .wait(let limit):
                #expect(limit > .zero, "seed \(seed)")
                // Wakes in time, but an answer may come before.
                now += limit * Double.random(in: 0...1, using: &random)
            }
            if let beat = sent, Int.random(in: 0..<3, using: &random) == 0 {
                sent = nil
                if Bool.random(using: &random) {
                    leaseEnd = max(leaseEnd, beat + .seconds(10))
                    if keeper.answered(sentAt: beat, now: now) { isRunning = true }
                } else {
                    keeper.failed(now: now)
                }
            }
            if now >= leaseEnd, case .stopRuns = keeper.next(now: now) { isRunning = false }
            #expect(!(isRunning && now >= leaseEnd), "seed \(seed)")
            if keeper.isHeld(now: now) { isRunning = true }
        }
    }

    @Test func `It knows whether the last beat got through`() {
        var keeper = LeaseKeeper(.standard, now: .zero)
        #expect(!keeper.isFailing)
        _ = keeper.next(now: .zero)
        keeper.failed(now: .zero)
        #expect(keeper.isFailing)
        _ = keeper.answered(sentAt: .seconds(1), now: .seconds(1))
        #expect(!keeper.isFailing)
    }

    @Test func `Intervals that do not go together are refused with what would`() {
        #expect(throws: LeasePolicyError.self) { try LeasePolicy(beatInterval: .seconds(5), duration: .seconds(10)) }
        #expect(throws: LeasePolicyError.self) { try LeasePolicy(beatInterval: .zero, duration: .seconds(10)) }
        #expect(throws: LeasePolicyError.self) { try LeasePolicy(lossLimit: 0) }
        #expect(throws: Never.self) { try LeasePolicy(beatInterval: .seconds(4), duration: .seconds(10)) }
        let error = #expect(throws: LeasePolicyError.self) {
            try LeasePolicy(beatInterval: .seconds(5), duration: .seconds(10))
        }
        #expect(error?.description.contains("at least 12.0 seconds") ?? false)
    }
}
