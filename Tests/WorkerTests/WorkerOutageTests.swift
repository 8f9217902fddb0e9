import JSONText
import JobQueue
import ProcessorHost
import TestKit
import Testing
import Worker

@Suite(.timeLimit(.minutes(2))) struct WorkerOutageTests {
    @Test func `A queue that is down at the start is tried again and again, and the log holds no password`()
        async throws
    {
        let scene = WorkerScene()
        scene.store.fail([.open])
        scene.executor.script { _, _ in RunReport(.completed([])) }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "five attempts") { scene.store.calls(.open) >= 5 }
            scene.store.fail([])
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        let tries = scene.logged("cannot be opened")
        #expect(tries.count >= 5)
        #expect(tries.allSatisfy { $0.metadata["pause"] != nil })
        #expect(!"\(scene.log.entries)".contains("s3cr"))
        #expect("\(tries)".contains("db.example"))
    }

    @Test func `Shutdown ends the wait for a queue that is down`() async throws {
        let scene = WorkerScene()
        scene.store.fail([.open])
        try await scene.serve { shutdown in
            try await eventually("an attempt") { scene.store.calls(.open) >= 1 }
            shutdown.triggerGracefulShutdown()
        }
        #expect(scene.store.calls(.claim) == 0)
    }

    @Test func `Claims that fail are repeated with pauses, and reported once`() async throws {
        let scene = WorkerScene()
        scene.store.fail([.claim])
        scene.executor.script { _, _ in RunReport(.completed([])) }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await eventually("the first claim") { scene.store.calls(.claim) == 1 }
            for _ in 0..<20 { try await scene.insert() }
            try await scene.advance(by: .seconds(1), until: "ten claims") { scene.store.calls(.claim) >= 10 }
            scene.store.fail([])
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
            try await scene.advance(by: .seconds(1), until: "all are finished") {
                scene.worker.statistics.completed == 21
            }
        }
        #expect(scene.logged("cannot be claimed").count == 1)
        #expect(scene.logged("can be claimed again").count == 1)
    }

    @Test(arguments: [[FaultyStore.Call.report], [.save], [.finish], [.report, .save, .finish]])
    func `Nothing of a run is lost while it cannot be written`(broken: [FaultyStore.Call]) async throws {
        let scene = WorkerScene()
        scene.store.fail(Set(broken))
        scene.executor.script { order, events in
            if order.attempt == 2 { return RunReport(.completed([RunArtifact(type: "result", data: .emptyObject)])) }
            events.progressed(JSONText(trusted: Array(#"{"n":1}"#.utf8)))
            events.checkpointed([5])
            return RunReport(.failed(RunFailure(code: "c", message: "m"), after: nil))
        }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "six calls") {
                broken.contains { scene.store.calls($0) >= 6 } || scene.store.calls(.finish) > 0
            }
            scene.store.fail([])
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        let runs = await scene.runs(of: job)
        #expect(runs.map(\.status) == [.failed, .completed])
        #expect(scene.executor.orders.map(\.checkpoint) == [nil, [5]])
        #expect(scene.logged("cannot be written").count == 1)
        #expect(!"\(scene.log.entries)".contains("s3cr"))
    }

    @Test func `Slots stay taken while endings cannot be written, so that results do not pile up`() async throws {
        let scene = WorkerScene([WorkerScene.summary])
        scene.store.fail([.finish])
        scene.executor.script { _, _ in RunReport(.completed([])) }
        for _ in 0..<10 { try await scene.insert() }
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "five failed writes") { scene.store.calls(.finish) >= 5 }
            #expect(scene.executor.orders.count == 2)
            scene.store.fail([])
            try await scene.advance(by: .seconds(1), until: "all are finished") {
                scene.worker.statistics.completed == 10
            }
        }
    }

    @Test func `A failing count of waiting jobs disturbs nothing`() async throws {
        let scene = WorkerScene()
        scene.store.fail([.census])
        scene.executor.script { _, _ in RunReport(.completed([])) }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await eventually("the job is finished") { await scene.isFinished(job) }
            try await scene.advance(by: .seconds(300), until: "three counts") { scene.store.calls(.census) >= 3 }
        }
        #expect(scene.logged("cannot be counted").count == 1)
    }
}
