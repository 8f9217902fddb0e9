import ProcessorKit
import Testing

@testable import TenderKit

@Suite("Documents that state no criteria give none") struct NoCriteriaTests {
    @Test(arguments: [
        // A payment schedule that comes to 100.
        """
        # 7 Payment schedule
        | Milestone | Payment (%) |
        |---|---|
        | Advance | 10 |
        | Design | 30 |
        | Delivery | 50 |
        | Final acceptance | 10 |
        | Total | 100 |
        """,
        // Shares of people.
        """
        # Evaluation
        In the last evaluation, users were: men 60%, women 40%.
        """,
        """
        # Criteria and population
        The population is distributed: Riyadh 40%, Jeddah 35%, Dammam 25%.
        # Evaluation of past programme
        Respondents' criteria for selecting a house were: price (45%), location (30%), size (25%).
        """,
        // Sites, grants and experts that others judge.
        """
        # 2. Scope of services
        Score the remaining sites with the Board's adopted site selection criteria:
        | Site selection criterion | Weight |
        |---|---|
        | Road access | 40% |
        | Land cost | 35% |
        | Utilities | 25% |
        """,
        """
        # 2.1 Evaluation criteria
        Applications from community groups are marked by the administrator's assessors as follows.
        | Criterion | Maximum marks |
        |---|---|
        | Need and community support | 40 |
        | Quality of project plan | 35 |
        | Value for money | 25 |
        """,
        """
        # Technical evaluation
        Marks for each of the key personnel: qualification 30%, experience 60%, certification 10%.
        """,
        // Titles of a section's parts.
        """
        # SECTION M – EVALUATION FACTORS FOR AWARD
        M.1 Basis for award. The Government will award to the offeror whose proposal is the best value.

        M.2 Relative importance. Non-price factors are more important than price.

        M.3 Factors.
        """,
        // Penalties, retention, tax.
        """
        # 9 Commercial terms
        Liquidated damages are 1% per week up to 10% of the contract value. Retention 10%. VAT 15%. Performance bond 5%.
        - Advance payment: 10%
        - Progress payments: 80%
        - Retention: 10%
        """,
        // A bill of quantities.
        """
        # Bill of quantities
        | Item | Description | Unit | Quantity | Rate | Amount |
        |---|---|---|---|---|---|
        | 1 | Excavation | m3 | 40 | 25 | 1000 |
        | 2 | Concrete | m3 | 60 | 150 | 9000 |
        """,
        // Staffing.
        """
        # Staffing requirements
        | Position | Number | Experience (years) |
        |---|---|---|
        | Project manager | 1 | 15 |
        | Site engineer | 4 | 8 |
        | Surveyor | 2 | 5 |
        """,
        // A programme of works.
        """
        # Project schedule
        | Activity | Weightage (%) | Duration (days) |
        |---|---|---|
        | Mobilisation | 10 | 14 |
        | Structure | 50 | 120 |
        | Finishes | 40 | 90 |
        """,
        // Service levels.
        """
        # Service levels
        | Service level | Target | Service credit |
        |---|---|---|
        | Availability | 99.9% | 5% |
        | Response time | 95% | 3% |
        | Resolution | 90% | 2% |
        """,
        // An evaluation part that only says how the committee works.
        """
        # 8 Evaluation of offers
        The evaluation committee may:
        - request clarifications
        - visit the bidder's premises
        - reject any offer
        Offers are evaluated by a committee of three. The award is announced on the portal.
        """,
        // Grounds for rejection are not criteria.
        """
        # Evaluation
        Offers will be rejected in the following cases:
        1. The offer arrives late
        2. The bid bond is missing
        3. The offer is not signed
        """,
        // Documents to hand in.
        """
        # Proposal format
        The proposal must include the following:
        - Company profile
        - Technical approach
        - Project schedule
        - Price
        """,
        // A threshold alone.
        """
        # Evaluation
        Bidders that score less than 70% in the technical evaluation will not be considered. The award goes to the lowest
        priced compliant offer.
        """,
        // A scope of work.
        """
        # Scope of work
        The contractor shall supply, install and maintain the pumps. The works comprise the following:
        - Civil works
        - Mechanical works
        - Testing and commissioning
        """,
        // Arabic: penalties and payments.
        """
        # الدفعات والغرامات
        تدفع قيمة العقد على النحو التالي: دفعة مقدمة ١٠٪، دفعات شهرية ٨٠٪، ودفعة نهائية ١٠٪. غرامة التأخير ٦٪.
        | الدفعة | النسبة |
        |---|---|
        | الدفعة المقدمة | 10% |
        | الدفعات الشهرية | 80% |
        | الدفعة النهائية | 10% |
        """,
        // Progress measurement and risk.
        """
        # Risk matrix
        | Risk | Probability | Impact |
        |---|---|---|
        | Delay | 30% | High |
        | Cost overrun | 50% | Medium |
        | Accident | 20% | High |
        """,
        // A rating scale without criteria.
        """
        # Evaluation
        The following rating scale is used:
        | Score | Rating | Description |
        |---|---|---|
        | 100 | Excellent | Exceeds |
        | 80 | Good | Meets |
        | 50 | Fair | Partly |
        | 0 | Poor | Fails |
        """,
    ])
    func `no criteria, no invention`(document: String) throws {
        #expect(try CriteriaFixture.refusal(document) == "criteria.none_found")
    }

    @Test func `the error names each file and what was looked at`() throws {
        let documents = [
            try CriteriaFixture.markdown("# Scope\nSupply of pumps.", file: "tech_rfp/rfp/scope.md"),
            try CriteriaFixture.markdown("# Terms\nNet 30 days.", file: "tech_rfp/rfp/terms.md"),
        ]
        let error = #expect(throws: ProcessorError.self) { try CriteriaExtractor().criteria(fromRequest: documents) }
        #expect(error?.kind == .permanent)
        #expect(error?.message.contains("tech_rfp/rfp/scope.md") == true)
        #expect(error?.message.contains("tech_rfp/rfp/terms.md") == true)
    }

    @Test func `files that cannot be read are told apart from files without criteria`() throws {
        let sources = [CriteriaSource(file: "a.pdf", content: .unreadable("password-protected"))]
        let error = #expect(throws: ProcessorError.self) { try CriteriaExtractor().criteria(fromRequest: sources) }
        #expect(error?.code == "criteria.unreadable")
        #expect(error?.message.contains("password-protected") == true)
    }

    @Test func `no file at all`() throws {
        let error = #expect(throws: ProcessorError.self) {
            try CriteriaExtractor().criteria(fromSheets: [CriteriaSource]())
        }
        #expect(error?.code == "criteria.no_files")
    }
}
