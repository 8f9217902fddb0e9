import TestKit
import TestRandom
import Testing

@testable import ProcessorHost

@Suite("What a runner may log")
struct LogAllowanceTests {
    private let start = MonotonicInstant(nanoseconds: 1_000_000_000_000)

    @Test("is so many lines a second; the others are counted, none is lost", arguments: 0..<30)
    func random(round: Int) {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let rate = UInt64.random(in: 1...5000, using: &random)
        var allowance = LogAllowance(rate: rate, at: start)
        var now = start
        var (lines, admitted, told): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var tellings: [MonotonicInstant] = []
        for _ in 0..<20_000 {
            now = now + .nanoseconds(Int64.random(in: 0...2_000_000, using: &random))
            lines += 1
            if allowance.admit(at: now) { admitted += 1 }
            if let count = allowance.takeDropped(at: now) {
                told += count
                tellings.append(now)
            }
        }
        told += allowance.takeDropped(at: now, isLast: true) ?? 0
        #expect(allowance.takeDropped(at: now, isLast: true) == nil)
        #expect(admitted + told == lines, "seed \(seed)")
        let seconds = Double(now.nanoseconds - start.nanoseconds) / 1e9
        #expect(Double(admitted) <= Double(rate) * (seconds + 1) + 1, "seed \(seed)")
        #expect(admitted >= min(lines, rate), "a second's worth passes at once; seed \(seed)")
        #expect(
            zip(tellings, tellings.dropFirst()).allSatisfy { $1.nanoseconds - $0.nanoseconds >= 999_999_999 },
            "seed \(seed)")
    }

    @Test("comes back with time")
    func refill() {
        var allowance = LogAllowance(rate: 2, at: start)
        #expect([true, true, false] == (0..<3).map { _ in allowance.admit(at: start) })
        #expect(allowance.takeDropped(at: start) == nil)
        let later = start + .milliseconds(500)
        #expect([true, false] == (0..<2).map { _ in allowance.admit(at: later) })
        let muchLater = start + .seconds(3600)
        #expect(allowance.takeDropped(at: muchLater) == 2)
        #expect([true, true, false] == (0..<3).map { _ in allowance.admit(at: muchLater) })
    }
}
