import Foundation
import JSONText
import JobQueue
import ProcessorHost
import Spool
import TestKit
import Testing
import Worker

@Suite(.timeLimit(.minutes(2))) struct WorkerWritingTests {
    private func json(_ number: Int) -> JSONText { JSONText(trusted: Array("{\"n\":\(number)}".utf8)) }

    @Test func `A flood of progress becomes the newest value, now and then`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            let events = try #require(scene.executor.events(of: order.runID))
            for number in 0..<100_000 { events.progressed(json(number)) }
            try await scene.advance(by: .milliseconds(50), until: "the newest is written") {
                await scene.runs(of: job).last?.progress == json(99_999)
            }
            #expect(scene.store.calls(.report) <= 3, "the clock stood still while the flood came")
            let calls = scene.store.calls(.report)
            events.progressed(json(99_999))
            scene.clock.advance(by: .seconds(1))
            scene.executor.end(order.runID, .completed([]))
            try await eventually("the job is finished") { await scene.isFinished(job) }
            #expect(scene.store.calls(.report) == calls, "the same progress is not written again")
        }
    }

    @Test func `Progress is written before the ending, and none after it`() async throws {
        let scene = WorkerScene()
        scene.executor.script { _, events in
            for number in 0..<10 { events.progressed(self.json(number)) }
            return RunReport(.completed([]))
        }
        var jobs: [JobID] = []
        for _ in 0..<50 { jobs.append(try await scene.insert()) }
        try await scene.serve { _ in
            try await eventually(within: .seconds(120), "all are completed") { scene.worker.statistics.completed == 50 }
        }
        var ended: Set<RunID> = []
        for deed in scene.store.deeds {
            switch deed {
            case .progress(let run, _), .checkpoint(let run, _): #expect(!ended.contains(run))
            case .ending(let run): #expect(ended.insert(run).inserted)
            }
        }
        for job in jobs { #expect(await scene.runs(of: job).last?.progress == json(9)) }
    }

    @Test func `Late events of a run that has ended change nothing`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        try await scene.serve { _ in
            let order = try await scene.order(of: job)
            let events = try #require(scene.executor.events(of: order.runID))
            scene.executor.end(order.runID, .completed([]))
            try await eventually("the job is finished") { await scene.isFinished(job) }
            events.progressed(json(1))
            events.checkpointed([1])
        }
        #expect(scene.store.calls(.report) == 0)
        #expect(scene.store.calls(.save) == 0)
    }

    @Test func `A refused ending becomes a failure that says why`() async throws {
        let scene = WorkerScene()
        let job = try await scene.insert()
        scene.store.refuse(job, times: 1)
        scene.executor.script { _, _ in RunReport(.completed([])) }
        try await scene.serve { _ in
            try await eventually("the job is finished") { await scene.isFinished(job) }
        }
        let run = try #require(await scene.runs(of: job).last)
        #expect(run.status == .failed)
        #expect(run.error?.code == "artifact.refused")
        #expect(scene.worker.statistics.refused == 1)
    }

    @Test func `A run whose every ending is refused gives its slot back and is named`() async throws {
        let scene = WorkerScene([WorkerScene.report])
        let bad = try await scene.insert("tech_rfp_report")
        scene.store.refuse(bad, times: .max)
        let good = try await scene.insert("tech_rfp_report")
        scene.executor.script { _, _ in RunReport(.completed([])) }
        try await scene.serve { _ in
            try await eventually("the other job is finished") { await scene.isFinished(good) }
        }
        #expect(await scene.runs(of: bad).map(\.status) == [.inProgress])
        #expect(scene.worker.statistics.abandoned == 1)
        #expect(scene.logged("refuses every ending").count == 1)
    }

    private func large() throws -> RunArtifact {
        let file = try Spool(folder: NSTemporaryDirectory(), limit: 16).makeFile()
        try Array("{}".utf8).withUnsafeBytes { try file.append($0) }
        return RunArtifact(type: "result", contentType: "application/json", content: .file(file))
    }

    @Test func `A large result holds up no other, and is written after the last progress of its run`() async throws {
        let scene = WorkerScene()
        scene.store.holdSpooled()
        let artifact = try large()
        let slow = try await scene.insert(payload: #"{"package_id":"large"}"#)
        scene.executor.script { order, events in
            events.progressed(self.json(order.jobID == slow.description ? 1 : 2))
            return RunReport(.completed(order.jobID == slow.description ? [artifact] : []))
        }
        try await scene.serve { _ in
            try await eventually("it is on its way") { scene.store.calls(.finish) == 1 }
            for _ in 0..<20 {
                let job = try await scene.insert()
                try await eventually("a small one is finished") { await scene.isFinished(job) }
            }
            #expect(await scene.runs(of: slow).map(\.status) == [.inProgress])
            #expect(await scene.runs(of: slow).last?.progress == json(1))
            scene.store.holdSpooled(false)
            try await eventually("the large one is finished") { await scene.isFinished(slow) }
        }
        #expect(scene.worker.statistics.completed == 21)
        #expect(await scene.runs(of: slow).last?.artifacts.first?.content == artifact.content)
    }

    @Test func `A large result that cannot be written is tried again, while others are written`() async throws {
        let scene = WorkerScene()
        let artifact = try large()
        let slow = try await scene.insert()
        scene.store.refuse(slow, times: 1)
        scene.executor.script { order, _ in
            RunReport(.completed(order.jobID == slow.description ? [artifact] : []))
        }
        try await scene.serve { _ in
            try await eventually("it is ended as failed") { await scene.isFinished(slow) }
        }
        #expect(await scene.runs(of: slow).last?.error?.code == "artifact.refused")

        let next = WorkerScene()
        let job = try await next.insert()
        next.executor.script { _, _ in RunReport(.completed([artifact])) }
        next.store.fail([.finish])
        try await next.serve { _ in
            try await eventually("it was tried") { next.logged("a large result cannot be written").count == 1 }
            next.store.fail([])
            try await next.advance(by: .milliseconds(50), until: "it is finished") { await next.isFinished(job) }
        }
    }

    @Test func `A stop waits for a large result, and names it when the time is over`() async throws {
        for isReleased in [true, false] {
            let scene = WorkerScene()
            scene.store.holdSpooled()
            let artifact = try large()
            let job = try await scene.insert()
            scene.executor.script { _, _ in RunReport(.completed([artifact])) }
            try await scene.serve { shutdown in
                try await eventually("it is on its way") { scene.store.calls(.finish) == 1 }
                shutdown.triggerGracefulShutdown()
                try await eventually("it is stopping") { !scene.logged("stopping").isEmpty }
                #expect(!scene.store.isClosed)
                if isReleased {
                    scene.store.holdSpooled(false)
                    try await eventually("it is finished") { await scene.isFinished(job) }
                } else {
                    try await scene.advance(by: .seconds(1), until: "it is given up") { scene.store.isClosed }
                }
            }
            #expect(scene.worker.statistics.abandoned == (isReleased ? 0 : 1))
            #expect(await scene.runs(of: job).map(\.status) == [isReleased ? .completed : .inProgress])
        }
    }
}
