import FoundationEssentials
import ProcessorTestKit
import Summary
import TenderTestKit
import Testing

private struct Result: Decodable, Equatable {
    var rfpDates: [String: String]
    var scopeOfWork: String
}

@Suite("The summary of an RFP")
struct SummaryTests {
    private static let request = Data(
        """
        # Request for Proposals: Harbour wall

        | Event | Date |
        |---|---|
        | RFP issued | 2 February 2026 |
        | Proposals due | 9 March 2026 |

        ## Scope of work

        - Repair of the wall.
        - Painting of the railings.
        - Testing of the drains.

        """.utf8)

    private func run(_ files: [String: Data], payload: String = #"{"package_id":"p1"}"#) async throws -> TestResult {
        try await TestPackage(files).run(SummaryProcessor.self, payload: payload)
    }

    @Test("Dates and scope are the result; progress rises to 1 in the two stages")
    func result() async throws {
        let result = try await run(["tech_rfp/rfp/rfp.md": Self.request])
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(
            try result.artifact("result", as: Result.self)
                == Result(
                    rfpDates: ["rfpRelease": "2026-02-02", "proposalSubmissionDeadline": "2026-03-09"],
                    scopeOfWork: """
                        The subject of the tender is **Harbour wall**.
                        The scope of work includes but is not limited to:
                        - **Repair** of the wall
                        - **Painting** of the railings
                        - **Testing** of the drains
                        """))
        #expect(result.progress.map(\.stage) == ["loading", "summarizing", "summarizing"])
        let fractions = result.progress.compactMap(\.fraction)
        #expect(fractions == fractions.sorted())
        #expect(fractions.last == 1)
        #expect(
            result.log.contains { $0.level == .debug && $0.message.contains("proposalSubmissionDeadline 2026-03-09") })
    }

    @Test(
        "The variant is read at the top level and in metadata; none is tech",
        arguments: [
            (#"{"rfp_variant":"comm"}"#, "2026-04-01"), (#"{"metadata":{"rfp_variant":"comm"}}"#, "2026-04-01"),
            (#"{"rfp_variant":"comm","metadata":{"rfp_variant":"tech"}}"#, "2026-04-01"),
            (#"{"rfp_variant":null,"metadata":{"rfp_variant":"comm"}}"#, "2026-04-01"),
            (#"{"rfp_variant":"tech"}"#, "2026-03-09"), (#"{"rfp_variant":null}"#, "2026-03-09"),
            (#"{"metadata":null}"#, "2026-03-09"), (#"{"metadata":"x"}"#, "2026-03-09"), ("{}", "2026-03-09"),
        ])
    func variants(payload: String, wanted: String) async throws {
        let result = try await run(
            [
                "tech_rfp/rfp/rfp.md": Self.request,
                "comm_rfp/rfp/rfp.md": Data("# RFP\n\nProposals are due on 1 April 2026.\n".utf8),
            ], payload: payload)
        #expect(try result.artifact("result", as: Result.self).rfpDates["proposalSubmissionDeadline"] == wanted)
    }

    @Test(
        "Any other variant is a permanent error that names what was seen",
        arguments: [
            (#"{"rfp_variant":"financial"}"#, "financial"), (#"{"rfp_variant":""}"#, "\"\""),
            (#"{"rfp_variant":7}"#, "7"),
            (#"{"rfp_variant":true}"#, "true"), (#"{"rfp_variant":["tech"]}"#, "array"),
            (#"{"metadata":{"rfp_variant":"TECH"}}"#, "TECH"), (#"{"metadata":{"rfp_variant":{}}}"#, "object"),
        ])
    func wrongVariant(payload: String, seen: String) async throws {
        let result = try await run(["tech_rfp/rfp/rfp.md": Self.request], payload: payload)
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "payload.invalid")
        #expect(result.errorMessage.contains(seen), "\(result.errorMessage)")
        #expect(result.errorMessage.contains("comm"), "\(result.errorMessage)")
        #expect(result.errorMessage.contains("rfp_variant"), "\(result.errorMessage)")
    }

    @Test("A package without documents is a permanent error that names the folder")
    func empty() async throws {
        let result = try await run(["tech_rfp/rfp/rfp.md": Self.request], payload: #"{"rfp_variant":"comm"}"#)
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "summary.no_files")
        #expect(result.errorMessage.contains("comm_rfp/rfp"))
    }

    @Test("Documents of which none can be read are a permanent error that names each")
    func unreadable() async throws {
        let result = try await run([
            "tech_rfp/rfp/a.docx": Data("no zip".utf8), "tech_rfp/rfp/b.xyz": Data("x".utf8),
        ])
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "summary.unreadable")
        #expect(result.errorMessage.contains("a.docx") && result.errorMessage.contains("b.xyz"))
        #expect(result.artifacts.isEmpty)
    }

    @Test("A file that cannot be read is a warning when another can")
    func partly() async throws {
        let result = try await run([
            "tech_rfp/rfp/annex.pdf": Data("%PDF-1.4 cut off".utf8), "tech_rfp/rfp/rfp.md": Self.request,
        ])
        #expect(result.outcome == .ok)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("annex.pdf") })
    }

    @Test("A document without scope and dates gives an honest text and no dates, with a warning")
    func nothing() async throws {
        let result = try await run(["tech_rfp/rfp/rfp.txt": Data("2026\n".utf8)])
        #expect(
            try result.artifact("result", as: Result.self)
                == Result(rfpDates: [:], scopeOfWork: "The documents state no scope of work."))
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("scope of work") })
    }

    @Test("Two runs give the same bytes")
    func repeatable() async throws {
        let files = [
            "tech_rfp/rfp/a.md": Self.request,
            "tech_rfp/rfp/b.md": Data("# Addendum 1\n\nProposals are due 9 April 2026.\n".utf8),
        ]
        let one = try await run(files)
        let two = try await run(files)
        #expect(one.artifacts["result"] != nil)
        #expect(one.artifacts == two.artifacts)
    }

    @Test("A run that is cancelled while it reads ends as cancelled")
    func cancelled() async throws {
        let package = try TestPackage(["tech_rfp/rfp/a.md": Self.request, "tech_rfp/rfp/b.md": Self.request])
        let result = try await TestHost().run(
            SummaryProcessor.self, TestJob(packageDirectory: package.folder.path),
            onProgress: { _, control in control.cancel(.user) })
        #expect(result.outcome == .cancelled)
        #expect(result.artifacts.isEmpty)
    }
}

@Suite("The bundled packages")
struct SamplePackageTests {
    private let company = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "packages/acme-developments")

    @Test(
        "All four dates and the scope are found",
        arguments: [
            (
                "riverside-clinic",
                [
                    "rfpRelease": "2026-01-12", "vendorQuestionsDeadline": "2026-02-02",
                    "midTenderInterviews": "2026-02-16",
                    "proposalSubmissionDeadline": "2026-03-09",
                ], ["medical gases", "Demolition"]
            ),
            (
                "harbour-road",
                [
                    "rfpRelease": "2026-02-02", "vendorQuestionsDeadline": "2026-02-20",
                    "midTenderInterviews": "2026-03-05",
                    "proposalSubmissionDeadline": "2026-03-23",
                ], ["drainage", "bearings and joints"]
            ),
        ])
    func samples(package: String, dates: [String: String], words: [String]) async throws {
        let job = TestJob(packageDirectory: company.appending(path: package).path)
        let result = try await TestHost().run(SummaryProcessor.self, job)
        let summary = try result.artifact("result", as: Result.self)
        #expect(summary.rfpDates == dates)
        for word in words { #expect(summary.scopeOfWork.contains(word), "\(summary.scopeOfWork)") }
    }
}
