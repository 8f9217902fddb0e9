import FoundationEssentials
import ProcessorTestKit
import TenderKit
import TenderTestKit
import Testing

@Suite("The analysis of a package")
struct ResultTests {
    @Test("Every contractor has every criterion, with the arithmetic that the App expects, and a report")
    func contract() async throws {
        let result = try await TestPackage(Tender.files).analyse()
        #expect(result.outcome == .ok, "\(result.errorMessage)")
        let bytes = try #require(result.artifacts["result"])
        #expect(AnalysisCheck.problems(of: bytes, contractors: Tender.contractors, criteria: Tender.wanted) == [])
        let report: TechnicalReport = try result.artifact("report")
        #expect(report.contractorEvaluations.map(\.name) == Tender.contractors)
        #expect(report.evaluationScopes.scopes.map(\.weight) == [60, 40])
        #expect(result.leftOpen.isEmpty)
    }

    @Test("Grades become points and totals; evidence keeps file and page; questions go with it")
    func arithmetic() async throws {
        let result = try await TestPackage(Tender.files).analyse(Script())
        let analysis = try result.artifact("result", as: AnalysisArtifact.self).result
        let alpha = analysis.tenderReport[0]
        #expect(alpha.tenderEvaluation.scopes.map(\.scopeName) == ["Technical", "Team"])
        #expect(alpha.tenderEvaluation.scopes.map(\.scopeTotal) == [35, 0])
        #expect(alpha.tenderEvaluation.totalScore == 35)
        let rows = alpha.tenderEvaluation.scopes.flatMap(\.evaluationBreakdown)
        #expect(rows.map(\.criteria) == Tender.wanted.map(\.name))
        #expect(rows.map(\.score) == [70, 70, 0, 0, 0])
        #expect(rows[1].evidence[1].source == "tech_rfp/tender/Alpha Build/offer.md")
        #expect(rows[2].ptc.refType == .missing)
        #expect(alpha.rawResponses.map(\.criterion) == rows.map(\.criteria))
        #expect(alpha.warnings?.tooManyZeroScores?.zeroScoreCount == 3)
        #expect(analysis.tenderReport[2].warnings?.tooManyZeroScores?.zeroScoreRatio == 0.6)
    }

    @Test("The artifacts are the same bytes, however many grades are given at a time", arguments: [1, 2, 8])
    func widths(width: Int) async throws {
        let one = try await TestPackage(Tender.files).analyse(Script(width: 1))
        let result = try await TestPackage(Tender.files).analyse(Script(width: width))
        #expect(result.outcome == .ok)
        #expect(result.artifacts == one.artifacts)
        #expect(result.progress == one.progress)
    }

    @Test("Each key that the App declares is there: sources as text, pages as null or a number")
    func keys() async throws {
        let result = try await TestPackage(Tender.files).analyse(Script())
        let text = String(decoding: try #require(result.artifacts["result"]), as: UTF8.self)
        #expect(text.contains(#"{"pageNumber":null,"source":"","text":"Final Grade"#))
        #expect(
            text.hasPrefix(#"{"result":{"documentProcessingErrors":[],"tenderReport":[{"contractorName":"Alpha Build""#)
        )
    }

    @Test("Criteria from metadata and criteria in text give the same result as an object")
    func payloads() async throws {
        let package = try TestPackage(Tender.files)
        let plain = try await package.analyse(Script())
        let text = String(decoding: try JSONEncoder().encode(Tender.criteria), as: UTF8.self)
        for payload in [
            Tender.payload(text), #"{"package_id":"p1","metadata":{"evaluation_criteria":\#(Tender.criteria)}}"#,
        ] {
            #expect(try await package.analyse(Script(), payload: payload).artifacts == plain.artifacts)
        }
    }

    @Test("An offer is prepared once, also while another one is graded")
    func offers() async throws {
        let script = Script(width: 8)
        _ = try await TestPackage(Tender.files).analyse(script)
        #expect(script.asked.offers == Tender.contractors)
        #expect(script.asked.requests == 1)
        #expect(script.asked.evaluations.count == 15)
        #expect(Set(script.asked.evaluations).count == 15)
    }
}
