import JSONText
import JobQueue
import ProcessorHost
import Synchronization
import TestKit
import Testing
import Worker

@Suite(.timeLimit(.minutes(2))) struct WorkerTests {
    private let result = RunArtifact(type: "result", data: .emptyObject)
    private let failure = RunFailure(code: "io.busy", message: "the disk was busy")

    @Test func `A job goes from INSERT to result without a poll`() async throws {
        let scene = WorkerScene()
        try await scene.serve { _ in
            try await eventually("the queue is open") { scene.store.calls(.claim) > 0 }
            let job = try await scene.insert(payload: #"{"package_id":"p","more":[1]}"#)
            let order = try await scene.order(of: job)
            #expect(order.packageDirectory == "/packages/c/p")
            #expect(order.payload.description == #"{"package_id":"p","more":[1]}"#)
            scene.executor.end(order.runID, .completed([result]))
            try await eventually("the job is finished") { await scene.isFinished(job) }
            let run = try #require(await scene.runs(of: job).first)
            #expect(run.status == .completed)
            #expect(run.artifacts.map(\.type) == ["result"])
        }
        #expect(scene.worker.statistics.completed == 1)
    }

    @Test func `A job is found by the poll when no wake-up comes`() async throws {
        let scene = WorkerScene()
        scene.store.mute()
        try await scene.serve { _ in
            try await eventually("the first claim found nothing") { scene.store.calls(.claim) >= 1 }
            let job = try await scene.insert()
            try await scene.advance(by: .seconds(1), until: "the job runs") { scene.executor.running.count == 1 }
            #expect(try await scene.order(of: job).attempt == 1)
        }
    }

    @Test func `No processor has more runs than slots, and aliases are served`() async throws {
        let scene = WorkerScene()
        for index in 0..<6 { try await scene.insert(index % 2 == 0 ? "tech_rfp_summary" : "summary") }
        try await scene.insert("tech_rfp_report")
        try await scene.serve { _ in
            try await eventually("all slots are taken") { scene.executor.running.count == 3 }
            while scene.worker.statistics.completed < 7 {
                if let run = scene.executor.running.first { scene.executor.end(run, .completed([])) }
                await Task.yield()
            }
        }
        #expect(scene.executor.mostAtOnce("summary") == 2)
        #expect(scene.executor.mostAtOnce("report") == 1)
        #expect(Set(scene.executor.orders.map(\.jobType)) == ["tech_rfp_summary", "summary", "tech_rfp_report"])
    }

    @Test func `A failing job is retried until its last attempt, then fails with the last error`() async throws {
        let scene = WorkerScene()
        let error = failure
        scene.executor.script { _, _ in RunReport(.failed(error, after: nil)) }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        let runs = await scene.runs(of: job)
        #expect(runs.map(\.status) == [.failed, .failed, .failed])
        #expect(runs.last?.error?.description == "the disk was busy; this was the last of 3 attempts [io.busy]")
        #expect(scene.worker.statistics.retried == 2)
        #expect(scene.worker.statistics.failed == 1)
    }

    @Test func `A processor's own retry delays are used`() async throws {
        let hasty = ServedProcessor(
            name: "summary", jobTypes: ["tech_rfp_summary"], concurrency: 1, maxAttempts: 5, retryDelay: .seconds(60),
            longestRetryDelay: .seconds(90))
        let scene = WorkerScene([hasty])
        let error = failure
        let clock = scene.clock
        let begin = clock.now
        let begun = Mutex<[Duration]>([])
        scene.executor.script { order, _ in
            begun.withLock { $0.append(begin.duration(to: clock.now)) }
            return RunReport(.failed(error, after: nil))
        }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        let times = begun.withLock { $0 }
        let waits = zip(times.dropFirst(), times).map { $0 - $1 }
        #expect(waits.count == 4)
        for (wait, least) in zip(waits, [60, 90, 90, 90]) { #expect(wait >= .seconds(least), "\(waits)") }
    }

    @Test func `A beat tells what is served, and what is out of service`() async throws {
        let broken = ServedProcessor(
            name: "report", jobTypes: ["tech_rfp_report"], concurrency: 0, maxAttempts: 1, outOfService: "it crashed")
        let scene = WorkerScene([WorkerScene.summary, broken])
        try await scene.serve { _ in
            try await eventually("the host has beaten") { scene.store.offer != nil }
        }
        #expect(scene.store.offer == Offer(["tech_rfp_summary": nil, "summary": nil, "tech_rfp_report": "it crashed"]))
    }

    @Test func `Snoozing uses up no attempts; a time-out does`() async throws {
        let scene = WorkerScene()
        let error = failure
        scene.executor.script { order, _ in
            switch order.attempt {
            case 1...5: RunReport(.snoozed(error, after: .seconds(10)))
            case 6, 7: RunReport(.cancelled(.timeout, error))
            default: RunReport(.completed([]))
            }
        }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        #expect(await scene.runs(of: job).map(\.status).last == .completed)
        #expect(scene.worker.statistics.released == 5)
        #expect(scene.worker.statistics.retried == 2)
    }

    @Test func `A checkpoint reaches the next attempt`() async throws {
        let scene = WorkerScene()
        let error = failure
        scene.executor.script { order, events in
            if order.attempt == 2 { return RunReport(.completed([])) }
            events.checkpointed([1])
            events.checkpointed([7, 7])
            return RunReport(.failed(error, after: nil))
        }
        let job = try await scene.insert()
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(1), until: "the job is finished") { await scene.isFinished(job) }
        }
        #expect(scene.executor.orders.map(\.checkpoint) == [nil, [7, 7]])
    }

    @Test func `A bad payload fails for good, without its processor`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert(payload: #"{"package_id":"../secrets"}"#)
        try await scene.serve { _ in
            try await eventually("the job is finished") { await scene.isFinished(job) }
        }
        #expect(scene.executor.orders.isEmpty)
        #expect(await scene.runs(of: job).map(\.error?.code) == ["payload.package_id_invalid"])
    }

    @Test func `A run that somebody cancelled is stopped, and nothing of it is written`()
        async throws
    {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            await scene.queue.cancel(job)
            scene.executor.events(of: order.runID)?.progressed(.emptyObject)
            try await eventually("the executor is told") { !scene.executor.cancellations.isEmpty }
            #expect(Set(scene.executor.cancellations) == [.init(run: order.runID, reason: .user)])
            try await eventually("the ending is stale") { scene.worker.statistics.stale == 1 }
        }
        #expect(await scene.runs(of: job).map(\.status) == [.cancelled])
    }

    @Test func `A user's cancellation ends the job as cancelled`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            await scene.executor.cancel(runID: order.runID, reason: .user)
            try await eventually("the job is finished") { await scene.isFinished(job) }
        }
        #expect(await scene.runs(of: job).map(\.status) == [.cancelled])
    }

    @Test func `Ten thousand jobs are each run exactly once`() async throws {
        var processor = WorkerScene.summary
        processor = ServedProcessor(name: "summary", jobTypes: processor.jobTypes, concurrency: 64, maxAttempts: 1)
        let scene = WorkerScene([processor], configuration: WorkerConfiguration(batchSize: 100))
        scene.executor.script { _, _ in RunReport(.completed([])) }
        var jobs: Set<String> = []
        for _ in 0..<10_000 { jobs.insert(try await scene.insert().description) }
        try await scene.serve { _ in
            try await eventually(within: .seconds(120), "all are completed") {
                scene.worker.statistics.completed == 10_000
            }
        }
        #expect(scene.executor.orders.count == 10_000)
        #expect(Set(scene.executor.orders.map(\.jobID)) == jobs)
        #expect(scene.executor.mostAtOnce("summary") <= 64)
        #expect(scene.worker.statistics.claimed == 10_000)
        #expect(scene.store.batches.max() ?? 0 > 1, "endings are written together under load")
    }

    @Test func `Jobs of types that nobody serves are left alone, counted, and named once`() async throws {
        let scene = WorkerScene(configuration: WorkerConfiguration(censusInterval: .seconds(60)))
        for _ in 0..<3 { try await scene.insert("comm_rfp_compare") }
        try await scene.serve { _ in
            try await scene.advance(by: .seconds(30), until: "they are counted thrice") {
                scene.store.calls(.census) >= 3
            }
            #expect(scene.worker.statistics.unserved == ["comm_rfp_compare": 3])
        }
        let sentence = "3 jobs wait for types that no processor here serves: comm_rfp_compare (3)"
        #expect(scene.logged("no processor here").map(\.message.description) == [sentence])
        #expect(scene.executor.orders.isEmpty)
    }
}
