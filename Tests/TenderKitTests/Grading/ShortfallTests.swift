import Testing

@testable import TenderKit

@Suite("Numbers asked for and numbers given") struct ShortfallTests {
    private let projects = GradingFixture.criterion(
        "Similar projects", "Three or more hospitals of at least 2,000 m² with client references.")

    private func offer(_ rows: [[String]]) -> Document {
        let blocks = rows.enumerated().map { index, cells in
            Block(kind: .tableRow(TableRow(table: 0, row: index, cells: cells)), text: cells.joined(separator: " | "))
        }
        return Document(file: "tech_rfp/tender/Bidder/offer.docx", blocks: blocks)
    }

    private func evaluation(_ criterion: ConfiguredCriterion, _ rows: [[String]]) async throws -> Evaluation {
        try await GradingFixture.evaluate([criterion], offer: [offer(rows)])[0]
    }

    @Test("Fewer or smaller examples than asked for count less, and are named")
    func examples() async throws {
        let header = ["Hospital", "Area", "Client reference"]
        let rows = [
            ["Hospital of Norden", "5,200 m²", "Dr Okafor"], ["Hospital of Westen", "2,300 m²", "P. Lindqvist"],
            ["Hospital of Suden", "3,100 m²", "M. Duarte"],
        ]
        let all = try await evaluation(projects, [header] + rows)
        let one = try await evaluation(projects, [header, rows[0]])
        let small = try await evaluation(projects, [header, ["Hospital of Norden", "٩٥٠ م²", "Dr Okafor"]])
        #expect(all.grade.score > one.grade.score && one.grade.score > small.grade.score)
        #expect(one.evidence.last?.text.contains("only 1 of the 3") == true)
        #expect(one.clarification.text.contains("1 could be found"))
        #expect(all.evidence[1].text.contains("Area: 5,200 m²"))
    }

    @Test("A limit is exceeded by more, not by less")
    func limits() throws {
        let vocabulary = TermTable()
        let reader = WordLookup(isLearning: true)
        func words(_ text: String) -> ArraySlice<Word> { TextScanner.words(of: text, reader: reader)[...] }
        let limit = try #require(Quantity.wanted(in: words("complete within 14 months"), vocabulary).first)
        #expect(limit.bound == .most)
        #expect(try #require(limit.met(by: Quantity.all(in: words("months 12 to 15 months"), vocabulary))) < 1)
        #expect(limit.met(by: Quantity.all(in: words("حتى الشهر الرابع عشر"), vocabulary)) == 1)
        #expect(limit.met(by: Quantity.all(in: words("14 days"), vocabulary)) == nil)
        let floor = try #require(Quantity.wanted(in: words("not less than 5 years"), vocabulary).first)
        #expect(floor.bound == .least && floor.met(by: Quantity.all(in: words("خبرة ٤ سنوات"), vocabulary)) == 0.8)
        let money = try #require(Quantity.wanted(in: words("turnover of SAR 50 million"), vocabulary).first)
        #expect(money.met(by: Quantity.all(in: words("25 مليون ريال"), vocabulary)) == 0.5)
    }

    @Test("A description that speaks of the weight alone asks for nothing")
    func weights() async throws {
        for text in ["The document states no weight. (rfp.pdf, p. 3)", "لا يذكر المستند وزنًا لهذا المعيار."] {
            let request = try await EmbeddedEvaluator().prepare(
                request: [], criteria: [GradingFixture.criterion("Project approach", text)])
            #expect(request.items.map(\.text) == ["Project approach"])
        }
    }

    @Test("The certificate of another standard is no evidence for the one asked for")
    func otherStandard() async throws {
        let criterion = GradingFixture.criterion("Safety", "ISO 45001 certificate; accident frequency of three years.")
        let right = try await GradingFixture.score(
            criterion, "Our ISO 45001 certificate no. S-20 is valid to May 2028.")
        let wrong = try await GradingFixture.score(criterion, "Our ISO 9001 certificate no. Q-20 is valid to May 2028.")
        #expect(right > wrong && wrong <= 20)
    }

    @Test("Clauses are named without their number, reasons without what tools print")
    func wording() async throws {
        #expect(ItemText.bare("5.1.1 The Contractor shall name a planner.") == "name a planner")
        let problem = FileProblem(
            file: "tech_rfp/tender/B/plan.pdf", reason: "damaged or cut off; pdftotext ended with 1: Syntax Error")
        let evaluation = try await GradingFixture.evaluate([projects], offer: [], problems: [problem])[0]
        #expect(evaluation.evidence[0].text.contains("plan.pdf (damaged or cut off)"))
    }
}
