import Testing

@testable import TenderKit

@Suite("Criteria without weights in RFP documents") struct UnweightedRequestTests {
    @Test func `an announced list`() throws {
        let found = try CriteriaFixture.request(
            """
            ## Selection Criteria
            Evaluation criteria will include
            - Solution architecture
            - Team experience
            - Total price
            - Proposed timeline
            """)
        #expect(
            found == ["Solution architecture = -", "Team experience = -", "Total price = -", "Proposed timeline = -"])
    }

    @Test func `named factors with questions below stay the criteria`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation factors
            ## Factor 1 – Technical Approach
            The government will consider:
            - Does the approach fit the constraints?
            - Are obstacles identified?
            - Is the plan agile?
            ## Factor 2 – Staffing Plan
            ## Factor 3 – Similar Experience
            """)
        #expect(found == ["Technical Approach = -", "Staffing Plan = -", "Similar Experience = -"])
    }

    @Test func `two factors, one with a lettered list for each of several lots`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation and basis for award
            Factor 1: Technical Approach: Quoters must submit a prototype. The demonstration shall consist of the following.

            Lot A: the quoter must demonstrate the following:

            a. assigned one leader
            b. held usability tests with people
            c. used a style guide

            Lot B: the quoter must demonstrate the following:

            a. assigned one leader
            b. held usability tests with people
            c. used a style guide
            d. wrote unit tests
            e. used configuration management

            Factor 2 - Price is less important than technical approach. Forms should be completed as follows:

            1. Column A: labour categories
            2. Column B: rates
            3. Column C: hours
            """)
        #expect(
            found == [
                "Technical Approach / assigned one leader = -",
                "Technical Approach / held usability tests with people = -",
                "Technical Approach / used a style guide = -", "Technical Approach / wrote unit tests = -",
                "Technical Approach / used configuration management = -", "Price / Price = -",
            ])
    }

    @Test func `phases group factors`() throws {
        let found = try CriteriaFixture.request(
            """
            # Basis of award
            The evaluation uses these phases and factors:
            1. Phase 1 – Technical Submission
               - Factor 1: Technical Approach
               - Factor 2: Staffing Plan
            2. Phase 2 – Oral Interview
            3. Phase 3 – Price
            """)
        #expect(
            found == [
                "Technical Submission / Technical Approach = -", "Technical Submission / Staffing Plan = -",
                "Phase 2 / Oral Interview = -", "Phase 3 / Price = -",
            ])
    }

    @Test func `a table of criteria without weights`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation criteria
            | Criterion | What we look for |
            |---|---|
            | Understanding | Grasp of the brief |
            | Approach | Soundness |
            | Team | Relevant skills |
            """)
        #expect(found == ["Understanding = -", "Approach = -", "Team = -"])
    }

    @Test func `an Arabic list`() throws {
        let found = try CriteriaFixture.request(
            """
            # معايير التقييم
            تقيم العروض الفنية وفق المعايير التالية:
            - خبرة المتنافس
            - منهجية العمل
            - فريق المشروع
            """)
        #expect(found == ["خبرة المتنافس = -", "منهجية العمل = -", "فريق المشروع = -"])
    }

    @Test func `an enumeration in a sentence`() throws {
        let found = try CriteriaFixture.request(
            """
            # Award
            The contract is awarded on best value, according to the following criteria: technical quality, delivery time and price.
            """)
        #expect(found == ["Technical quality = -", "Delivery time = -", "Price = -"])
    }

    @Test func `a lettered heading after an announced list opens a part of its own`() throws {
        let found = try CriteriaFixture.request(
            """
            # EVALUATION FACTORS
            ## A. NON-PRICE FACTORS:
            Factor 1: Technical Approach. The evaluation of the technical approach considers the following:

            - a. assigned one leader
            - b. used human-centered design
            - c. built a prototype that works

            ## B. PRICE:
            The price will be used as a deciding factor with companies of the same rating.
            """)
        #expect(!found.isEmpty && !found.contains { $0.hasSuffix("PRICE = -") }, "\(found)")
    }
}
