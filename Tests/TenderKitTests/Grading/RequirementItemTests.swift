import Testing

@testable import TenderKit

@Suite("What a criterion asks for") struct RequirementItemTests {
    private func clauses(_ text: String) -> [String] {
        Clauses.split(text, words: TextScanner.words(of: text, reader: WordLookup(isLearning: true))).map(\.text)
    }

    @Test("Lists, sentences and clauses with a verb are items of their own")
    func clauses() {
        #expect(
            clauses("Named project manager with 15 years of experience; CV signed.")
                == ["Named project manager with 15 years of experience", "CV signed"])
        #expect(
            clauses("Trade licence, audited accounts of three years and insurance certificates are enclosed.")
                == ["Trade licence", "audited accounts of three years", "insurance certificates are enclosed"])
        #expect(
            clauses("assigned one leader and gave that leader authority and responsibility")
                == ["assigned one leader", "gave that leader authority and responsibility"])
    }

    @Test("What is said aside is no item")
    func asides() {
        #expect(
            clauses("used five open source technologies, regardless of architectural layer")
                == ["used five open source technologies"])
    }

    @Test(
        "Presence is met or not, quality is met more or less",
        arguments: [
            ("Valid ISO 9001 certificate", "", true), ("Trade licence", "A copy is enclosed.", true),
            ("Method statement", "Adequacy of the approach", false), ("Team", "Pass/fail", true),
            ("شهادة ISO سارية", "", true), ("منهجية التنفيذ", "", false),
        ])
    func binary(name: String, description: String, expected: Bool) {
        #expect(BinaryCriterion.matches(GradingFixture.criterion(name, description)) == expected)
    }

    @Test("Numbers that count are told from numbers that name")
    func quantities() {
        let words = TextScanner.words(
            of: "ISO 9001 valid for 3 years, HTM 02-01, at least five projects", reader: WordLookup(isLearning: true))
        let values = Quantity.all(in: words[...], TermTable()).map(\.value)
        #expect(values.contains(3) && values.contains(5) && !values.contains(1))
    }

    @Test("The request's wording adds items, its judging does not")
    func requestItems() async throws {
        let request = GradingFixture.document(
            """
            # Staff
            The Contractor shall name a project manager who speaks Arabic and lives in the city.
            The project manager shall be evaluated with up to 10 points.
            """, file: "tech_rfp/rfp/rfp.md")
        let prepared = try await EmbeddedEvaluator().prepare(
            request: [request], criteria: [GradingFixture.criterion("Project manager")])
        let added = prepared.items.filter { $0.origin == .request }.map(\.text)
        #expect(added == ["The Contractor shall name a project manager who speaks Arabic and lives in the city."])
    }
}
