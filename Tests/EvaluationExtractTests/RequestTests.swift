import EvaluationExtract
import FoundationEssentials
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("Criteria from the RFP, where there is no sheet")
struct RequestTests {
    private static let request = Data(
        """
        # Request for Proposals

        Proposals are due on 9 March 2026.

        ## Evaluation criteria

        | Criterion | Weight |
        |---|---|
        | Construction method | 60% |
        | Project team | 40% |

        """.utf8)

    @Test("The criteria of the RFP are the result")
    func fromRequest() async throws {
        let package = try TestPackage(["tech_rfp/rfp/rfp.md": Self.request])
        let result = try await package.extract()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let scopes: Scopes = try result.artifact("result")
        let weights = scopes.values.reduce(into: [:]) { $0.merge($1.mapValues(\.weight)) { first, _ in first } }
        #expect(weights == ["Construction method": 60, "Project team": 40])
        let descriptions = scopes.values.flatMap { $0.values.map(\.description) }
        #expect(descriptions.allSatisfy { $0?.hasSuffix("(rfp.md)") == true }, "\(descriptions)")
    }

    @Test("An annex that cannot be read is a warning when the rest states criteria")
    func unreadableAnnex() async throws {
        let package = try TestPackage([
            "tech_rfp/rfp/annex.pdf": Data("%PDF-1.4 cut off".utf8), "tech_rfp/rfp/rfp.md": Self.request,
        ])
        let result = try await package.extract()
        #expect(result.outcome == .ok)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("annex.pdf") })
    }

    @Test("An RFP without criteria is a permanent error that names what was read; nothing is invented")
    func noCriteria() async throws {
        let package = try TestPackage([
            "tech_rfp/rfp/annex.pdf": Data("%PDF-1.4 cut off".utf8),
            "tech_rfp/rfp/rfp.txt": Data("We want a road of 1,800 m with 2 bridges. Send it by 9 March.\n".utf8),
        ])
        let result = try await package.extract()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "criteria.none_found")
        #expect(result.errorMessage.contains("annex.pdf"))
        #expect(result.errorMessage.contains("rfp.txt"))
        #expect(result.artifacts.isEmpty)
    }

    @Test("A file in the sheet's folder that is no sheet does not hide the RFP, and is named in the log")
    func ignoredUpload() async throws {
        let package = try TestPackage([
            "tech_rfp/evaluation/note.odt": Data("x".utf8), "tech_rfp/rfp/rfp.md": Self.request,
        ])
        let result = try await package.extract()
        #expect(result.outcome == .ok)
        #expect(result.log.contains { $0.message.contains("note.odt") && $0.message.contains("ignored") })
    }

    @Test("An empty package is a permanent error that says where files belong")
    func emptyPackage() async throws {
        let result = try await TestPackage().extract()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "criteria.no_files")
        #expect(result.errorMessage.contains("tech_rfp/evaluation"))
        #expect(result.errorMessage.contains("tech_rfp/rfp"))
    }

    @Test("A package folder that does not exist is a permanent error with its path")
    func missingFolder() async throws {
        let job = TestJob(packageDirectory: "/nowhere/acme/p1")
        let result = try await TestHost().run(EvaluationExtractProcessor.self, job)
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "package.not_found")
        #expect(result.errorMessage.contains("/nowhere/acme/p1"))
    }

    @Test("A file name with a line break or a direction override is shown escaped")
    func strangeNames() async throws {
        let package = try TestPackage(["tech_rfp/evaluation/a\nb\u{202E}c.csv": Data("x".utf8)])
        let result = try await package.extract()
        #expect(result.outcome == .permanent)
        #expect(!result.errorMessage.contains("\n"))
        #expect(!result.errorMessage.contains("\u{202E}"))
    }

    @Test("A run that is cancelled while it reads ends as cancelled")
    func cancelled() async throws {
        let package = try TestPackage([
            "tech_rfp/rfp/a.md": Self.request, "tech_rfp/rfp/b.md": Self.request,
        ])
        let result = try await TestHost().run(
            EvaluationExtractProcessor.self, TestJob(packageDirectory: package.folder.path),
            onProgress: { _, control in control.cancel(.user) })
        #expect(result.outcome == .cancelled)
        #expect(result.artifacts.isEmpty)
    }
}
