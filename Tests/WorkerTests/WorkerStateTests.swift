import Foundation
import JobQueue
import ProcessorHost
import Testing

@testable import Worker

@Suite struct WorkerStateTests {
    private var state = WorkerState(WorkerConfiguration(), lease: LeaseKeeper(.standard, now: .zero))

    init() {
        let processor = ServedProcessor(name: "p", jobTypes: ["t"], concurrency: 2, maxAttempts: 1)
        state.planner.serve(ProcessorCatalog(processors: [processor]))
        _ = state.planner.next(now: .zero)
    }

    private func run(_ type: String = "t") -> ClaimedRun {
        let job = Job(id: JobID(UUID()), type: type, payload: .emptyObject, companyID: nil, userID: nil)
        return ClaimedRun(id: RunID(UUID()), job: job, attempt: 1, chargedAttempts: 0, checkpoint: nil)
    }

    private mutating func takeUp(
        _ runs: ClaimedRun..., sentAt: Duration = .zero, now: Duration = .zero
    ) -> [WorkerState.Taken] {
        state.takeUp(runs, board: ProgressBoard(onNews: {}), sentAt: sentAt, now: now)
    }

    @Test mutating func `A run reports once, and keeps its slot until its ending is settled`() {
        let (a, b) = (run(), run())
        _ = takeUp(a, b)
        let ending = RunEnding(run: a.id, job: a.job.id, verdict: .completed([]))
        let stranger = run()
        let concluded = [
            state.conclude(ending), state.conclude(ending),
            state.conclude(RunEnding(run: stranger.id, job: stranger.job.id, verdict: .completed([]))),
        ]
        #expect(concluded == [true, false, false])
        #expect(state.executing == 1)
        #expect(state.planner.next(now: .zero) == .wait(atMost: .seconds(5)))
        #expect(state.writes.next(now: .zero, hasNews: false) == .write([ending], allNews: false))
        let settled = state.settle([ending], [.written], now: .zero)
        #expect(settled.mayClaim)
        #expect(settled.settled.map(\.1) == [a])
        #expect(
            state.planner.next(now: .zero) == .claim(ClaimRequest(groups: [.init(types: ["t"], slots: 1)], limit: 1)))
    }

    @Test mutating func `A refused run keeps its slot`() {
        let run = run()
        _ = takeUp(run)
        let ending = RunEnding(run: run.id, job: run.job.id, verdict: .completed([]))
        let settled = state.settle([ending], [.refused(RunError(code: "c", message: "m"))], now: .zero)
        #expect(!settled.mayClaim)
        #expect(state.flights[run.id] != nil)
    }

    @Test
    mutating func `A lost run is cancelled until it has reported: it may not have reached the executor the first time`()
    {
        let (a, b) = (run(), run())
        _ = takeUp(a, b)
        _ = state.conclude(RunEnding(run: b.id, job: b.job.id, verdict: .completed([])))
        let first = state.lost([a.id, b.id, run().id], as: .ended)
        #expect(first.map(\.run) == [a.id] && first.map(\.isFirst) == [true])
        let second = state.lost([a.id], as: .leaseLost)
        #expect(second.map(\.run) == [a.id] && second.map(\.isFirst) == [false])
        #expect(state.loss(of: a.id) == .ended)
    }

    @Test mutating func `The answer of a claim that was sent under a lost lease begins nothing`() {
        _ = state.lease.next(now: .zero)
        let reaction = state.answered(.lost, sentAt: .zero, now: .seconds(11))
        #expect(reaction.loss == .leaseLost && reaction.allowance == nil && !reaction.mayTakeOver)
        let steps = (state.nextClaimStep(now: .seconds(11)), state.lease.next(now: .seconds(11)))
        #expect(steps.0 == .wait(atMost: .seconds(5)) && steps.1 == .beat)
        let next = state.answered(.held(ended: []), sentAt: .seconds(11), now: .seconds(12))
        #expect(next.isRegained)

        let late = takeUp(run(), sentAt: .seconds(1), now: .seconds(13))
        #expect(late.map(\.obstacle?.code) == ["host.unreachable"])
        let fresh = takeUp(run(), sentAt: .seconds(12), now: .seconds(13))
        #expect(fresh.map { $0.obstacle == nil } == [true])
    }

    @Test mutating func `A type whose processor has gone takes no slot`() {
        let taken = takeUp(run("gone"))
        #expect(taken.map { $0.flight == nil } == [true])
        #expect(state.executing == 0)
        #expect(state.statistics.claimed == 1)
    }
}
