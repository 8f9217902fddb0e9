import Testing

@testable import TenderKit

@Suite("Weights in headings and prose of RFP documents") struct WeightedProseTests {
    @Test func `weights in headings, a worked example left alone`() throws {
        let found = try CriteriaFixture.request(
            """
            # Section 5. Evaluation Criteria
            ## 5.01 Technical Understanding (30%)
            How well the offeror understands the work.
            ## 5.02 Staffing (30%)
            ## 5.03 Cost (40%)
            # Section 6. General
            ## 6.01 Example: converting cost to points
            Offeror 1 receives 40 points. Offeror 2 receives 37.4 points. Technical 22.6 points.
            """)
        #expect(found == ["Technical Understanding = 30", "Staffing = 30", "Cost = 40"])
    }

    @Test func `weights in prose`() throws {
        let found = try CriteriaFixture.request(
            """
            # Basis of award
            Technical approach will be worth 30 points. Relevant experience will be worth 20 points. A maximum of 15 points
            will be awarded for the management plan. The remaining 35 points are allocated to cost.
            """)
        #expect(found == ["Technical approach = 30", "Relevant experience = 20", "Management plan = 15", "Cost = 35"])
    }

    @Test func `an enumeration in one sentence`() throws {
        let found = try CriteriaFixture.request(
            """
            # Selection criteria
            Proposals will be scored on technical merit (50%), price (40%) and local content (10%).
            """)
        #expect(found == ["Technical merit = 50", "Price = 40", "Local content = 10"])
    }

    @Test func `the split between technical and financial gives way to the criteria themselves`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation criteria
            The technical proposal carries a weight of 70% and the financial proposal a weight of 30%.
            ## Technical scoring
            | Criteria | Points |
            |---|---|
            | Company experience | 30 |
            | Work plan | 30 |
            | Team | 40 |
            """)
        #expect(
            found.map { String($0.split(separator: " / ").last ?? "") } == [
                "Company experience = 30", "Work plan = 30", "Team = 40",
            ])
    }

    @Test func `the split is all there is`() throws {
        let found = try CriteriaFixture.request(
            """
            # Basis of evaluation
            The technical proposal carries a weight of 70% and the financial proposal a weight of 30%.
            """)
        #expect(found == ["Technical proposal = 70", "Financial proposal = 30"])
    }
}
