import JSONText
import JobQueue
import ProcessorHost
import TestKit
import Testing
import Worker

@Suite(.timeLimit(.minutes(2))) struct WorkerDrainTests {
    @Test func `An idle worker stops at once`() async throws {
        let scene = WorkerScene()
        try await scene.serve { shutdown in
            try await eventually("the first claim") { scene.store.calls(.claim) > 0 }
            shutdown.triggerGracefulShutdown()
        }
        #expect(scene.worker.statistics.claimed == 0)
    }

    @Test func `Running runs may finish, and nothing new is claimed`() async throws {
        let scene = WorkerScene([WorkerScene.report])
        let first = try await scene.insert("tech_rfp_report")
        let second = try await scene.insert("tech_rfp_report")
        try await scene.serve { shutdown in
            let order = try await scene.order(of: first)
            shutdown.triggerGracefulShutdown()
            try await scene.advance(by: .seconds(1), until: "29 s are over") {
                scene.clock.now.offset >= .seconds(29)
            }
            #expect(scene.executor.cancellations.isEmpty)
            scene.executor.end(order.runID, .completed([]))
        }
        #expect(await scene.runs(of: first).map(\.status) == [.completed])
        #expect(await scene.runs(of: second).isEmpty)
    }

    @Test func `What does not finish in time is cancelled and returned to the queue, uncharged`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { shutdown in
            let order = try await scene.order(of: job)
            scene.executor.events(of: order.runID)?.progressed(.emptyObject)
            scene.executor.events(of: order.runID)?.checkpointed([3])
            shutdown.triggerGracefulShutdown()
            try await scene.advance(by: .seconds(1), until: "the worker has stopped") { scene.store.isClosed }
            #expect(scene.executor.cancellations.first == .init(run: order.runID, reason: .shutdown))
        }
        let runs = await scene.runs(of: job)
        #expect(runs.map(\.status) == [.failed, .pending])
        #expect(runs.first?.error?.description == "interrupted: the host is stopping [host.stopping]")
        #expect(runs.first?.progress == .emptyObject)
        #expect(scene.store.deeds.contains { if case .checkpoint(_, [3]) = $0 { true } else { false } })
        #expect(scene.worker.statistics.released == 1)
    }

    @Test func `A run that ignores every request to stop does not hold up the host`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        scene.executor.ignoreCancels()
        try await scene.serve { shutdown in
            _ = try await scene.order(of: job)
            shutdown.triggerGracefulShutdown()
            try await scene.advance(by: .seconds(1), until: "the worker has stopped") { scene.store.isClosed }
        }
        #expect(await scene.runs(of: job).map(\.status) == [.failed, .pending])
        #expect(scene.logged("ignores every request").count == 1)
        #expect(scene.executor.cancellations.count > 1, "the request is repeated")
    }

    @Test func `Runs that arrive after the request to stop are returned without being executed`() async throws {
        let scene = WorkerScene()
        scene.store.holdClaims()
        let job = try await scene.insert()
        try await scene.serve { shutdown in
            try await eventually("the claim has its runs") { scene.store.heldClaims == 1 }
            shutdown.triggerGracefulShutdown()
            scene.store.releaseClaims()
            try await eventually("the worker has stopped") { scene.store.isClosed }
        }
        #expect(scene.executor.orders.isEmpty)
        #expect(await scene.runs(of: job).map(\.status) == [.failed, .pending])
    }

    @Test func `A claim that hangs does not hold up the stop`() async throws {
        let scene = WorkerScene()
        scene.store.sticks()
        try await scene.serve { shutdown in
            try await eventually("the claim hangs") { scene.store.calls(.claim) == 1 }
            shutdown.triggerGracefulShutdown()
            try await eventually("the worker has stopped") { scene.store.isClosed }
        }
        #expect(scene.logged("cannot be claimed").isEmpty)
    }

    @Test func `A queue that is down at the end bounds the stop, and the open runs are named`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { shutdown in
            let order = try await scene.order(of: job)
            scene.store.fail(Set(FaultyStore.Call.allCases))
            scene.executor.end(order.runID, .completed([]))
            shutdown.triggerGracefulShutdown()
            try await scene.advance(by: .seconds(1), until: "the worker has stopped") { scene.store.isClosed }
            let entry = try #require(scene.logged("stay in progress").first)
            #expect(entry.metadata["runs"] == .array(["\(order.runID)"]))
        }
        #expect(scene.worker.statistics.abandoned == 1)
    }

    @Test func `A cancelled task stops without the grace and still writes the endings`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        let task = Task { try await scene.worker.run() }
        let order = try await scene.order(of: job)
        task.cancel()
        try await task.value
        #expect(scene.executor.cancellations == [.init(run: order.runID, reason: .shutdown)])
        #expect(await scene.runs(of: job).map(\.status) == [.failed, .pending])
    }
}
