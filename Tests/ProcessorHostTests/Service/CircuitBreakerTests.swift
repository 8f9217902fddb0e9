import TestKit
import TestRandom
import Testing

@testable import ProcessorHost

@Suite("The circuit breaker of a processor")
struct CircuitBreakerTests {
    private let start = MonotonicInstant(nanoseconds: 1_000_000_000_000)

    private func at(_ seconds: Double) -> MonotonicInstant { start + .seconds(seconds) }

    /// Opened at second 4, by five crashes.
    private func opened() -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for second in 0..<4 {
            #expect(breaker.ended(begunAt: at(0), crash: "boom", at: at(Double(second))) == nil)
        }
        #expect(
            breaker.ended(begunAt: at(0), crash: "bang", at: at(4))
                == .opened(pause: .seconds(30), crashes: 5, lastCrash: "bang"))
        return breaker
    }

    @Test("takes a processor out after five crashes within a minute, and lets one run through after a pause")
    func opens() {
        let breaker = opened()
        #expect(breaker.allowance(of: 4, at: at(5)) == 0)
        #expect(breaker.pausedUntil(at: at(5)) == at(34))
        #expect(breaker.allowance(of: 4, at: at(34)) == 1)
        #expect(breaker.pausedUntil(at: at(34)) == nil)
    }

    @Test("serves again when the trial comes back, whatever older runs do meanwhile")
    func trial() {
        var breaker = opened()
        #expect(breaker.ended(begunAt: at(3), crash: nil, at: at(10)) == nil)
        #expect(breaker.ended(begunAt: at(3), crash: "late", at: at(35)) == nil)
        #expect(breaker.allowance(of: 4, at: at(35)) == 1)
        #expect(breaker.ended(begunAt: at(35), crash: nil, at: at(36)) == .closed)
        #expect(breaker.allowance(of: 4, at: at(36)) == 4)
        // The old crashes are forgotten.
        #expect(breaker.ended(begunAt: at(36), crash: "boom", at: at(37)) == nil)
    }

    @Test("pauses twice as long after each trial that crashes, up to a limit")
    func longerPauses() {
        var breaker = opened()
        var now = at(34)
        var pauses: [Duration] = []
        for _ in 0..<7 {
            guard case .opened(let pause, _, _)? = breaker.ended(begunAt: now, crash: "boom", at: now) else {
                Issue.record("it did not open again")
                return
            }
            pauses.append(pause)
            now = now + pause
        }
        #expect(pauses == [60, 120, 240, 480, 900, 900, 900].map { .seconds($0) })
    }

    @Test("does not open for crashes that are far apart, nor for a few among many runs that come back")
    func healthy() {
        var slow = CircuitBreaker()
        for minute in 0..<20 {
            #expect(slow.ended(begunAt: at(0), crash: "boom", at: at(Double(minute) * 16)) == nil)
        }
        var busy = CircuitBreaker()
        for second in 0..<300 {
            #expect(busy.ended(begunAt: at(0), crash: nil, at: at(Double(second))) == nil)
            #expect(busy.ended(begunAt: at(0), crash: second % 4 == 0 ? "boom" : nil, at: at(Double(second))) == nil)
        }
    }

    @Test("lets no more than one run through until a trial has come back, in any history")
    func histories() {
        for seed in 0..<200 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            var breaker = CircuitBreaker()
            var now = start
            var isOpen = false
            for _ in 0..<500 {
                now = now + .milliseconds(Int.random(in: 0...20_000, using: &random))
                let begin = now
                now = now + .milliseconds(Int.random(in: 0...3000, using: &random))
                let crash = Bool.random(using: &random) ? "boom" : nil
                switch breaker.ended(begunAt: begin, crash: crash, at: now) {
                case .opened: isOpen = true
                case .closed: isOpen = false
                case nil: break
                }
                let allowance = breaker.allowance(of: 4, at: now)
                #expect(isOpen ? allowance <= 1 : allowance == 4, "seed \(seed)")
                #expect((breaker.pausedUntil(at: now) != nil) == (isOpen && allowance == 0), "seed \(seed)")
            }
        }
    }
}
