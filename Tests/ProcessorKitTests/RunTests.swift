import ProcessorKit
import ProcessorTestKit
import Testing

@Suite("What a run is given")
struct RunTests {
    @Test("Ids, type, attempt and folders arrive")
    func identity() async throws {
        let job = TestJob(jobType: "other", attempt: 3, companyID: "acme", userID: "u-7", packageDirectory: "/")
        let result = try await TestHost().run(job) { run in
            #expect(run.runID.count == 36)
            #expect(run.jobID.count == 36)
            #expect(run.jobID != run.runID)
            #expect(run.jobType == "other")
            #expect(run.attempt == 3)
            #expect(run.companyID == "acme")
            #expect(run.userID == "u-7")
            #expect(run.scratchDirectory.hasPrefix("/"))
            let folder = try run.requirePackageDirectory()
            #expect(folder == "/")
        }
        #expect(result.outcome == .ok)
    }

    @Test("What the job does not name is nil")
    func absent() async throws {
        let result = try await TestHost().run(TestJob(companyID: nil)) { run in
            #expect(run.companyID == nil)
            #expect(run.userID == nil)
            #expect(run.packageDirectory == nil)
            #expect(run.deadline == nil)
            _ = try run.requirePackageDirectory()
        }
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "package.no_company")
        #expect(result.errorMessage.contains("company_id"))
    }

    @Test(
        "A package folder that is missing, a file, or behind a file is a permanent error with the path",
        arguments: [
            ("/nowhere/acme/clinic", "does not exist"), ("/etc/passwd", "is not a folder"),
            ("/etc/passwd/x", "cannot be opened"),
        ])
    func packageFolder(_ path: String, _ reason: String) async throws {
        let result = try await TestHost().run(TestJob(packageDirectory: path)) { run in
            _ = try run.requirePackageDirectory()
        }
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "package.not_found")
        #expect(result.errorMessage.contains("package folder \(path) \(reason)"))
    }

    @Test("The deadline is in Swift's clock")
    func deadline() async throws {
        let result = try await TestHost().run(TestJob(timeLimit: .seconds(100))) { run in
            let left = SuspendingClock.now.duration(to: try #require(run.deadline))
            #expect(left > .seconds(60) && left <= .seconds(100))
        }
        #expect(result.outcome == .ok)
    }

    @Test("A payload that does not fit is a permanent error that names the member")
    func payload() async throws {
        struct Wanted: Decodable { var package: String }
        let good = try await TestHost().run(TestJob(payload: #"{"package":"p\/1"}"#)) { run in
            let payload = try run.decodePayload(as: Wanted.self)
            #expect(payload.package == "p/1")
        }
        #expect(good.outcome == .ok)
        let bad = try await TestHost().run(TestJob(payload: #"{"package":17}"#)) { run in
            _ = try run.decodePayload(as: Wanted.self)
        }
        #expect(bad.outcome == .permanent)
        #expect(bad.errorCode == "payload.invalid")
        #expect(bad.errorMessage.contains("package:"))
    }

    @Test("After its end the run can do nothing")
    func afterTheEnd() async throws {
        let (runs, leak) = AsyncStream.makeStream(of: ProcessorRun.self)
        _ = try await TestHost().run { leak.yield($0) }
        for await run in runs.prefix(1) {
            #expect(throws: HostCallError(call: "progress", code: .state)) { try run.progress(0.1) }
            #expect(throws: HostCallError(call: "artifact_open", code: .state)) {
                try run.writeArtifact("result", [1])
            }
        }
    }
}
