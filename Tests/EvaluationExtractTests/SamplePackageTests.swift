import EvaluationExtract
import FoundationEssentials
import ProcessorKit
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("The bundled packages")
struct SamplePackageTests {
    private let company = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "packages/acme-developments")

    private func extract(_ package: String) async throws -> Scopes {
        let job = TestJob(packageDirectory: company.appending(path: package).path)
        let result = try await TestHost().run(EvaluationExtractProcessor.self, job)
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        #expect(result.log.filter { $0.level.rawValue >= LogLevel.warning.rawValue } == [])
        return try result.artifact("result")
    }

    @Test("riverside-clinic: merged scopes and two-language headers of the sheet")
    func clinic() async throws {
        let scopes = try await extract("riverside-clinic")
        #expect(
            scopes.mapValues { $0.mapValues(\.weight) } == [
                "Experience and track record": [
                    "Similar healthcare projects": 12, "Work in occupied buildings": 8,
                    "Financial and legal standing": 5,
                ],
                "Team": ["Project manager": 10, "Key staff and organisation": 8, "Specialist subcontractors": 7],
                "Approach and methodology": [
                    "Method statement and phasing": 15, "Programme": 12, "MEP and medical gas coordination": 8,
                ],
                "Quality, safety and environment": [
                    "Quality plan": 5, "Health and safety plan": 6, "Environmental plan": 4,
                ],
            ])
        #expect(
            scopes["Quality, safety and environment"]?["Quality plan"]?.description
                == "ISO 9001 certificate and inspection and test plans for each trade.")
    }

    @Test("harbour-road: no sheet, the weights stand in an annex of the RFP")
    func road() async throws {
        let scopes = try await extract("harbour-road")
        #expect(
            scopes.mapValues { $0.mapValues(\.weight) } == [
                "Method": ["Construction method and sequence": 25, "Traffic management": 20, "Programme": 15],
                "Resources": ["Project team": 15, "Plant and materials": 10],
                "Assurance": ["Quality and testing": 8, "Safety and environment": 7],
            ])
    }
}
