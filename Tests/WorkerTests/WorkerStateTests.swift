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

    private mutating func takeUp(_ runs: ClaimedRun...) -> [(run: ClaimedRun, flight: WorkerState.Flight?)] {
        state.takeUp(runs, board: ProgressBoard(onNews: {}))
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

    @Test mutating func `A lost run is cancelled once, one that has reported not at all`() {
        let (a, b) = (run(), run())
        _ = takeUp(a, b)
        _ = state.conclude(RunEnding(run: b.id, job: b.job.id, verdict: .completed([])))
        let first = state.lost([a.id, b.id, run().id], as: .ended)
        let second = state.lost([a.id], as: .ended)
        #expect(first == [a.id])
        #expect(second.isEmpty)
    }

    @Test mutating func `A type whose processor has gone takes no slot`() {
        let taken = takeUp(run("gone"))
        #expect(taken.map { $0.flight == nil } == [true])
        #expect(state.executing == 0)
        #expect(state.statistics.claimed == 1)
    }
}
