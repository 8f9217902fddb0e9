import FoundationEssentials
import ProcessorTestKit
import TenderTestKit
import Testing

@Suite("Progress of an analysis")
struct ProgressTests {
    private struct Six: Decodable {
        var currentContractor: String
        var currentContractorPercentageCompletion: Double
        var numberOfCriterionFinishedForCurrentContractor: Int
        var overallPercentageCompletion: Double
        var totalNumberOfCriteriaToBeAnalyzed: Int
        var nextContractorToBeProcessed: String
    }

    private func six(_ result: TestResult) throws -> [Six] {
        try result.progress.dropFirst().map { try JSONDecoder().decode(Six.self, from: Data($0.details.utf8)) }
    }

    @Test("Loading comes first, then the six keys, from nothing done to 1, which only the last report has")
    func reports() async throws {
        let result = try await TestPackage(Tender.files).analyse(Script())
        #expect(result.progress[0].stage == "loading")
        #expect(result.progress[0].details.isEmpty)
        let reports = try six(result)
        let overall = reports.map(\.overallPercentageCompletion)
        // Criteria read, three contractors begun, 15 grades, the end.
        #expect(reports.count == 20)
        #expect(overall == overall.sorted())
        #expect(overall.first == 0)
        #expect(overall.last == 1)
        #expect(overall.count { $0 == 1 } == 1)
        #expect(reports.allSatisfy { $0.totalNumberOfCriteriaToBeAnalyzed == 15 })
        #expect(reports[0].currentContractor == "Alpha Build")
        #expect(reports[0].nextContractorToBeProcessed == "Beta_Works")
        #expect(reports[2].numberOfCriterionFinishedForCurrentContractor == 1)
        #expect(reports[2].currentContractorPercentageCompletion == 0.2)
        #expect(reports.last?.currentContractor == "Gamma")
        #expect(reports.last?.nextContractorToBeProcessed == "")
        #expect(reports.last?.currentContractorPercentageCompletion == 1)
    }

    @Test("1 is not reported before both artifacts are written")
    func notBefore() async throws {
        let result = try await TestPackage(Tender.files).analyse(Script(), refusals: [.artifactCommit: .failed])
        #expect(result.outcome != .ok)
        #expect(try six(result).allSatisfy { $0.overallPercentageCompletion < 1 })
    }

    @Test("A run that is cancelled between two grades ends as cancelled, without artifacts")
    func cancelled() async throws {
        let script = Script(width: 1)
        let result = try await TestPackage(Tender.files).analyse(script) { progress, control in
            if progress.message.hasPrefix("Graded 2") { control.cancel(.user) }
        }
        #expect(result.outcome == .cancelled)
        #expect(result.artifacts.isEmpty)
        #expect(script.asked.evaluations.count <= 3)
    }
}
