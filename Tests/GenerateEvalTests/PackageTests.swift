import FoundationEssentials
import GenerateEval
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("Rubrics of whole packages")
struct PackageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let samples = ["riverside-clinic", "harbour-road"].map {
        root.appending(path: "packages/acme-developments/\($0)").path
    }
    /// Real tenders, where they are present.
    private static let shared: [String] = {
        let folder = root.deletingLastPathComponent().appending(path: "shared/packages/benchmarks").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }
    }()

    private func generate(_ package: String) async throws -> TestResult {
        try await TestHost().run(GenerateEvalProcessor.self, TestJob(packageDirectory: package))
    }

    private func check(_ package: String) async throws {
        let result = try await generate(package)
        #expect(result.outcome == .ok, "\(package): \(result.errorMessage)")
        let scopes: Scopes = try result.artifact("result")
        let criteria = scopes.values.flatMap { $0 }
        #expect(criteria.reduce(0) { $0 + $1.value.weight } == 100, "\(package)")
        #expect((6...14).contains(criteria.count) && scopes.count <= 4, "\(package)")
        #expect(criteria.count { $0.key.hasPrefix("Local context and site constraints") } == 1, "\(package)")
        let quoting = criteria.count { $0.value.description.contains("“") }
        #expect(quoting * 2 >= criteria.count, "\(package): only \(quoting) descriptions quote the RFP")
        let again = try await generate(package)
        #expect(again.artifacts == result.artifacts, "\(package)")
    }

    @Test("The bundled packages", arguments: samples)
    func bundled(_ package: String) async throws {
        try await check(package)
    }

    @Test("Real tenders", .enabled(if: !shared.isEmpty), arguments: shared)
    func real(_ package: String) async throws {
        try await check(package)
    }

    @Test("The sample clinic's rubric quotes its own demands")
    func clinic() async throws {
        let scopes: Scopes = try await generate(Self.samples[0]).artifact("result")
        let all = scopes.values.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        #expect(all["Project team and key personnel"]?.description.contains("at least 15 years of experience") ?? false)
        #expect(all["Medical gases"]?.description.contains("HTM 02-01") ?? false)
        #expect(all["Local context and site constraints"]?.description.contains("65 dB(A)") ?? false)
        #expect(all["Programme and schedule integration"]?.description.contains("14 months") ?? false)
    }
}
