import Testing

@testable import TenderKit

@Suite("Groups of weighted criteria in RFP documents") struct WeightedGroupTests {
    @Test func `groups with their own number and points that add up to it`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Evaluation of proposals
            | Evaluation criteria | Points |
            |---|---|
            | A. Experience | 40 |
            | A.1 Similar projects | 25 |
            | A.2 Years in business | 15 |
            | B. Team | 60 |
            | B.1 Project manager | 40 |
            | B.2 Engineers | 20 |
            | Total | 100 |
            """)
        #expect(
            found == [
                "Experience / Similar projects = 25", "Experience / Years in business = 15",
                "Team / Project manager = 40",
                "Team / Engineers = 20",
            ])
    }

    @Test func `a group's bands are alternatives and are not added up`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Technical evaluation criteria
            | Criterion | Sub-criterion | Max points |
            |---|---|---|
            | Experience of the firm | More than 10 years | 40 |
            | | 5 to 10 years | 25 |
            | | Less than 5 years | 10 |
            | Similar projects | 5 projects or more | 60 |
            | | 3 to 4 projects | 40 |
            | | 1 to 2 projects | 20 |
            """)
        #expect(found == ["Experience of the firm = 40", "Similar projects = 60"])
    }

    @Test func `bands that happen to add up among themselves`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Evaluation criteria
            | Criteria | Weight | Sub-criteria | Score |
            |---|---|---|---|
            | Company experience | 40 | More than 15 years in similar works | 40 |
            | | | From 10 to 15 years in similar works | 30 |
            | | | Less than 10 years | 10 |
            | Technical staff | 60 | Project manager | 35 |
            | | | Site engineers | 25 |
            """)
        #expect(
            found == [
                "Company experience / Company experience = 40", "Technical staff / Project manager = 35",
                "Technical staff / Site engineers = 25",
            ])
    }

    @Test func `points of a thousand in several tables, with a table that only sums up`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Evaluation Criteria
            Summary of technical evaluation forms
            | Summary | Points obtainable |
            |---|---|
            | 1. Bidder's qualification and experience | 300 |
            | 2. Proposed methodology | 400 |
            | 3. Key personnel | 300 |
            | Total | 1000 |

            Section 1. Bidder's qualification and experience
            | Evaluation item | Points obtainable |
            |---|---|
            | 1.1 Reputation of the organisation | 90 |
            | 1.2 Organisational capability | 210 |
            | Total section 1 | 300 |

            Section 2. Proposed methodology
            | Evaluation item | Points obtainable |
            |---|---|
            | 2.1 Understanding of the requirement | 150 |
            | 2.2 Detailed approach | 250 |
            | Total section 2 | 400 |

            Section 3. Key personnel
            | Evaluation item | Points obtainable |
            |---|---|
            | 3.1 Team leader | 180 |
            | 3.2 Experts | 120 |
            | Total section 3 | 300 |
            """)
        #expect(
            found.map { String($0.split(separator: " / ").last ?? "") } == [
                "Reputation of the organisation = 9", "Organisational capability = 21",
                "Understanding of the requirement = 15",
                "Detailed approach = 25", "Team leader = 18", "Experts = 12",
            ])
    }

    @Test func `parts of a group stated as shares of the group`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Award criteria
            | Criterion | Sub-criterion | Weight |
            |---|---|---|
            | Quality (60%) | Method statement | 50% |
            | | Team | 50% |
            | Price (40%) | Rates | 75% |
            | | Disbursements | 25% |
            """)
        #expect(
            found == [
                "Quality / Method statement = 30", "Quality / Team = 30", "Price / Rates = 30",
                "Price / Disbursements = 10",
            ])
    }

    @Test func `group headings with numbers and lists below`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation factors
            ## A. Technical proposal (70 points)
            - Understanding of the scope: 20 points
            - Work plan: 20 points
            - Key staff: 30 points
            ## B. Financial proposal (30 points)
            The lowest price gets the maximum score of 30 points; others in proportion.
            """)
        #expect(
            found == [
                "Technical proposal / Understanding of the scope = 20", "Technical proposal / Work plan = 20",
                "Technical proposal / Key staff = 30", "Financial proposal / Financial proposal = 30",
            ])
    }

    @Test func `a table in which group titles have rows of their own`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Evaluation matrix
            | Criteria | Max score |
            |---|---|
            | **Technical capability** | |
            | Plant list | 25 |
            | Workshop drawings | 25 |
            | **Organisation** | |
            | Quality plan | 30 |
            | Safety record | 20 |
            """)
        #expect(
            found == [
                "Technical capability / Plant list = 25", "Technical capability / Workshop drawings = 25",
                "Organisation / Quality plan = 30", "Organisation / Safety record = 20",
            ])
    }
}
