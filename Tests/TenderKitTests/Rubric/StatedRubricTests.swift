import Testing

@testable import TenderKit

@Suite("Rubrics for an RFP that states criteria")
struct StatedRubricTests {
    private static let request = """
        # Request for Proposals: reconstruction of a road

        ## 1 Scope of work
        Full-depth reconstruction of 1.8 km of carriageway in four sections.
        One lane in each direction shall stay open to traffic.

        ## 2 Evaluation criteria

        | Criterion | Weight | What is assessed |
        |---|---|---|
        | Construction method | 30% | Section by section, with plant and crews |
        | Traffic management | 10% | One lane in each direction |
        | Programme | 10% | Critical path within 32 weeks |
        | Project team | 10% | Named bridge engineer |
        | Quality and testing | 10% | Test plan for layers |
        | Price | 30% | Lowest total price |
        """

    @Test("Stated technical criteria keep their names and the proportion of their weights; the price is left out")
    func weights() throws {
        let rubric = try RequestText.rubric(Self.request)
        #expect(!rubric.names.contains("Price"))
        #expect(rubric.weight("Construction method") == 3 * rubric.weight("Programme"))
        #expect(rubric.weight("Project team") == rubric.weight("Quality and testing"))
        let text = try #require(rubric.criterion("Construction method")?.description)
        #expect(text.contains("“Section by section, with plant and crews”"))
    }

    @Test("A stated criterion on the place is the one on local context")
    func place() throws {
        let rubric = try RequestText.rubric(Self.request)
        #expect(rubric.names.count { $0.contains("Local context") } == 1)
        #expect(rubric.names.contains("Local context and site constraints (Traffic management)"))
        #expect(!rubric.names.contains("Traffic management"))
    }

    @Test("Criteria that documents cannot answer are left out, with a line for the log")
    func interview() throws {
        let text = Self.request + "\n| Oral presentation | 10% | Answers to questions |\n"
        let rubric = try RequestText.rubric(text)
        #expect(!rubric.names.contains("Oral presentation"))
        #expect(rubric.reasons.contains { $0.contains("Oral presentation") })
    }
}
