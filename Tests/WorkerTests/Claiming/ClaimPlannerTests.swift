import JobQueue
import ProcessorHost
import Testing

@testable import Worker

@Suite struct ClaimPlannerTests {
    private func makePlanner(batchSize: Int = 5, _ slots: (String, Int)...) -> ClaimPlanner {
        var planner = ClaimPlanner(
            batchSize: batchSize, pollInterval: .seconds(5),
            backoff: RetryPolicy(baseDelay: .seconds(1), factor: 2, maximumDelay: .seconds(8), jitter: 0))
        planner.serve(
            ProcessorCatalog(
                processors: slots.map {
                    ServedProcessor(name: $0.0, jobTypes: [$0.0, $0.0 + "_alias"], concurrency: $0.1, maxAttempts: 3)
                }))
        return planner
    }

    private func claim(_ groups: (String, Int)..., limit: Int) -> ClaimPlanner.Step {
        .claim(
            ClaimRequest(groups: groups.map { .init(types: [$0.0, $0.0 + "_alias"], slots: $0.1) }, limit: limit))
    }

    @Test func `Claims for free slots, at most a batch`() {
        var planner = makePlanner(batchSize: 3, ("a", 2))
        #expect(planner.next(now: .zero) == claim(("a", 2), limit: 2))
        var wide = makePlanner(batchSize: 3, ("a", 9))
        #expect(wide.next(now: .zero) == claim(("a", 9), limit: 3))
        wide.claimed(["a": 3])
        #expect(wide.next(now: .zero) == claim(("a", 6), limit: 3))
    }

    @Test func `Waits for the poll when the queue was empty, and claims again at the poll`() {
        var planner = makePlanner(("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed([:])
        #expect(planner.next(now: .seconds(2)) == .wait(atMost: .seconds(3)))
        #expect(planner.next(now: .seconds(5)) == claim(("a", 2), limit: 2))
    }

    @Test func `A beat that has seen nothing puts off the poll, and one that has seen something is worth a claim`() {
        var planner = makePlanner(("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed([:])
        let isWorthClaiming = planner.looked(sentAt: .seconds(4), isWorkDue: false)
        #expect(!isWorthClaiming)
        #expect(planner.next(now: .seconds(6)) == .wait(atMost: .seconds(4)))
        #expect(planner.looked(sentAt: .seconds(6), isWorkDue: true) == true)
        #expect(planner.next(now: .seconds(6)) == claim(("a", 2), limit: 2))
    }

    @Test func `A wake-up is worth a claim, also one that comes during a claim`() {
        var planner = makePlanner(("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed([:])
        planner.wake()
        #expect(planner.next(now: .seconds(1)) == claim(("a", 2), limit: 2))
        planner.wake()
        planner.claimed([:])
        #expect(planner.next(now: .seconds(1)) == claim(("a", 2), limit: 2))
        planner.claimed([:])
        #expect(planner.next(now: .seconds(1)) == .wait(atMost: .seconds(5)))
    }

    @Test func `Full slots wait for a free one, whatever wakes`() {
        var planner = makePlanner(("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 2])
        planner.wake()
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
        let isWorthClaiming = planner.freed("a")
        #expect(isWorthClaiming)
        #expect(planner.next(now: .zero) == claim(("a", 1), limit: 1))
    }

    @Test func `After a part of what was asked for, the next claim waits for a free slot`() {
        var planner = makePlanner(("a", 4))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 1])
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
        let isWorthClaiming = planner.freed("a")
        #expect(isWorthClaiming)
        _ = planner.next(now: .zero)
        planner.claimed([:])
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
    }

    @Test func `A slot that frees while the queue is empty is no reason to ask`() {
        var planner = makePlanner(("a", 4))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 1])
        planner.wake()
        _ = planner.next(now: .zero)
        planner.claimed([:])
        let isWorthClaiming = planner.freed("a")
        #expect(!isWorthClaiming)
    }

    @Test func `An empty lane does not keep another from claiming, and they take turns to be first`() {
        var planner = makePlanner(batchSize: 2, ("a", 9), ("b", 9))
        var firsts: [String] = []
        for _ in 0..<4 {
            guard case .claim(let request) = planner.next(now: .zero) else { break }
            firsts += request.groups.prefix(1).flatMap { $0.types.prefix(1) }
            planner.claimed(["a": 1, "b": 1])
        }
        #expect(firsts == ["b", "a", "b", "a"])
        _ = planner.next(now: .zero)
        planner.claimed(["b": 1])
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
    }

    @Test func `Short runs are claimed ahead, and refilled in quarters`() {
        var planner = makePlanner(batchSize: 100, ("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 2])
        planner.observe("a", time: .milliseconds(10), bytes: 100)
        #expect(planner.next(now: .zero) == claim(("a", 8), limit: 8))
        planner.claimed(["a": 8])
        #expect(planner.next(now: .zero) == claim(("a", 32), limit: 32))
        planner.claimed(["a": 32])
        for _ in 0..<9 { _ = planner.freed("a") }
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
        _ = planner.freed("a")
        #expect(planner.next(now: .zero) == claim(("a", 10), limit: 10))
    }

    @Test func `A slot that is free is filled at once, however much may be claimed ahead`() {
        var planner = makePlanner(batchSize: 100, ("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 1])
        planner.observe("a", time: .microseconds(10), bytes: 100)
        planner.wake()
        #expect(planner.next(now: .zero) == claim(("a", 8), limit: 8))
    }

    @Test func `A processor asks for four times what it got, whatever others got`() {
        var planner = makePlanner(batchSize: 1000, ("a", 2), ("b", 3))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 2])
        planner.observe("a", time: .microseconds(10), bytes: 100)
        planner.observe("b", time: .microseconds(10), bytes: 100)
        var asked: [Int] = []
        for _ in 0..<5 {
            planner.wake()
            guard case .claim(let request) = planner.next(now: .zero) else { break }
            let slots = request.groups.first { $0.types.contains("a") }?.slots ?? 0
            asked.append(slots)
            #expect(request.groups.first { $0.types.contains("b") }?.slots == 4)
            planner.claimed(["a": slots])
        }
        #expect(asked == [8, 32, 128, 512, 1320])
    }

    @Test func `After an empty claim few are asked for, and more when these have come`() {
        var planner = makePlanner(batchSize: 100, ("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 1])
        planner.observe("a", time: .microseconds(10), bytes: 100)
        _ = planner.freed("a")
        _ = planner.next(now: .zero)
        planner.claimed([:])
        planner.wake()
        #expect(planner.next(now: .zero) == claim(("a", 8), limit: 8))
        planner.claimed(["a": 8])
        #expect(planner.next(now: .zero) == claim(("a", 32), limit: 32))
    }

    @Test func `A processor on trial gets the trial alone`() {
        var planner = makePlanner(batchSize: 100, ("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed(["a": 1])
        planner.observe("a", time: .microseconds(10), bytes: 100)
        _ = planner.freed("a")
        let trial = ServedProcessor(
            name: "a", jobTypes: ["a", "a_alias"], concurrency: 1, maxAttempts: 3, outOfService: "it crashed")
        planner.serve(ProcessorCatalog(processors: [trial]))
        #expect(planner.next(now: .zero) == claim(("a", 1), limit: 1))
    }

    @Test func `Failed claims wait longer each time, wake-ups or not, and success forgives`() {
        var planner = makePlanner(("a", 1))
        var now = Duration.zero
        for pause in [1, 2, 4, 8, 8] {
            #expect(planner.next(now: now) == claim(("a", 1), limit: 1))
            planner.claimFailed(now: now, chance: 0)
            planner.wake()
            #expect(planner.next(now: now) == .wait(atMost: .seconds(pause)))
            now += .seconds(pause)
        }
        _ = planner.next(now: now)
        planner.claimed([:])
        planner.wake()
        _ = planner.next(now: now)
        planner.claimFailed(now: now, chance: 0)
        #expect(planner.next(now: now) == .wait(atMost: .seconds(1)))
    }

    @Test func `Word that the queue can be reached ends the pause, and a further failure makes a longer one`() {
        var planner = makePlanner(("a", 1))
        _ = planner.next(now: .zero)
        planner.claimFailed(now: .zero, chance: 0)
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(1)))
        planner.endPause()
        #expect(planner.next(now: .zero) == claim(("a", 1), limit: 1))
        planner.claimFailed(now: .zero, chance: 0)
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(2)))
    }

    @Test func `A processor that comes is claimed for at once, one that is gone no more`() {
        var planner = makePlanner(("a", 1))
        _ = planner.next(now: .zero)
        planner.claimed([:])
        let new = ServedProcessor(name: "b", jobTypes: ["b", "b_alias"], concurrency: 1, maxAttempts: 1)
        planner.serve(ProcessorCatalog(processors: [new]))
        #expect(planner.next(now: .zero) == claim(("b", 1), limit: 1))
        #expect(planner.processor(forType: "b_alias") == new)
        #expect(planner.processor(forType: "a") == nil)
    }

    @Test func `A job that was put off is claimed when it is due, not at the next poll`() {
        var planner = makePlanner(("a", 2))
        _ = planner.next(now: .zero)
        planner.claimed([:])
        let changes = [Duration.seconds(3), .seconds(2), .milliseconds(2990), .seconds(5)].map {
            planner.expect(after: $0, now: .zero)
        }
        #expect(changes == [true, true, false, false])
        #expect(planner.next(now: .seconds(1)) == .wait(atMost: .seconds(1)))
        #expect(planner.next(now: .seconds(2)) == claim(("a", 2), limit: 2))
        planner.claimed([:])
        #expect(planner.next(now: .seconds(2)) == .wait(atMost: .seconds(1)))
        #expect(planner.next(now: .seconds(3)) == claim(("a", 2), limit: 2))
        planner.claimed([:])
        #expect(planner.next(now: .seconds(3)) == .wait(atMost: .seconds(5)))
    }

    @Test func `A stopped planner claims nothing`() {
        var planner = makePlanner(("a", 1))
        planner.stop()
        planner.wake()
        #expect(planner.next(now: .seconds(100)) == .stop)
    }

    @Test func `Without processors nothing is asked`() {
        var planner = makePlanner()
        #expect(planner.next(now: .zero) == .wait(atMost: .seconds(5)))
    }
}
