import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("Earlier artifacts")
struct EarlierArtifactTests {
    private let analyses = [
        TestEarlierArtifact(jobType: "analysis", data: "[1]"),
        TestEarlierArtifact(
            jobType: "analysis", data: "[2]", payload: #"{"package_id":"p"}"#,
            jobID: "0190a0b0-0000-7000-8000-0000000000aa", completedAt: "2026-02-03T04:05:06.789Z"),
        TestEarlierArtifact(jobType: "analysis", artifact: "report", data: "[3]"),
    ]

    @Test("The newest of a type is given, with its job and payload")
    func newest() async throws {
        let result = try await TestHost().run(TestJob(earlierArtifacts: analyses)) { run in
            let earlier = try #require(run.earlierArtifacts)
            let found = try #require(try earlier.newest(jobType: "analysis", artifact: "result"))
            #expect(found.jobID == "0190a0b0-0000-7000-8000-0000000000aa")
            #expect(found.completedAt == "2026-02-03T04:05:06.789Z")
            #expect(found.payload == Array(#"{"package_id":"p"}"#.utf8))
            #expect(found.data == Array("[2]".utf8))
            let other = try earlier.newest(jobType: "analysis", artifact: "report")
            #expect(other?.data == Array("[3]".utf8))
        }
        #expect(result.outcome == .ok)
    }

    @Test("What is not there is nil")
    func absent() async throws {
        let result = try await TestHost().run(TestJob(earlierArtifacts: analyses)) { run in
            let earlier = try #require(run.earlierArtifacts)
            let none = try earlier.newest(jobType: "summary", artifact: "result")
            #expect(none == nil)
        }
        #expect(result.outcome == .ok)
    }

    @Test("A host that cannot find out is an error, and the run is tried again")
    func failed() async throws {
        let result = try await TestHost(refusals: [.earlierArtifact: .failed]).run { run in
            _ = try run.earlierArtifacts?.newest(jobType: "analysis", artifact: "result")
        }
        #expect(result.outcome == .retry)
        #expect(result.errorCode == "host_call.failed")
    }

    @Test("A cancelled run gets no answer and ends as cancelled")
    func cancelled() async throws {
        let job = TestJob(earlierArtifacts: analyses)
        let cancel: @Sendable (TestProgress, TestRunControl) -> Void = { _, control in control.cancel(.user) }
        let result = try await TestHost().run(job, onProgress: cancel) { run in
            try run.progress(0.1)
            _ = try run.earlierArtifacts?.newest(jobType: "analysis", artifact: "result")
            Issue.record("an answer after the cancel")
        }
        #expect(result.outcome == .cancelled)
    }

    @Test("A host without the extension has none")
    func lacking() async throws {
        let result = try await TestHost(hasEarlierArtifacts: false).run { run in
            #expect(run.earlierArtifacts == nil)
            #expect(run.checkpoints != nil)
        }
        #expect(result.outcome == .ok)
    }
}
