import ProcessorKit
import SystemPackage
import Testing

@testable import TenderKit

@Suite("AnalysisPlan, AnalysisAssembly and what is checked of an evaluation") struct AnalysisPartsTests {
    private static let criteria = [
        ConfiguredCriterion(scope: "A", name: "one", weight: 30),
        ConfiguredCriterion(scope: "B", name: "two", weight: 50),
        ConfiguredCriterion(scope: "A", name: "three", weight: 20),
    ]

    private static func evaluation(_ grade: Grade) -> Evaluation {
        Evaluation(grade: grade, evidence: [Evidence(text: "t")], summary: "s", clarification: .none)
    }

    private static func plan(
        criteria: [ConfiguredCriterion] = criteria, request: String = "r", contractors: [(String, Int)] = [("A", 1)]
    ) -> AnalysisPlan {
        AnalysisPlan(
            criteria: criteria, request: .init(files: [.init(path: "/x", name: request, bytes: 1)]),
            contractors: contractors.map {
                .init(name: $0, part: .init(files: [.init(path: "/y", name: "f", bytes: $1)]))
            })
    }

    @Test func `the rows of a scope stand together`() {
        let report = AnalysisAssembly(criteria: Self.criteria, persona: "p").contractor(
            "C", [.compliant, .goodConfidence, .majorConcerns].map(Self.evaluation))
        #expect(report.tenderEvaluation.scopes.map(\.scopeName) == ["A", "B"])
        #expect(report.tenderEvaluation.scopes.map(\.scopeTotal) == [32, 35])
        #expect(report.tenderEvaluation.totalScore == 67)
        #expect(report.rawResponses.map(\.criterion) == ["one", "two", "three"])
        #expect(report.warnings == nil)
    }

    @Test(arguments: [(1, false), (2, true), (3, true)])
    func `more than half without points is a warning`(zeros: Int, warns: Bool) {
        let grades = (0..<3).map { Self.evaluation($0 < zeros ? .nonCompliant : .compliant) }
        let warnings = AnalysisAssembly(criteria: Self.criteria, persona: "p").contractor("C", grades).warnings
        #expect((warnings?.tooManyZeroScores?.flag ?? false) == warns)
    }

    @Test func `the identity is that of criteria, files and version`() {
        let plan = Self.plan()
        let other = [
            Self.plan(criteria: Array(Self.criteria.reversed())), Self.plan(request: "s"),
            Self.plan(contractors: [("A", 2)]), Self.plan(contractors: [("B", 1)]),
            Self.plan(contractors: [("A", 1), ("B", 1)]),
        ]
        #expect(plan.identity(version: "1") == Self.plan().identity(version: "1"))
        #expect(plan.identity(version: "1") != plan.identity(version: "2"))
        for other in other { #expect(other.identity(version: "1") != plan.identity(version: "1")) }
    }

    @Test func `evidence that the App would choke on is repaired`() {
        let checked = Evaluation(
            grade: .goodConfidence,
            evidence: [
                Evidence(text: " \n", source: "f", pageNumber: 1),
                Evidence(text: "a\u{0}b", source: nil, pageNumber: 4),
                Evidence(text: "c", source: " ", pageNumber: 4), Evidence(text: "d", source: "f", pageNumber: 0),
                Evidence(text: "e", source: "f", pageNumber: 9),
            ], summary: "One. Two! Three? Four.", clarification: Clarification(.missing, " ")
        ).checked()
        #expect(
            checked.evidence == [
                Evidence(text: "ab"), Evidence(text: "c"), Evidence(text: "d", source: "f"),
                Evidence(text: "e", source: "f", pageNumber: 9),
            ])
        #expect(checked.summary == "One. Two! Three?")
        #expect(checked.clarification == .none)
    }

    @Test func `no evidence at all becomes the grade itself`() {
        let checked = Evaluation(grade: .outstanding, evidence: [], summary: "", clarification: .none).checked()
        #expect(checked.evidence == [Evidence(text: "Final Grade: Outstanding. No reason was given.")])
        #expect(checked.checked() == checked)
    }
}
