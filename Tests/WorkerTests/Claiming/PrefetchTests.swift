import Testing

@testable import Worker

@Suite struct PrefetchTests {
    private func prefetch(_ times: Duration..., bytes: Int = 100) -> Prefetch {
        var prefetch = Prefetch()
        for time in times { prefetch.observe(time: time, bytes: bytes) }
        return prefetch
    }

    @Test func `Nothing is claimed ahead before anything is known, nor for a processor without slots`() {
        #expect(Prefetch().runs(ahead: 8) == 0)
        #expect(prefetch(.microseconds(50)).runs(ahead: 0) == 0)
    }

    @Test func `What is ahead begins within the horizon`() {
        #expect(prefetch(.milliseconds(10)).runs(ahead: 2) == 40)
        #expect(prefetch(.milliseconds(100)).runs(ahead: 1) == 2)
        #expect(prefetch(.seconds(1)).runs(ahead: 4) == 0)
        #expect(prefetch(.microseconds(20)).runs(ahead: 2) == Prefetch.mostRuns)
        #expect(prefetch(.zero).runs(ahead: 2) == Prefetch.mostRuns)
    }

    @Test func `One slow run counts at once, fast ones little by little`() {
        var prefetch = prefetch(.milliseconds(1))
        prefetch.observe(time: .seconds(60), bytes: 100)
        #expect(prefetch.runs(ahead: 2) == 0)
        var needed = 0
        while prefetch.runs(ahead: 2) == 0, needed < 1_000 {
            prefetch.observe(time: .milliseconds(1), bytes: 100)
            needed += 1
        }
        #expect((20...60).contains(needed))
    }

    @Test func `Large payloads and results are few`() {
        #expect(prefetch(.milliseconds(1), bytes: 8 << 20).runs(ahead: 2) == 4)
        #expect(prefetch(.milliseconds(1), bytes: 64 << 20).runs(ahead: 2) == 0)
    }
}
