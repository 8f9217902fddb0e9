import Foundation
import Testing

@testable import TenderKit

@Suite("AnalysisProgress") struct AnalysisProgressTests {
    @Test func `the last grade is not the end`() {
        var progress = AnalysisProgress(contractors: ["A", "B"], criteria: 2)
        #expect(progress.report.overallPercentageCompletion == 0)
        progress.begin(contractor: 1, finished: 1)
        #expect(progress.report.overallPercentageCompletion == 0.75)
        progress.finishCriterion()
        #expect(progress.report.overallPercentageCompletion == 0.875)
        #expect(progress.report.currentContractorPercentageCompletion == 1)
        progress.complete()
        #expect(progress.report.overallPercentageCompletion == 1)
    }

    @Test func `the next contractor is empty for the last`() {
        var progress = AnalysisProgress(contractors: ["A", "B"], criteria: 1)
        #expect(progress.report.nextContractorToBeProcessed == "B")
        progress.begin(contractor: 1, finished: 0)
        #expect(progress.report.nextContractorToBeProcessed == "")
    }

    @Test(arguments: ["n", "\u{1}", "ش", "😀"])
    func `a report stays below 8 KiB, whatever the names`(character: String) throws {
        let name = String(repeating: character, count: 5_000)
        let report = AnalysisProgress(contractors: [name, name], criteria: 3).report
        #expect(try JSONEncoder().encode(report).count < 8 << 10)
        #expect(report.currentContractor.hasSuffix("…"))
    }
}
