import Foundation
import TenderKit
import TestRandom
import Testing

@Suite("The technical report in words")
struct TechnicalReportTests {
    private typealias Row = SampleAnalysis.Row

    private func report(_ made: SampleAnalysis.Made) -> TechnicalReport {
        TechnicalReport(analysis: made.analysis, criteria: made.criteria)
    }

    private static let two: [Row] = [
        Row(
            scope: "Team", name: "Manager", weight: 60, grades: [.goodConfidence, .outstanding],
            kinds: [.missing, .none]),
        Row(
            scope: "Method", name: "Sequence", weight: 40, grades: [.highConcerns, .seriousConcerns],
            kinds: [.incomplete, .incomplete]),
    ]

    @Test("Two offers: the leader, the distance, the scopes, the common gap, and what is open")
    func twoOffers() {
        let made = SampleAnalysis.make(["Alpha", "Beta"], Self.two, problems: [("tech_rfp/tender/Beta/a.pdf", "Beta")])
        let report = report(made)
        #expect(
            report.executiveSummary
                == "2 offers were evaluated against 2 criteria in 2 scopes. "
                + "Beta leads with 68 of 100 points, 14 points ahead of Alpha. "
                + "On average, the offers score highest in Team (85 of 100) and lowest in Method (25), "
                + "and both offers raise concerns on Sequence. "
                + "Clarification is needed on 3 of 4 ratings, most often on Sequence (2 of 2 offers); "
                + "1 file could not be read in full.")
        #expect(report.contractorEvaluations.map(\.name) == ["Alpha", "Beta"])
        #expect(report.contractorEvaluations.map(\.totalScore) == [54, 68])
        #expect(
            report.contractorEvaluations[0].evaluationSummary
                == "Alpha ranks second of 2 offers with 54 of 100 points, 14 points behind Beta. "
                + "It scores highest in Team (70 of 100) and lowest in Method (30). "
                + "It raises concerns on Sequence. "
                + "Clarification is needed on 2 criteria: information is missing on 1 and incomplete on 1.")
        #expect(
            report.contractorEvaluations[1].evaluationSummary
                == "Beta ranks first of 2 offers with 68 of 100 points, 14 points ahead of Alpha. "
                + "It scores highest in Team (100 of 100) and lowest in Method (20). "
                + "It raises concerns on Sequence. "
                + "Clarification is needed on 1 criterion, where information is incomplete; "
                + "1 file of the offer could not be read in full.")
    }

    @Test("One offer is not compared")
    func oneOffer() {
        let made = SampleAnalysis.make(
            ["Alpha"], [Row(scope: "Team", name: "Manager", weight: 100, grades: [.compliant])])
        let report = report(made)
        #expect(
            report.executiveSummary
                == "1 offer was evaluated against 1 criterion in 1 scope. Alpha reached 100 of 100 points. "
                + "It scores 100 of 100 on Manager. No clarification is needed.")
        #expect(
            report.contractorEvaluations[0].evaluationSummary
                == "Alpha made the only offer, which reached 100 of 100 points. It scores 100 of 100 on Manager. "
                + "No criterion raises concerns. No clarification is needed.")
    }

    @Test("Offers with the same total share a rank, and the next one comes after all of them")
    func ties() {
        let grades: [Grade] = [.soundConfidence, .goodConfidence, .goodConfidence, .highConcerns]
        let made = SampleAnalysis.make(
            ["A", "B", "C", "D"], [Row(scope: "S", name: "One", weight: 100, grades: grades)])
        let report = report(made)
        #expect(
            report.executiveSummary.contains(
                "B and C share the first place with 70 of 100 points, 10 points ahead of A;"))
        #expect(report.executiveSummary.contains("the lowest total is 30 (D)"))
        let texts = report.contractorEvaluations.map(\.evaluationSummary)
        #expect(texts[0].hasPrefix("A ranks third of 4 offers with 60 of 100 points, 10 points behind B and C."))
        #expect(
            texts[1].hasPrefix(
                "B ranks first of 4 offers with 70 of 100 points, the same total as C, 10 points ahead of A."))
        #expect(texts[3].hasPrefix("D ranks fourth of 4 offers"))
    }

    @Test("All offers equal")
    func allEqual() {
        let grades: [Grade] = [.soundConfidence, .soundConfidence, .soundConfidence]
        let made = SampleAnalysis.make(
            ["A", "B", "C"], [Row(scope: "S", name: "One", weight: 100, grades: grades)])
        #expect(report(made).executiveSummary.contains("All offers reached the same total, 60 of 100 points."))
    }

    @Test("Weights of 0 give no ranking, and nothing to divide by")
    func noWeights() {
        let made = SampleAnalysis.make(
            ["A", "B"], [Row(scope: "S", name: "One", weight: 0, grades: [.outstanding, .highConcerns])])
        let report = report(made)
        #expect(report.executiveSummary.contains("The criteria carry no weight, so there is no ranking."))
        #expect(report.contractorEvaluations[1].evaluationSummary.contains("It scores 30 of 100 on One."))
    }

    @Test("No offer at all is said, and the scopes are those of the criteria")
    func noOffers() {
        let report = TechnicalReport(
            analysis: .init(tenderReport: [], documentProcessingErrors: []),
            criteria: [
                ConfiguredCriterion(scope: "Team", name: "A", weight: 40),
                ConfiguredCriterion(scope: "Team", name: "B", weight: 10.5),
            ])
        #expect(report.executiveSummary == "No offer was evaluated.")
        #expect(report.evaluationScopes.scopes.map(\.name) == ["Team"])
        #expect(report.evaluationScopes.scopes.map(\.weight) == [50.5])
    }

    @Test("Weights come from the criteria, by name as the App compares it, else from the results")
    func weights() {
        var made = SampleAnalysis.make(["A"], Self.two)
        made.criteria = [ConfiguredCriterion(scope: "Other", name: " MANAGER! ", weight: 55)]
        let scopes = report(made).evaluationScopes.scopes
        #expect(scopes.map(\.name) == ["Team", "Method"])
        #expect(scopes.map(\.weight) == [55, 40])
    }

    @Test("Names end sentences without a second full stop; Arabic names are isolated; long ones are cut")
    func names() {
        let long = String(repeating: "x", count: 2_000)
        let made = SampleAnalysis.make(
            ["Acme Inc.", long, "شركة البناء"],
            [Row(scope: "S", name: "One", weight: 100, grades: [.outstanding, .soundConfidence, .highConcerns])])
        let report = report(made)
        #expect(!report.executiveSummary.contains(".."))
        #expect(report.executiveSummary.contains("\u{2068}شركة البناء\u{2069}"))
        #expect(report.executiveSummary.count < 1_000)
        #expect(report.contractorEvaluations.map(\.name) == ["Acme Inc.", long, "شركة البناء"])
    }

    @Test("A criterion's number in the list is not spoken")
    func numbered() {
        let rows = [
            Row(scope: "S", name: "a. wrote tests", weight: 50, grades: [.outstanding]),
            Row(scope: "S", name: "2) wrote a plan", weight: 50, grades: [.highConcerns]),
        ]
        let text = report(SampleAnalysis.make(["A. B. Co"], rows)).executiveSummary
        #expect(text.contains("A. B. Co reached 65 of 100 points."))
        #expect(text.contains("highest on wrote tests (100 of 100) and lowest on wrote a plan (30)."))
    }

    @Test("Any analysis gives one to four sentences in each text, finite numbers, and the same bytes twice")
    func properties() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for round in 0..<300 {
            let made = SampleAnalysis.random(&random)
            let report = report(made)
            for text in [report.executiveSummary] + report.contractorEvaluations.map(\.evaluationSummary) {
                let sentences = text.matches(of: /[.!?](\s|$)/).count
                #expect((1...4).contains(sentences), "seed \(seed), round \(round): \(text)")
                #expect(!text.contains("  ") && !text.contains("Optional") && !text.contains(" ,"), "\(text)")
                #expect(text.hasSuffix("."), "seed \(seed), round \(round): \(text)")
            }
            #expect(report.contractorEvaluations.map(\.name) == made.analysis.tenderReport.map(\.contractorName))
            let weight = report.evaluationScopes.scopes.reduce(0) { $0 + $1.weight }
            #expect(abs(weight - made.criteria.reduce(0) { $0 + $1.weight }) < 1e-6)
            #expect(try encoded(report) == encoded(self.report(made)))
        }
    }

    private func encoded(_ report: TechnicalReport) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(report)
    }
}
