import JSONText
import RunnerProtocol
import Spool
import Synchronization
import Testing

@testable import ProcessorHost

@Suite("A runner pool")
struct RunnerPoolTests {
    @Test("cancels a run that is on its way to a runner")
    func cancelledOnItsWay() {
        let (pool, _) = Self.pool()
        let run = Run(timeout: .seconds(60))
        pool.cancel(run.active, reason: .user)
        #expect(pool.submit(run.active))
        guard case .cancelled(.user, _)? = run.report?.ending else {
            Issue.record("not cancelled: \(String(describing: run.report))")
            return
        }
    }

    @Test("fails the runs that wait when the last runner is given up, and those that come later")
    func stuck() throws {
        let (pool, runners) = Self.pool()
        let runs = (0..<3).map { _ in Run(timeout: .seconds(60)) }
        #expect(pool.submit(runs[0].active))
        #expect(pool.submit(runs[1].active))
        #expect(runs[1].report == nil)
        let runner = try #require(runners.withLock { $0.first })
        guard case .end = pool.released(runner, .abandon) else {
            Issue.record("a runner that was given up is to end")
            return
        }
        #expect(runs[1].report?.failure?.code == "processor.stuck")
        #expect(pool.submit(runs[2].active))
        #expect(runs[2].report?.failure?.code == "processor.stuck")
    }

    @Test("returns a run that waits while all others are busy")
    func impatient() async throws {
        let (pool, _) = Self.pool()
        let (first, second) = (Run(timeout: .seconds(60)), Run(timeout: .seconds(60)))
        #expect(pool.submit(first.active))
        #expect(pool.submit(second.active))
        try await expectEventually { second.report != nil }
        guard case .notBegun(let why)? = second.report?.ending else {
            Issue.record("not returned: \(String(describing: second.report))")
            return
        }
        #expect(why.code == "processor.busy")
        #expect(first.report == nil)
    }

    @Test("returns the runs that wait when it is told to, and no other")
    func releaseWaiting() {
        let (pool, _) = Self.pool()
        let runs = (0..<3).map { _ in Run(timeout: .seconds(60)) }
        for run in runs { #expect(pool.submit(run.active)) }
        let why = RunFailure(code: "test.stop", message: "stop")
        pool.releaseWaiting(why)
        #expect(runs.map { $0.report?.ending } == [nil, .notBegun(why), .notBegun(why)])
        #expect(runs[2].report?.elapsed == nil)
    }

    @Test("gives the place of a runner that is gone to the run that waits longest")
    func gone() throws {
        let (pool, runners) = Self.pool()
        let runs = (0..<3).map { _ in Run(timeout: .seconds(60)) }
        for run in runs { #expect(pool.submit(run.active)) }
        pool.gone(1)
        #expect(runners.withLock { $0.map(\.id) } == [1, 2])
        #expect(runs[1].active.runner?.id == 2)
        #expect(runs[2].active.runner == nil)
    }

    private static func pool() -> (RunnerPool, SharedRunners) {
        let runners = SharedRunners()
        let rules = RunnerPoolState.Rules(limit: 1, runsPerRunner: 100, idleTime: .seconds(60))
        let pool = RunnerPool(rules: rules) { id, _, _ in
            let runner = IdleRunner(id: id)
            runners.withLock { $0.append(runner) }
            return runner
        }
        return (pool, runners)
    }
}

private final class SharedRunners: Sendable {
    private let runners = Mutex<[IdleRunner]>([])

    func withLock<Result: Sendable>(_ body: (inout [IdleRunner]) -> Result) -> Result {
        runners.withLock { body(&$0) }
    }
}

/// Takes runs and does nothing with them.
private final class IdleRunner: Runner {
    let id: RunnerID

    init(id: RunnerID) {
        self.id = id
    }

    func begin(_ run: ActiveRun) -> Bool { true }
    func extendLease(until end: MonotonicInstant) {}
    func cancel(_ run: ActiveRun, reason: CancelReason) {}
    func end() {}
    func kill() {}
}

/// A run and the report that it got.
private final class Run: Sendable {
    private final class Box: Sendable {
        let report = Mutex<RunReport?>(nil)
    }

    let active: ActiveRun
    private let box = Box()

    var report: RunReport? { box.report.withLock { $0 } }

    init(timeout: Duration) {
        let order = RunOrder(
            processor: "demo", runID: "r", jobID: "j", jobType: "test", attempt: 1, companyID: nil, userID: nil,
            payload: .emptyObject, packageDirectory: nil, checkpoint: nil)
        let graces = StopLadder.Graces(cancel: .seconds(5), terminate: .seconds(2), kill: .seconds(3))
        let terms = RunSupervision.Terms(
            processor: "demo", attempt: 1, timeout: timeout, stallTimeout: .seconds(60), startTimeout: .seconds(60),
            graces: graces,
            exitGrace: .seconds(1), hasForce: false)
        active = ActiveRun(
            order: order, serial: 1, terms: terms, limits: RunLimits(), contentTypes: [jsonContentType],
            spool: Spool(folder: "/nonexistent", limit: 0), events: NoEvents(),
            earlier: EarlierDesk(source: NoEarlierArtifacts(), limits: RunLimits(), timeout: .seconds(1))
        ) { [box] report in box.report.withLock { $0 = report } }
    }
}
