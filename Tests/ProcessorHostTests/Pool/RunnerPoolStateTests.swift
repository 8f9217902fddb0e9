import Testing

@testable import ProcessorHost

@Suite("The rules of a runner pool")
struct RunnerPoolStateTests {
    private let now = MonotonicInstant(nanoseconds: 1)

    private func pool(limit: Int = 2, runs: Int = 100) -> RunnerPoolState {
        RunnerPoolState(rules: RunnerPoolState.Rules(limit: limit, runsPerRunner: runs, idleTime: .seconds(60)))
    }

    private func release(_ pool: inout RunnerPoolState, _ id: RunnerID) -> RunnerPoolState.Release {
        pool.released(id, .reuse, hasWaiters: false, at: now)
    }

    @Test("start runners up to the limit, then let runs wait")
    func limit() {
        var pool = pool()
        #expect(pool.request() == .start(1))
        #expect(pool.request() == .start(2))
        #expect(pool.request() == .wait)
    }

    @Test("reuse the newest idle runner, so that the oldest may end")
    func newestFirst() {
        var pool = pool(limit: 3)
        for id in 1...3 { #expect(pool.request() == .start(id)) }
        for id in [2, 1, 3] { #expect(release(&pool, id) == .park(until: now + .seconds(60))) }
        #expect(pool.request() == .reuse(3))
        #expect(pool.request() == .reuse(1))
        #expect(pool.idleTimePassed(2, at: now + .seconds(59)) == false)
        #expect(pool.idleTimePassed(2, at: now + .seconds(60)) == true)
        #expect(pool.idleTimePassed(1, at: now + .seconds(60)) == false)
    }

    @Test("keep a runner to its package: an idle one of another package makes room")
    func packages() {
        let rules = RunnerPoolState.Rules(
            limit: 2, runsPerRunner: 100, idleTime: .seconds(60), bindsPackages: true)
        var pool = RunnerPoolState(rules: rules)
        #expect(pool.request(for: "a") == .start(1))
        #expect(pool.request() == .start(2))
        _ = release(&pool, 1)
        _ = release(&pool, 2)
        #expect(pool.request(for: "a") == .reuse(1))
        _ = release(&pool, 1)
        #expect(pool.request(for: "b") == .replace(2), "the one that was idle for longest")
        let hasRoom = pool.gone(2)
        #expect(hasRoom)
        #expect(pool.request(for: "b") == .start(3))
        let next = pool.released(3, .reuse, hasWaiters: true, package: "b", at: now)
        #expect(next == .next)
        let other = pool.released(3, .reuse, hasWaiters: true, package: "a", at: now)
        #expect(other == .end)
        #expect(pool.request(for: "a") == .reuse(1))
    }

    @Test("give a free runner to the run that waits")
    func waiting() {
        var pool = pool(limit: 1)
        _ = pool.request()
        #expect(pool.request() == .wait)
        #expect(pool.released(1, .reuse, hasWaiters: true, at: now) == .next)
        #expect(release(&pool, 1) == .park(until: now + .seconds(60)))
    }

    @Test("recycle a runner after its share of runs")
    func recycle() {
        var pool = pool(limit: 1, runs: 2)
        #expect(pool.request() == .start(1))
        _ = release(&pool, 1)
        #expect(pool.request() == .reuse(1))
        #expect(pool.released(1, .reuse, hasWaiters: true, at: now) == .end)
        // It still counts until it is gone.
        #expect(pool.request() == .wait)
        #expect(pool.gone(1) == true)
        #expect(pool.request() == .start(2))
    }

    @Test("replace a runner that crashed")
    func crash() {
        var pool = pool(limit: 1)
        _ = pool.request()
        #expect(pool.released(1, .replace, hasWaiters: false, at: now) == .end)
        _ = pool.gone(1)
        #expect(pool.request() == .start(2))
    }

    @Test("never hand out an idle runner that died")
    func idleDeath() {
        var pool = pool(limit: 1)
        _ = pool.request()
        _ = release(&pool, 1)
        #expect(pool.gone(1) == true)
        #expect(pool.request() == .start(2))
    }

    @Test("keep the slot of a run that was given up, but do not wait for it at the end")
    func abandoned() {
        var pool = pool(limit: 1)
        _ = pool.request()
        #expect(pool.released(1, .abandon, hasWaiters: false, at: now) == .end)
        #expect(pool.request() == .stuck)
        #expect(pool.isDrained)
        #expect(pool.gone(1) == true)
        #expect(pool.request() == .start(2))
        #expect(!pool.isDrained)
    }

    @Test("let runs wait while one slot is not given up")
    func partlyAbandoned() {
        var pool = pool(limit: 2)
        for _ in 0..<2 { _ = pool.request() }
        _ = pool.released(1, .abandon, hasWaiters: false, at: now)
        #expect(pool.request() == .wait)
        #expect(!pool.isStuck)
        _ = pool.released(2, .abandon, hasWaiters: true, at: now)
        #expect(pool.isStuck)
        #expect(pool.gone(2) == true)
        #expect(!pool.isStuck)
    }

    @Test("after closing, end the idle runners and refuse runs")
    func close() {
        var pool = pool(limit: 3)
        for _ in 0..<3 { _ = pool.request() }
        _ = release(&pool, 2)
        #expect(pool.close() == [2])
        #expect(pool.request() == .refuse)
        #expect(release(&pool, 1) == .end)
    }
}
