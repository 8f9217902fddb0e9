import FoundationEssentials
import GenerateEval
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("The job tech_rfp_generate_eval")
struct GenerateEvalTests {
    private static let request = Data(
        """
        # Construction of a bridge

        The Contractor shall name a bridge engineer with 10 years of experience.

        A method statement for the piling is required.
        """.utf8)

    @Test("Progress goes through loading, processing and generating, never back, and ends at 1")
    func progress() async throws {
        let package = try TestPackage([
            "tech_rfp/rfp/a.md": Self.request, "tech_rfp/rfp/b.txt": Data("Site safety.\n".utf8),
        ])
        let result = try await package.generate()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        var stages: [String] = []
        for report in result.progress where stages.last != report.stage { stages.append(report.stage) }
        #expect(stages == ["loading", "processing", "generating"])
        let fractions = result.progress.compactMap(\.fraction)
        #expect(fractions == fractions.sorted())
        #expect(fractions.last == 1)
        #expect(fractions.count { $0 == 1 } == 1)
        #expect(result.progress.allSatisfy { !$0.message.isEmpty })
        #expect(result.progress.contains { $0.stage == "loading" && $0.message.contains("b.txt") })
    }

    @Test("The log explains the class and each weight")
    func log() async throws {
        let result = try await TestPackage(["tech_rfp/rfp/a.md": Self.request]).generate()
        #expect(result.log.contains { $0.message == "contract class: prime construction" })
        #expect(result.log.contains { $0.message.contains("weight") && $0.message.contains("Project team") })
    }

    @Test("A package without an RFP is a permanent error that says where it belongs")
    func noFiles() async throws {
        let result = try await TestPackage().generate()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "rubric.no_files")
        #expect(result.errorMessage.contains("tech_rfp/rfp"))
    }

    @Test("An RFP of which nothing can be read is a permanent error with each file")
    func unreadable() async throws {
        let package = try TestPackage(["tech_rfp/rfp/a.docx": Data("x".utf8), "tech_rfp/rfp/b.xyz": Data("x".utf8)])
        let result = try await package.generate()
        #expect(result.outcome == .permanent)
        #expect(result.errorCode == "rubric.unreadable")
        #expect(result.errorMessage.contains("a.docx") && result.errorMessage.contains("b.xyz"))
        #expect(result.artifacts.isEmpty)
    }

    @Test("A file that cannot be read is a warning when another can")
    func oneUnreadable() async throws {
        let package = try TestPackage(["tech_rfp/rfp/a.md": Self.request, "tech_rfp/rfp/b.docx": Data("x".utf8)])
        let result = try await package.generate()
        #expect(result.outcome == .ok)
        #expect(result.log.contains { $0.level == .warning && $0.message.contains("b.docx") })
    }

    @Test("A run that is cancelled ends as cancelled", arguments: ["loading", "processing"])
    func cancelled(_ stage: String) async throws {
        let package = try TestPackage(["tech_rfp/rfp/a.md": Self.request, "tech_rfp/rfp/b.md": Self.request])
        let result = try await TestHost().run(
            GenerateEvalProcessor.self, TestJob(packageDirectory: package.folder.path),
            onProgress: { report, control in if report.stage == stage { control.cancel(.user) } })
        #expect(result.outcome == .cancelled)
        #expect(result.artifacts.isEmpty)
    }

    @Test("Hundreds of pages give a rubric of the same shape")
    func large() async throws {
        var text = "# Construction of a hospital\n"
        for chapter in 1...300 {
            text += "\n## \(chapter) Chapter on system \(chapter % 17)\n\n"
            for clause in 1...30 {
                text +=
                    "\(chapter).\(clause) The Contractor shall submit the method statement for part \(chapter * clause) "
                text += "of the works within \(clause) weeks and test it to ISO 9001.\n\n"
            }
        }
        let result = try await TestPackage(["tech_rfp/rfp/a.md": Data(text.utf8)]).generate()
        let scopes: Scopes = try result.artifact("result")
        let weights = scopes.values.flatMap(\.values).map(\.weight)
        #expect((6...14).contains(weights.count))
        #expect(weights.reduce(0, +) == 100)
    }
}
