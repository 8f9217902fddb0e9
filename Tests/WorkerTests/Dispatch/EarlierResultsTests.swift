import Foundation
import JSONText
import JobQueue
import ProcessorHost
import RunnerProtocol
import TestKit
import Testing

@testable import Worker

@Suite(.timeLimit(.minutes(1))) struct EarlierResultsTests {
    private let store = InMemoryJobStore()

    private func job(_ payload: String = #"{"package_id":"p"}"#, company: String? = "c") -> Job {
        Job(
            id: JobID(UUID()), type: "tech_rfp_analysis", payload: JSONText(trusted: Array(payload.utf8)),
            companyID: company, userID: nil)
    }

    private func complete(_ job: Job, _ json: String) async throws {
        let artifact = Artifact(type: "result", data: JSONText(trusted: Array(json.utf8)))
        let page = Artifact(type: "page", contentType: "text/html", content: .memory(Array("<p>".utf8)))
        try await store.insert(
            job, completedAt: Date(timeIntervalSince1970: 1_767_000_000.5), artifacts: [artifact, page])
    }

    private func newest(for job: Job, artifact: String = "result", byteLimit: Int = 1000) async throws -> EarlierAnswer
    {
        try await EarlierResults(of: job, in: store).newest(
            jobTypes: ["analysis", "tech_rfp_analysis"], artifactType: artifact, byteLimit: byteLimit)
    }

    @Test func `company and package are those of the job that asks, whatever it asks`() async throws {
        let mine = job()
        try await complete(mine, "[1]")
        try await complete(job(company: "other"), "[2]")
        try await complete(job(#"{"package_id":"q"}"#), "[3]")
        let asking = job()
        guard case .found(let found) = try await newest(for: asking) else {
            Issue.record("nothing was found")
            return
        }
        #expect(found.jobID == mine.id.description)
        #expect(found.completedAt == "2025-12-29T09:20:00.500Z")
        #expect(found.data == Array("[1]".utf8))
        #expect(try await newest(for: mine) == .missing(.absent))
        #expect(try await newest(for: job(company: nil)) == .missing(.absent))
        #expect(try await newest(for: asking, artifact: "page") == .missing(.absent))
        #expect(try await newest(for: asking, byteLimit: 3) == .missing(.tooLarge))
    }

    @Test func `the error of a queue that is away holds no password`() async throws {
        let faulty = FaultyStore(store)
        faulty.fail([.newestResult])
        let error = await #expect(throws: EarlierResults.Unreachable.self) {
            try await EarlierResults(of: job(), in: faulty).newest(jobTypes: ["a"], artifactType: "r", byteLimit: 1)
        }
        #expect(error?.description.contains("cannot connect") == true)
        #expect(error?.description.contains("s3c") == false)
    }

    @Test func `each run gets a source of its own job`() async throws {
        let scene = WorkerScene()
        try await scene.queue.insert(
            job(), completedAt: Date(), artifacts: [Artifact(type: "result", data: .emptyObject)])
        try await scene.serve { _ in
            for (company, isFound) in [("c", true), ("d", false)] {
                let id = try await scene.insert(company: company)
                let order = try await scene.order(of: id)
                let source = try #require(scene.executor.earlier(of: order.runID))
                let answer = try await source.newest(
                    jobTypes: ["tech_rfp_analysis"], artifactType: "result", byteLimit: 1000)
                #expect((answer == .missing(.absent)) == !isFound)
            }
        }
    }
}
