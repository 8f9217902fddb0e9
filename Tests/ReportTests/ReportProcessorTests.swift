import FoundationEssentials
import ProcessorKit
import ProcessorTestKit
import Report
import Subprocess
import TenderKit
import Testing

@Suite("The report job")
struct ReportProcessorTests {
    private func run(
        payload: String = #"{"package_id":"p1"}"#, host: TestHost = TestHost(),
        earlier: [TestEarlierArtifact] = [
            TestEarlierArtifact(
                jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: SampleArtifact.payload)
        ]
    ) async throws -> TestResult {
        try await host.run(ReportProcessor.self, TestJob(payload: payload, earlierArtifacts: earlier))
    }

    @Test("The report is made from the newest analysis, with the criteria of its payload")
    func report() async throws {
        let older = TestEarlierArtifact(
            jobType: "tech_rfp_analysis", data: #"{"result":{}}"#, payload: "{}", jobID: "older")
        let other = TestEarlierArtifact(jobType: "tech_rfp_summary", data: "{}", payload: "{}", jobID: "other")
        let newest = TestEarlierArtifact(
            jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: SampleArtifact.payload)
        let result = try await run(earlier: [older, newest, other])
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let report: TechnicalReport = try result.artifact("result")
        #expect(report.contractorEvaluations.map(\.name) == ["Alpha", "Beta Co.", "شركة البناء"])
        #expect(report.contractorEvaluations.map(\.totalScore) == [54, 68, 10])
        #expect(report.evaluationScopes.scopes.map(\.name) == ["Team", "Method"])
        #expect(report.evaluationScopes.scopes.map(\.weight) == [60, 40])
        #expect(report.executiveSummary.contains("Beta Co leads with 68 of 100 points"))
        #expect(result.log.filter { $0.level.rawValue >= LogLevel.warning.rawValue } == [])
        #expect(result.leftOpen == [])
    }

    @Test("Progress has the stages of the contract, rises, and ends at 1")
    func progress() async throws {
        let result = try await run()
        #expect(result.progress.map(\.stage) == ["loading", "generating", "generating"])
        #expect(result.progress.map(\.fraction) == [0, 0.5, 1])
        #expect(result.progress.allSatisfy { !$0.message.isEmpty })
    }

    @Test("The page is written where the host takes it, and only there; both runs give the same bytes")
    func page() async throws {
        let result = try await run()
        let page = String(decoding: try #require(result.artifacts["report.html"]), as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.contains("&lt;b&gt;Named&lt;/b&gt; on page 3."))
        #expect(try await run().artifacts == result.artifacts)

        let database = try await run(host: TestHost(contentTypes: ["application/json"]))
        #expect(database.outcome == .ok, "\(database.errorMessage)")
        #expect(database.artifacts.keys.sorted() == ["result"])
        #expect(database.artifacts["result"] == result.artifacts["result"])
    }

    @Test("Criteria of the payload win over those of the analysis, as an object or as text, and differences are logged")
    func ownCriteria() async throws {
        let criteria = #"{"People":{"manager":{"weight":50}},"Method":{"Sequence":{"weight":40},"Plan":{"weight":10}}}"#
        let text = criteria.replacing("\"", with: "\\\"")
        for payload in [
            #"{"package_id":"p1","evaluation_criteria":\#(criteria)}"#,
            #"{"package_id":"p1","evaluation_criteria":"\#(text)"}"#,
        ] {
            let result = try await run(payload: payload)
            #expect(result.outcome == .ok, "\(result.errorMessage)")
            let report: TechnicalReport = try result.artifact("result")
            #expect(report.evaluationScopes.scopes.map(\.name) == ["Team", "Method"])
            #expect(report.evaluationScopes.scopes.map(\.weight) == [50, 40])
            let warnings = result.log.filter { $0.level == .warning }.map(\.message)
            #expect(
                warnings.contains { $0.contains("Manager") && $0.contains("60") && $0.contains("50") }, "\(warnings)")
            #expect(warnings.contains { $0.contains("no criterion “Plan”") }, "\(warnings)")
        }
    }

    @Test("Without an analysis the error says to run one, and how to give it to exec")
    func noAnalysis() async throws {
        let result = try await run(earlier: [])
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "analysis.not_found")
        #expect(result.errorMessage.contains("run an analysis first"))
        #expect(result.errorMessage.contains("--earlier"))
        #expect(result.artifacts.isEmpty)
    }

    @Test("A host that cannot look is a reason to retry; one that has none to give, or too much, is not")
    func hosts() async throws {
        let failed = try await run(host: TestHost(refusals: [.earlierArtifact: .failed]))
        #expect(failed.outcome == .retry)
        let large = try await run(host: TestHost(refusals: [.earlierArtifact: .tooLarge]))
        #expect(large.outcome == .permanent)
        #expect(large.errorCode == "analysis.too_large")
        let result = try await run(host: TestHost(hasEarlierArtifacts: false))
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "host.no_earlier_artifacts")
    }

    @Test(
        "A foreign or damaged artifact is a permanent error that names the place and the job",
        arguments: [
            (#"{"tenderReport":[]}"#, "result is missing"), (#"{"result":{}}"#, "result.tenderReport is missing"),
            (#"{"result":{"tenderReport":[],"documentProcessingErrors":[]}}"#, "no contractor"), ("[1]", "artifact"),
            ("null", "artifact"),
            (SampleArtifact.json.replacing("\"Good Confidence\"", with: "\"NA\""), "tenderReport[0]"),
            (SampleArtifact.json.replacing("\"score\":70.0", with: "\"score\":1e300"), "Alpha has the score"),
            (SampleArtifact.json.replacing("\"totalScore\":68.0", with: "\"totalScore\":-1e19"), "total of Beta"),
            (SampleArtifact.json.replacing("\"Beta Co.\"", with: "\"Alpha\""), "Alpha is there twice"),
            (SampleArtifact.json.replacing("\"Beta Co.\"", with: "\" \""), "no name"),
        ])
    func damaged(_ data: String, _ reason: String) async throws {
        let result = try await run(earlier: [
            TestEarlierArtifact(
                jobType: "tech_rfp_analysis", data: data, payload: SampleArtifact.payload, jobID: "the-job")
        ])
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "analysis.unreadable")
        #expect(result.errorMessage.contains(reason), "\(result.errorMessage)")
        #expect(result.errorMessage.contains("the-job"))
        #expect(result.errorMessage.contains("Run the analysis again"))
        #expect(result.artifacts.isEmpty)
    }

    @Test("Criteria that are nowhere, or of a wrong type, are a permanent error")
    func badCriteria() async throws {
        let earlier = TestEarlierArtifact(jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: "{}")
        let missing = try await run(earlier: [earlier])
        #expect(missing.outcome == .permanent)
        #expect(missing.errorCode == "criteria.missing")
        let wrong = try await run(payload: #"{"package_id":"p1","evaluation_criteria":[1]}"#)
        #expect(wrong.outcome == .permanent)
        #expect(wrong.errorCode == "criteria.wrong_type")
        let huge = try await run(
            payload: #"{"package_id":"p1","evaluation_criteria":{"S":{"A":1e308,"B":1e308}}}"#,
            earlier: [
                TestEarlierArtifact(
                    jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: SampleArtifact.payload)
            ])
        #expect(huge.outcome == .permanent)
        #expect(huge.errorCode == "criteria.weights_too_large")
        let own = try await run(
            payload: #"{"package_id":"p1","evaluation_criteria":\#(SampleArtifact.criteria)}"#, earlier: [earlier])
        #expect(own.outcome == .ok, "\(own.errorMessage)")
    }

    @Test("A run that is cancelled leaves nothing")
    func cancelled() async throws {
        let earlier = TestEarlierArtifact(
            jobType: "tech_rfp_analysis", data: SampleArtifact.json, payload: SampleArtifact.payload)
        let result = try await TestHost().run(
            ReportProcessor.self, TestJob(payload: #"{"package_id":"p1"}"#, earlierArtifacts: [earlier]),
            onProgress: { _, control in control.cancel(.user) })
        #expect(result.outcome == .cancelled)
        #expect(result.artifacts.isEmpty)
    }

    // MARK: The App

    private static let contract = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/tools/app_contract.py").path

    @Test(
        "The App takes the artifact",
        .enabled(if: FileManager.default.fileExists(atPath: contract), "needs ../shared/tools/app_contract.py"))
    func app() async throws {
        let result = try await run()
        let file = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).json")
        try Data(try #require(result.artifacts["result"])).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let checked = try await Subprocess.run(
            .name("python3"),
            arguments: [
                Self.contract, "tech_rfp_report", file.path, "--contractors", "Alpha", "Beta Co.", "شركة البناء",
            ],
            output: .string(limit: 65536), error: .string(limit: 65536))
        #expect(checked.standardOutput == "ok\n", "\(checked.standardError)")
    }
}
