import Testing

@testable import TenderKit

/// Requests of many shapes with what a careful reader finds in them.
struct RequestShape: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var expected: [String]

    var testDescription: String { name }
}

extension RequestShape {
    static let all: [RequestShape] = [
        RequestShape(
            name: "a rubric with a column for each rating",
            text: """
                # 6. EVALUATION CRITERIA
                ## Scoring Rubric
                Proposals will be evaluated on the following criteria:

                | Criteria | Weight | Excellent (5) | Good (4) | Acceptable (3) | Unacceptable (1) |
                |---|---|---|---|---|---|
                | **Technical Approach** | 25% | Comprehensive | Good coverage | Addresses key areas | Missing |
                | **Team Qualifications** | 20% | Exceed | Meets | Most | Lacks |
                | **Industry Experience** | 15% | 5+ similar | 3 similar | 1 similar | none |
                | **Cost** | 40% | Lowest | Low | Fair | High |
                """,
            expected: [
                "Technical Approach = 25",
                "Team Qualifications = 20",
                "Industry Experience = 15",
                "Cost = 40",
            ]),
        RequestShape(
            name: "groups whose points stand in their titles",
            text: """
                # Proposal Evaluation
                | Criteria | Possible Points | Score (0-5) | Weight (multiplier) | Total Points |
                |---|---|---|---|---|
                | Technical Merit (30 points possible) | | | | |
                | Meets scope of work or specifications | 20 | | X 4 | |
                | Ability to meet schedule | 10 | | X 2 | |
                | Qualifications and Expertise (20 points possible) | | | | |
                | Expertise of staff | 15 | | X 3 | |
                | Direct experience in project type | 5 | | X 1 | |
                | References (10 points possible) | | | | |
                | Responses from customers | 10 | | X 2 | |
                | Other (5 possible points) | | | | |
                | Financial strength | 2.5 | | X 0.5 | |
                | Small business concern | 2.5 | | X 0.5 | |
                | Price (maximum of 35 points) | | | | |
                | Unit/Total price | 35 | | ** | |
                | TOTAL SCORE | 100 | | | |
                """,
            expected: [
                "Technical Merit / Meets scope of work or specifications = 20",
                "Technical Merit / Ability to meet schedule = 10",
                "Qualifications and Expertise / Expertise of staff = 15",
                "Qualifications and Expertise / Direct experience in project type = 5",
                "References / Responses from customers = 10",
                "Other / Financial strength = 2.5",
                "Other / Small business concern = 2.5",
                "Price / Unit/Total price = 35",
            ]),
        RequestShape(
            name: "factors with subfactors",
            text: """
                # SECTION M - EVALUATION FACTORS FOR AWARD
                ## M.1 General
                ### M.1.1 Evaluation Process
                The Government will evaluate proposals.
                ## M.2 Evaluation factors
                Award will be made on the following factors, listed in descending order of importance:
                - Factor 1: Technical Approach
                  - Subfactor 1a: System design
                  - Subfactor 1b: Transition
                - Factor 2: Management Approach
                - Factor 3: Past Performance
                - Factor 4: Cost/Price
                ## M.3 Ratings
                | Rating | Definition |
                |---|---|
                | Outstanding | exceptional |
                | Good | thorough |
                """,
            expected: [
                "Technical Approach / System design = -",
                "Technical Approach / Transition = -",
                "Management Approach / Management Approach = -",
                "Past Performance / Past Performance = -",
                "Cost/Price / Cost/Price = -",
            ]),
        RequestShape(
            name: "a data sheet with points in brackets, subtotals and shares of each position",
            text: """
                # Section 2. Data Sheet
                21.1 Criteria, sub-criteria, and point system for the evaluation of the Full Technical Proposals:

                (i) Specific experience of the firm: [10 points]

                (ii) Proposed methodology in responding to the terms of reference:

                a) Technical approach and methodology [20]
                b) Work plan [10]
                c) Organization and staffing [5]

                Total points for criterion (ii): [35]

                (iii) Key experts:

                a) Position K-1: Team Leader [20]
                b) Position K-2: Engineer [15]
                c) Position K-3: Economist [10]

                Total points for criterion (iii): [45]

                The number of points to be assigned to each of the above positions shall be determined considering the following three sub-criteria and relevant percentage weights:

                1) General qualifications (general education, training, and experience): [20%]
                2) Adequacy for the Assignment: [70%]
                3) Relevant experience in the region: [10%]

                Total weight: 100%

                (iv) Transfer of knowledge (training) program: [10]

                Total points for the four criteria: 100

                The minimum technical score (St) required to pass is: 75

                27.1 The weights given to the Technical (T) and Financial (P) Proposals are: T = 80%, and P = 20%
                """,
            expected: [
                "Specific experience of the firm / Specific experience of the firm = 10",
                "Proposed methodology in responding to the terms of reference / Technical approach and methodology = 20",
                "Proposed methodology in responding to the terms of reference / Work plan = 10",
                "Proposed methodology in responding to the terms of reference / Organization and staffing = 5",
                "Key experts / Position K-1: Team Leader = 20",
                "Key experts / Position K-2: Engineer = 15",
                "Key experts / Position K-3: Economist = 10",
                "Transfer of knowledge (training) program / Transfer of knowledge (training) program = 10",
            ]),
        RequestShape(
            name: "a group weight in the heading, shares in the table",
            text: """
                # 5. Award Criteria
                The contract will be awarded to the most economically advantageous tender.
                ## 5.1 Quality (60%)
                | Question | Weighting |
                |---|---|
                | Q1 Mobilisation | 30% |
                | Q2 Service delivery | 50% |
                | Q3 Social value | 20% |
                | Total | 100% |
                ## 5.2 Price (40%)
                Lowest price scores 40.
                """,
            expected: [
                "Quality / Mobilisation = 18",
                "Quality / Service delivery = 30",
                "Quality / Social value = 12",
                "Price / Price = 40",
            ]),
        RequestShape(
            name: "weights in brackets at the end of list items",
            text: """
                # SECTION 4 - EVALUATION CRITERIA
                Proposals will be evaluated on the following weighted basis:

                - Technical Quality & Compliance     [30%]
                - Commercial Pricing (TCO)           [40%]
                - Delivery & Lead Time               [15%]
                - Sustainability & Local Content     [10%]
                - References & Track Record          [5%]
                - TOTAL                              100%
                # SECTION 5 - COMMERCIAL
                Payment terms: 30% advance, 70% on delivery.
                """,
            expected: [
                "Technical Quality & Compliance = 30",
                "Commercial Pricing (TCO) = 40",
                "Delivery & Lead Time = 15",
                "Sustainability & Local Content = 10",
                "References & Track Record = 5",
            ]),
        RequestShape(
            name: "a column of minimum points beside the maximum",
            text: """
                # Evaluation
                | Rated criteria | Maximum points | Minimum points |
                |---|---|---|
                | R1 Corporate experience | 30 | 18 |
                | R2 Approach and methodology | 40 | 24 |
                | R3 Resources | 30 | 18 |
                | Overall | 100 | 60 |
                """,
            expected: [
                "Corporate experience = 30",
                "Approach and methodology = 40",
                "Resources = 30",
            ]),
        RequestShape(
            name: "technical points in a table, the price in a sentence",
            text: """
                # 7 Evaluation of Proposals
                Proposals are scored out of 100 points: 70 points for the technical proposal and 30 points for the financial proposal.
                ## 7.1 Technical evaluation
                | Evaluation criteria | Max. points |
                |---|---|
                | Firm's experience | 20 |
                | Approach and work plan | 25 |
                | Key personnel | 25 |
                | Total technical | 70 |
                ## 7.2 Financial evaluation
                The lowest priced proposal gets the full 30 points.
                """,
            expected: [
                "Firm's experience = 20",
                "Approach and work plan = 25",
                "Key personnel = 25",
                "Financial proposal = 30",
            ]),
        RequestShape(
            name: "points in sentences, some written out",
            text: """
                # Selection process
                A committee will review the statements. Up to thirty (30) points will be awarded for the firm's experience \
                with similar projects. Qualifications of the key personnel count for 25 points, the understanding of the \
                project for another 25 points, and the ability to perform the work within the time for ten points. The \
                remaining 10 points go to familiarity with the project area.
                """,
            expected: [
                "Firm's experience with similar projects = 30",
                "Qualifications of the key personnel = 25",
                "Understanding of the project = 25",
                "Ability to perform the work within the time = 10",
                "Familiarity with the project area = 10",
            ]),
        RequestShape(
            name: "a scale in one line under a numbered group",
            text: """
                # Evaluation of proposals
                1. **Company experience – 30 points**
                   - 1.1 Number of similar projects: ≥ 10 projects (15 pts); 5–9 projects (10 pts); < 5 (5 pts)
                   - 1.2 Value of similar projects: > SAR 100m (15 pts); 50–100m (8 pts)
                2. **Methodology – 40 points**
                   - 2.1 Approach and understanding (25 pts)
                   - 2.2 QA/QC plan (15 pts)
                3. **Team – 30 points**
                   - 3.1 Project manager (18 pts)
                   - 3.2 Resident engineers (12 pts)
                """,
            expected: [
                "Company experience / Number of similar projects = 15",
                "Company experience / Value of similar projects = 15",
                "Methodology / Approach and understanding = 25",
                "Methodology / QA/QC plan = 15",
                "Team / Project manager = 18",
                "Team / Resident engineers = 12",
            ]),
        RequestShape(
            name: "stages, the first pass/fail",
            text: """
                # Evaluation process
                - Stage 1: Mandatory requirements (pass/fail)
                - Stage 2: Technical merit (60%)
                - Stage 3: Presentation (10%)
                - Stage 4: Price (30%)
                """,
            expected: [
                "Technical merit = 60",
                "Presentation = 10",
                "Price = 30",
            ]),
        RequestShape(
            name: "an Arabic booklet with a scoring guide",
            text: """
                # القسم الثامن: تقييم العروض
                ## 45 معايير تقييم العروض
                | م | المعيار | الوزن | آلية احتساب الدرجة |
                |---|---|---|---|
                | 1 | عدد المشاريع المماثلة | 30 | أكثر من 10 مشاريع: 30 درجة، من 5 إلى 10: 20 درجة، أقل من 5: 10 درجات |
                | 2 | الكادر الفني | 40 | حسب السير الذاتية |
                | 3 | الجدول الزمني | 10 | واقعية الجدول |
                | 4 | منهجية العمل | 20 | وضوح المنهجية |
                ## 46 الغرامات
                غرامة التأخير 6%.
                """,
            expected: [
                "عدد المشاريع المماثلة = 30",
                "الكادر الفني = 40",
                "الجدول الزمني = 10",
                "منهجية العمل = 20",
            ]),
        RequestShape(
            name: "a table of bands under each criterion",
            text: """
                # Evaluation criteria
                ## Criterion 1: Experience - 40 points
                | Years of experience | Points |
                |---|---|
                | More than 10 years | 40 |
                | 5 to 10 years | 25 |
                | Less than 5 years | 10 |
                ## Criterion 2: Similar projects - 30 points
                | Number of projects | Points |
                |---|---|
                | 5 or more | 30 |
                | 3-4 | 20 |
                | 1-2 | 10 |
                ## Criterion 3: Team - 30 points
                | Certified staff | Points |
                |---|---|
                | 4 or more | 30 |
                | 2-3 | 15 |
                """,
            expected: [
                "Experience = 40",
                "Similar projects = 30",
                "Team = 30",
            ]),
        RequestShape(
            name: "leaders between name and points",
            text: """
                # 4. Selection
                4.1 Technical proposals will be scored as follows:

                Understanding of assignment ........ 15 points
                Methodology ........ 35 points
                Team ........ 50 points
                """,
            expected: [
                "Understanding of assignment = 15",
                "Methodology = 35",
                "Team = 50",
            ]),
        RequestShape(
            name: "a table that lost its shape",
            text: """
                # Evaluation Criteria and Points
                Criteria                         Maximum points

                Project understanding            20
                Experience with similar work     30
                Personnel                        30
                Fee                              20

                Total                            100
                """,
            expected: [
                "Project understanding = 20",
                "Experience with similar work = 30",
                "Personnel = 30",
                "Fee = 20",
            ]),
        RequestShape(
            name: "lettered groups, scoring rules in the names",
            text: """
                # 9. Evaluation
                9.1 The evaluation of bids will use the Quality and Cost Based Selection (QCBS) method, with 80% weight for technical and 20% for financial.

                | S. No. | Criteria | Max. Marks | Documents required |
                |---|---|---|---|
                | A | Bidder's Profile | 30 | |
                | A1 | Average annual turnover in last 3 years: >= 50 Cr: 10 marks; 30-50 Cr: 7 marks; 10-30 Cr: 5 marks | 10 | CA certificate |
                | A2 | Number of similar projects: each project 4 marks, max 20 marks | 20 | Work orders |
                | B | Key Personnel | 30 | |
                | B1 | Project manager | 15 | CV |
                | B2 | Solution architect | 15 | CV |
                | C | Approach & Methodology | 40 | |
                | C1 | Understanding | 20 | Proposal |
                | C2 | Presentation | 20 | Presentation |
                | | Total | 100 | |
                Bidders scoring less than 70 marks will be disqualified.
                """,
            expected: [
                "Bidder's Profile / Average annual turnover in last 3 years = 10",
                "Bidder's Profile / Number of similar projects = 20",
                "Key Personnel / Project manager = 15",
                "Key Personnel / Solution architect = 15",
                "Approach & Methodology / Understanding = 20",
                "Approach & Methodology / Presentation = 20",
            ]),
        RequestShape(
            name: "ranges of points, bonus points aside",
            text: """
                # Evaluation
                Proposals will be evaluated on a 100-point scale.

                1. **Qualifications and experience of the firm** (0-25 points). Experience in similar projects.
                2. **Project team** (0-25 points). Qualifications of staff.
                3. **Work plan** (0-30 points). Clarity.
                4. **Cost** (0-20 points). Lowest.

                Interviews may add up to 10 bonus points.
                """,
            expected: [
                "Qualifications and experience of the firm = 25",
                "Project team = 25",
                "Work plan = 30",
                "Cost = 20",
            ]),
        RequestShape(
            name: "weights in half a sentence",
            text: """
                # Terms of reference
                ## Evaluation
                The following weights apply: experience 30%, methodology 40%, and price 30%.
                """,
            expected: [
                "Experience = 30",
                "Methodology = 40",
                "Price = 30",
            ]),
        RequestShape(
            name: "Arabic groups with shares",
            text: """
                # ملحق 3: جدول التقييم الفني
                | المعيار الرئيسي | الوزن | المعيار الفرعي | الدرجة |
                |---|---|---|---|
                | الخبرة السابقة | 40% | عدد المشاريع | 60% |
                | | | قيمة المشاريع | 40% |
                | المنهجية | 60% | فهم النطاق | 50% |
                | | | خطة العمل | 50% |
                """,
            expected: [
                "الخبرة السابقة / عدد المشاريع = 24",
                "الخبرة السابقة / قيمة المشاريع = 16",
                "المنهجية / فهم النطاق = 30",
                "المنهجية / خطة العمل = 30",
            ]),
        RequestShape(
            name: "four levels, bands at the bottom",
            text: """
                # 4. Technical evaluation
                ### 1. Company Experience (30 points)
                #### 1.1 Years in business (10 points)
                - 10 years or more: 10 points
                - 5-9 years: 5 points
                - Less than 5 years: 0 points
                #### 1.2 Similar projects (20 points)
                - 5 or more projects: 20 points
                - 3-4 projects: 10 points
                ### 2. Technical Proposal (70 points)
                #### 2.1 Methodology (40 points)
                - Excellent (40 points)
                - Good (25 points)
                - Weak (5 points)
                #### 2.2 Team (30 points)
                - 2.2.1 Project manager: 15 points
                - 2.2.2 Engineers: 15 points
                """,
            expected: [
                "Company Experience / Years in business = 10",
                "Company Experience / Similar projects = 20",
                "Technical Proposal / Methodology = 40",
                "Team / Project manager = 15",
                "Team / Engineers = 15",
            ]),
        RequestShape(
            name: "a scale of percentages beside the criteria",
            text: """
                # Evaluation criteria
                1. Experience: 40 points
                2. Method: 40 points
                3. Price: 20 points

                Points are awarded according to the rating:

                | Rating | Percentage of points |
                |---|---|
                | Excellent | 100% |
                | Good | 75% |
                | Fair | 50% |
                | Poor | 0% |
                """,
            expected: [
                "Experience = 40",
                "Method = 40",
                "Price = 20",
            ]),
        RequestShape(
            name: "paragraphs in bold",
            text: """
                # Selection Criteria

                **Technical Approach – 40 points**

                The extent to which the approach responds to the needs.

                **Past Performance – 35 points**

                References from at least three clients, within the last 5 years.

                **Price – 25 points**

                Total price.
                """,
            expected: [
                "Technical Approach = 40",
                "Past Performance = 35",
                "Price = 25",
            ]),
        RequestShape(
            name: "a sheet to be filled in",
            text: """
                ## Proposal scoring
                | Criteria | Weight (A) | Score 0-10 (B) | Weighted score (A x B) |
                |---|---|---|---|
                | Experience | 30 | | |
                | Method | 40 | | |
                | Price | 30 | | |
                """,
            expected: [
                "Experience = 30",
                "Method = 40",
                "Price = 30",
            ]),
        RequestShape(
            name: "weights within the names of a table",
            text: """
                # Evaluation factors
                | Factor | Description |
                |---|---|
                | Technical approach (40%) | Soundness |
                | Management plan (25%) | Realism |
                | Cost (35%) | Value |
                """,
            expected: [
                "Technical approach = 40",
                "Management plan = 25",
                "Cost = 35",
            ]),
        RequestShape(
            name: "a table of one row",
            text: """
                # Evaluation criteria
                | Experience | Method | Team | Price |
                |---|---|---|---|
                | 30% | 20% | 20% | 30% |
                """,
            expected: [
                "Experience = 30",
                "Method = 20",
                "Team = 20",
                "Price = 30",
            ]),
        RequestShape(
            name: "price in a sentence, quality in a table",
            text: """
                # Award criteria
                The contract is awarded on the basis of the best price-quality ratio: price 40%, quality 60%.

                Quality is broken down as follows:
                | Sub-criterion | Points |
                |---|---|
                | Methodology | 30 |
                | Organisation of the team | 20 |
                | Quality control | 10 |
                """,
            expected: [
                "Price / Price = 40",
                "Quality / Methodology = 30",
                "Quality / Organisation of the team = 20",
                "Quality / Quality control = 10",
            ]),
        RequestShape(
            name: "price in the announcing sentence, attributes in a table",
            text: """
                # Part 3 How we will evaluate
                We will evaluate Proposals on price (50%) and the following non-price attributes (50%):
                | Attribute | Weighting |
                |---|---|
                | Track record | 20% |
                | Relevant skills | 20% |
                | Methodology | 10% |
                """,
            expected: [
                "Track record = 20",
                "Relevant skills = 20",
                "Methodology = 10",
                "Price = 50",
            ]),
        RequestShape(
            name: "Arabic ordinals",
            text: """
                # معايير التقييم الفني والمالي
                أولاً: التقييم الفني (70%)
                - الخبرات السابقة: 25 درجة
                - فريق العمل: 25 درجة
                - منهجية تنفيذ المشروع: 20 درجة

                ثانياً: التقييم المالي (30%)

                تحسب الدرجة المالية بالمعادلة: (أقل سعر ÷ سعر العرض) × 30
                """,
            expected: [
                "التقييم الفني / الخبرات السابقة = 25",
                "التقييم الفني / فريق العمل = 25",
                "التقييم الفني / منهجية تنفيذ المشروع = 20",
                "التقييم المالي / التقييم المالي = 30",
            ]),
        RequestShape(
            name: "Arabic numbering 1-1",
            text: """
                # القسم الثالث: تقييم العروض
                يجب على المتنافس الحصول على 70 درجة كحد أدنى لاجتياز التقييم الفني.

                | الرقم | عناصر التقييم | الدرجة القصوى | الحد الأدنى |
                |---|---|---|---|
                | 1 | خبرة المتنافس: | 40 | 28 |
                | 1-1 | عدد سنوات الخبرة | 15 | |
                | 1-2 | المشاريع المنفذة | 25 | |
                | 2 | الكادر الفني: | 35 | 25 |
                | 2-1 | مدير المشروع | 20 | |
                | 2-2 | المهندسون | 15 | |
                | 3 | خطة العمل | 25 | 17 |
                | | المجموع | 100 | 70 |
                """,
            expected: [
                "خبرة المتنافس / عدد سنوات الخبرة = 15",
                "خبرة المتنافس / المشاريع المنفذة = 25",
                "الكادر الفني / مدير المشروع = 20",
                "الكادر الفني / المهندسون = 15",
                "خطة العمل / خطة العمل = 25",
            ]),
        RequestShape(
            name: "maximum score behind each name",
            text: """
                # Evaluation Criteria
                The District will evaluate proposals using the criteria below. Each criterion is worth the stated maximum.

                Criterion A – Qualifications of the firm. Maximum score: 25
                Describe the firm.

                Criterion B – Project approach. Maximum score: 35
                Describe the approach.

                Criterion C – Schedule. Maximum score: 15

                Criterion D – Fee. Maximum score: 25
                """,
            expected: [
                "Qualifications of the firm = 25",
                "Project approach = 35",
                "Schedule = 15",
                "Fee = 25",
            ]),
    ]
}
