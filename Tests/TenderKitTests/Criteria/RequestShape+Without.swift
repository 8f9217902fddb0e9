@testable import TenderKit

extension RequestShape {
    /// Requests in which no careful reader finds criteria, whatever numbers they have.
    static let without: [RequestShape] = [
        RequestShape(
            name: "lowest price",
            text: """
                # 8. Basis of award
                Award will be made to the lowest priced, technically acceptable offer. The offer must remain valid for 90 days. Evaluation will be done by a committee of 3 members. A 10% price preference applies to local bidders.
                """,
            expected: []),
        RequestShape(
            name: "performance of the contractor",
            text: """
                # 12 Performance evaluation of the contractor
                | Criteria | Weight | Target |
                |---|---|---|
                | Timeliness | 40% | 95% |
                | Quality of work | 40% | 98% |
                | Reporting | 20% | monthly |
                """,
            expected: []),
        RequestShape(
            name: "eligibility",
            text: """
                # 5. Evaluation
                ## 5.1 Eligibility criteria
                | Criteria | Minimum requirement |
                |---|---|
                | Turnover | SAR 50 million |
                | Experience | 5 years |
                | Staff | 20 |
                ## 5.2 Award
                The lowest priced eligible bid wins.
                """,
            expected: []),
        RequestShape(
            name: "adjustments of the price",
            text: """
                # 10. Bid evaluation
                Bids are compared on the evaluated price. The following adjustments apply:
                - delay: 0.5% per week
                - payment schedule deviation: 1% per month
                - spare parts: 10% of the price
                The margin of domestic preference is 15%.
                """,
            expected: []),
        RequestShape(
            name: "qualification",
            text: """
                # Section III. Evaluation and Qualification Criteria
                ## 1. Evaluation
                The Purchaser will evaluate bids on price only.
                ## 2. Qualification
                - Average annual turnover of USD 2 million in the last 3 years
                - At least 3 contracts of similar size
                - Liquid assets of 20% of the bid price
                """,
            expected: []),
        RequestShape(
            name: "corrections of the bid price",
            text: """
                # E. Evaluation and Comparison of Bids
                ## 35. Evaluation of Bids
                35.1 The Purchaser shall use the criteria and methodologies listed in this clause. No other evaluation criteria shall be permitted.

                35.2 To evaluate a Bid, the Purchaser shall consider the following:

                (a) the bid price as quoted;
                (b) price adjustment for correction of arithmetic errors;
                (c) price adjustment due to discounts offered;
                (d) converting the amount to a single currency;
                (e) the additional evaluation factors specified in Section III.
                """,
            expected: []),
        RequestShape(
            name: "documents to be checked",
            text: """
                # Preliminary examination
                The Committee shall examine the bids to confirm that the following documents have been provided:
                - Letter of bid
                - Bid security
                - Technical proposal
                - Price schedule
                """,
            expected: []),
        RequestShape(
            name: "steps of the procedure",
            text: """
                # 6 Selection
                6.1 The evaluation will be carried out in the following steps:
                1. Opening of technical proposals
                2. Evaluation of technical proposals
                3. Opening of financial proposals
                4. Award
                """,
            expected: []),
        RequestShape(
            name: "measures of quality",
            text: """
                # Quality assurance
                Quality will be assessed based on the following:
                - defects per 1000 lines
                - test coverage of 80%
                - response time below 2 seconds
                """,
            expected: []),
        RequestShape(
            name: "a staffing plan",
            text: """
                # Annex: Staffing plan
                | Role | Effort (%) | Count |
                |---|---|---|
                | Project manager | 20% | 1 |
                | Engineers | 60% | 4 |
                | Support | 20% | 2 |
                """,
            expected: []),
        RequestShape(
            name: "changes of the contract",
            text: """
                # Evaluation of requests for change
                Changes are evaluated on the following factors:
                - cost
                - schedule
                - quality
                """,
            expected: []),
        RequestShape(
            name: "local content targets",
            text: """
                # Local content requirements
                Bidders must achieve the following minimum percentages:
                - Local labour: 40%
                - Local materials: 30%
                - Local services: 30%
                """,
            expected: []),
        RequestShape(
            name: "insurance limits",
            text: """
                # Evaluation
                The Authority reserves the right to reject any or all proposals. Proposals will be reviewed for completeness. Award will be made to the responsible bidder submitting the lowest bid.

                # Insurance
                | Coverage | Limit |
                |---|---|
                | General liability | 60 |
                | Workers | 40 |
                """,
            expected: []),
        RequestShape(
            name: "Arabic shares that are not weights",
            text: """
                # الشروط
                يلتزم المقاول بنسبة سعودة لا تقل عن 40%، ونسبة محتوى محلي 30%، وضمان نهائي 5%، وضريبة 15%، وحسم 10%.
                # تقييم العروض
                تتم الترسية على العرض الأقل سعراً المطابق للشروط والمواصفات. ويحق للجنة استبعاد أي عرض غير مطابق.
                """,
            expected: []),
        RequestShape(
            name: "performance figures",
            text: """
                # Performance requirements
                The system shall meet these criteria:
                - Availability: 99.5%
                - Throughput: 100 points per second
                - Accuracy: 95%
                """,
            expected: []),
    ]
}
