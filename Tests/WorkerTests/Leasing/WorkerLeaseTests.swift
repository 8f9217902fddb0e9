import Foundation
import JobQueue
import ProcessorHost
import RunnerProtocol
import TestKit
import Testing
import Worker

@Suite(.timeLimit(.minutes(2))) struct WorkerLeaseTests {
    private let scene = WorkerScene(lease: .standard)

    @Test func `A host that cannot beat stops its runs and claims nothing, until it can`() async throws {
        let job = try await scene.insert()
        try await scene.serve { _ in
            _ = try await scene.order(of: job)
            scene.store.fail([.beat])
            try await scene.advance(by: .milliseconds(500), until: "the run is stopped") {
                !scene.executor.cancellations.isEmpty
            }
            #expect(Set(scene.executor.cancellations.map(\.reason)) == [.lost])
            try await scene.advance(by: .milliseconds(500), until: "the run is returned") {
                await scene.runs(of: job).map(\.status) == [.failed, .pending]
            }
            let claims = scene.store.calls(.claim)
            for _ in 0..<20 { scene.clock.advance(by: .seconds(1)) }
            #expect(scene.store.calls(.claim) == claims)
            scene.store.fail([])
            scene.executor.script { _, _ in RunReport(.completed([])) }
            try await scene.advance(by: .milliseconds(500), until: "the job is finished") {
                await scene.isFinished(job)
            }
        }
        let runs = await scene.runs(of: job)
        #expect(runs.map(\.status) == [.failed, .completed])
        #expect(runs.first?.error?.code == "host.unreachable")
        #expect(scene.logged("stopped before their lease runs out").count == 1)
        #expect(scene.logged("the lease is held again").count == 1)
    }

    @Test func `A beat that never returns does not keep runs from being stopped`() async throws {
        let job = try await scene.insert()
        try await scene.serve { _ in
            _ = try await scene.order(of: job)
            scene.store.holdBeats()
            try await scene.advance(by: .milliseconds(500), until: "the run is stopped") {
                !scene.executor.cancellations.isEmpty
            }
            scene.store.holdBeats(false)
        }
    }

    @Test func `A host that was taken over cancels what it runs, and goes on with a new lease`() async throws {
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            scene.store.answerBeats([.lost])
            try await scene.advance(by: .milliseconds(500), until: "the run is cancelled") {
                scene.executor.cancellations.contains { $0.run == order.runID }
            }
            let next = try await scene.insert()
            _ = try await scene.order(of: next)
        }
        #expect(Set(scene.executor.cancellations.map(\.reason)) == [.lost])
        #expect(scene.logged("other hosts have taken over").count == 1)
    }

    @Test func `A run that somebody cancels is told so, without waiting for its next report`() async throws {
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            await scene.queue.cancel(job)
            try await eventually("the run is cancelled") {
                Set(scene.executor.cancellations) == [.init(run: order.runID, reason: .user)]
            }
        }
        #expect(await scene.runs(of: job).map(\.status) == [.cancelled])
    }

    @Test func `A beat notices what no notification told`() async throws {
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            let run = try #require(await scene.runs(of: job).first).id
            scene.store.answerBeats([.held(ended: [run])])
            try await scene.advance(by: .milliseconds(500), until: "the run is cancelled") {
                Set(scene.executor.cancellations) == [.init(run: order.runID, reason: .user)]
            }
        }
    }

    @Test func `Lost hosts are looked for only after a lease without a failed beat, and reported`() async throws {
        let lost = LostRun(run: RunID(UUID()), job: JobID(UUID()), error: "worker lost: x", isGivenUp: false)
        try await scene.serve { _ in
            try await eventually("a beat") { scene.store.calls(.beat) >= 1 }
            scene.store.lose([lost])
            try await scene.advance(by: .milliseconds(500), until: "a take-over") {
                scene.worker.statistics.takenOver == 1
            }
        }
        // Four, unless the clock was faster than the beats.
        #expect(scene.store.calls(.beat) >= 2)
        #expect(scene.logged("a run of a lost host is ended").count == 1)
    }
}
