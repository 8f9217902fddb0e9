import Testing

@testable import TenderKit

@Suite("Criteria that an addendum replaces") struct AddendumCriteriaTests {
    private static func table(_ approach: Int, _ team: Int, _ price: Int) -> String {
        """
        ## Evaluation criteria
        | Criterion | Weight |
        |---|---|
        | Approach | \(approach) |
        | Team | \(team) |
        | Price | \(price) |
        """
    }

    @Test("The highest number holds, whatever the files are called, and the others are named")
    func files() throws {
        let documents = [
            try CriteriaFixture.markdown("# RFP\n" + Self.table(40, 30, 30), file: "1_rfp.md"),
            try CriteriaFixture.markdown("# Addendum No. 10\n" + Self.table(60, 20, 20), file: "a.md"),
            try CriteriaFixture.markdown("# Addendum No. 9\n" + Self.table(50, 30, 20), file: "b.md"),
        ]
        let found = try CriteriaExtractor().criteria(fromRequest: documents)
        #expect(CriteriaFixture.lines(found) == ["Approach = 60", "Team = 20", "Price = 20"])
        #expect(found.warnings.count { $0.contains("which an addendum replaces") } == 2)
    }

    @Test("A part of the document is an addendum as well")
    func parts() throws {
        let text =
            "# RFP\n" + Self.table(40, 30, 30) + "\n# Addendum 1: Revised evaluation criteria\n"
            + Self.table(50, 30, 20)
        #expect(try CriteriaFixture.request(text) == ["Approach = 50", "Team = 30", "Price = 20"])
    }

    @Test("An addendum whose weights make no sense replaces nothing")
    func partial() throws {
        let documents = [
            try CriteriaFixture.markdown("# RFP\n" + Self.table(40, 30, 30), file: "1_rfp.md"),
            try CriteriaFixture.markdown("# Addendum No. 1\n" + Self.table(40, 35, 45), file: "2.md"),
        ]
        let found = try CriteriaExtractor().criteria(fromRequest: documents)
        #expect(CriteriaFixture.lines(found) == ["Approach = 40", "Team = 30", "Price = 30"])
    }
}
