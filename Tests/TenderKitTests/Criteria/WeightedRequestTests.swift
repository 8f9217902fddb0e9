import Testing

@testable import TenderKit

@Suite("Weighted criteria in tables and lists of RFP documents") struct WeightedRequestTests {
    @Test func `a table under an evaluation heading`() throws {
        let found = try CriteriaFixture.request(
            """
            # 1. Introduction
            The Employer invites offers. Payment is 30 days after invoice.
            # 2. Evaluation criteria
            | No. | Criterion | Weight (%) |
            |---|---|---|
            | 1 | Relevant experience | 35 |
            | 2 | Methodology | 25 |
            | 3 | Key personnel | 20 |
            | 4 | HSE plan | 20 |
            | | Total | 100 |
            """)
        #expect(found == ["Relevant experience = 35", "Methodology = 25", "Key personnel = 20", "HSE plan = 20"])
    }

    @Test func `bands listed under each criterion`() throws {
        let found = try CriteriaFixture.request(
            """
            ## 6. Award criteria
            **6.1 Experience (40 points)**
            - More than 10 years: 40 points
            - 5–10 years: 20 points
            - Less than 5 years: 5 points

            **6.2 Methodology (35 points)**
            - Excellent: 35 points
            - Good: 20 points
            - Poor: 5 points

            **6.3 Price (25 points)**

            The lowest price receives 25 points.
            """)
        #expect(found == ["Experience = 40", "Methodology = 35", "Price = 25"])
    }

    @Test func `list items with weights in front and behind`() throws {
        let behind = try CriteriaFixture.request(
            """
            ## How we will evaluate your proposal
            Proposals will be evaluated against the following criteria:
            1. Approach and methodology – 40%
            2. Team experience – 35%
            3. Price – 25%
            """)
        #expect(behind == ["Approach and methodology = 40", "Team experience = 35", "Price = 25"])
        let front = try CriteriaFixture.request(
            """
            ## Scoring criteria
            - 40 points – Approach and methodology
            - 35 points – Team experience
            - 25 points – Price
            """)
        #expect(front == behind)
    }

    @Test func `explanations behind the weight`() throws {
        let found = try CriteriaExtractor().criteria(fromRequest: [
            CriteriaFixture.markdown(
                """
                ## Evaluation criteria
                a) **Quality of the design (45 points):** The extent to which the design answers the brief.
                b) **Programme (25 points):** Realism of the programme of works.
                c) **Fee (30 points):** Total fee for the services.
                """)
        ])
        #expect(CriteriaFixture.lines(found) == ["Quality of the design = 45", "Programme = 25", "Fee = 30"])
        #expect(found.criteria[0].description == "The extent to which the design answers the brief")
    }

    @Test func `bracketed numbers without a unit, as development banks write them`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Criteria, sub-criteria, and point system for the evaluation of technical proposals
            (i) Specific experience of the Consultant relevant to the assignment: [10]
            (ii) Adequacy and quality of the proposed methodology and work plan: [30]
            (iii) Key experts' qualifications and competence for the assignment: [50]
            (iv) Transfer of knowledge (training) program: [10]

            Total points for the criteria: 100

            The minimum technical score required to pass is 75 points.
            """)
        #expect(
            found == [
                "Specific experience of the Consultant relevant to the assignment = 10",
                "Adequacy and quality of the proposed methodology and work plan = 30",
                "Key experts' qualifications and competence for the assignment = 50",
                "Transfer of knowledge (training) program = 10",
            ])
    }

    @Test func `pass/fail rows stand apart`() throws {
        let found = try CriteriaExtractor().criteria(fromRequest: [
            CriteriaFixture.markdown(
                """
                ## Evaluation criteria
                | Criteria | Weight |
                |---|---|
                | Valid licence | Pass/Fail |
                | Experience | 60 |
                | Price | 40 |
                """)
        ])
        #expect(CriteriaFixture.lines(found) == ["Experience = 60", "Price = 40"])
        #expect(found.passFail == ["Valid licence"])
    }

    @Test func `criteria in an annex, payment terms and penalties before it`() throws {
        let found = try CriteriaFixture.request(
            """
            # 4 Payment
            | Milestone | Percentage |
            |---|---|
            | Mobilisation | 10% |
            | Design approval | 30% |
            | Completion | 60% |
            # 5 Delay damages
            Damages are 0.5% per day up to 10% of the contract price. Retention is 10%. VAT is 15%.
            # 6 Evaluation
            Offers are evaluated as set out in Annex C.
            # Annex C – Technical scoring
            | Criteria | Marks |
            |---|---|
            | Plant and equipment | 20 |
            | Programme | 30 |
            | Staff CVs | 50 |
            """)
        #expect(found == ["Plant and equipment = 20", "Programme = 30", "Staff CVs = 50"])
    }

    @Test func `a scoring guide of ratings beside the criteria`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Evaluation criteria
            | Criterion | Weight |
            |---|---|
            | Capability | 50% |
            | Capacity | 30% |
            | Sustainability | 20% |

            Each criterion is scored on this scale:
            | Score | Rating | Definition |
            |---|---|---|
            | 5 | Excellent | Exceeds the requirement |
            | 4 | Good | Meets the requirement |
            | 3 | Acceptable | Minor gaps |
            | 2 | Poor | Major gaps |
            | 0 | Unacceptable | No response |
            """)
        #expect(found == ["Capability = 50", "Capacity = 30", "Sustainability = 20"])
    }

    @Test func `a contents page repeats the headings`() throws {
        let found = try CriteriaFixture.request(
            """
            # Table of contents
            5 Evaluation criteria ........ 12
            5.1 Experience (50%) ........ 12
            5.2 Price (50%) ........ 13
            # 5 Evaluation criteria
            ## 5.1 Experience (60%)
            ## 5.2 Price (40%)
            """)
        #expect(found == ["Experience = 60", "Price = 40"])
    }

    @Test func `no evaluation heading, but a table whose header says what it is`() throws {
        let found = try CriteriaFixture.request(
            """
            # General conditions
            Offers remain valid for 90 days.

            | Evaluation criterion | Weighting | Notes |
            |---|---|---|
            | Track record | 0.4 | Last five years |
            | Delivery plan | 0.35 | Realism |
            | Price | 0.25 | Lowest |
            """)
        #expect(found == ["Track record = 40", "Delivery plan = 35", "Price = 25"])
    }
}
