import Testing

@testable import TenderKit

@Suite("Weighted criteria in RFP documents") struct WeightedRequestTests {
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

    @Test func `Arabic table`() throws {
        let found = try CriteriaFixture.request(
            """
            # أولاً: مقدمة
            تدعو الجهة المتنافسين لتقديم عروضهم. غرامة التأخير ١٠٪ من قيمة العقد وضريبة القيمة المضافة ١٥٪.
            # معايير تقييم العروض
            | م | المعيار | الوزن |
            |---|---|---|
            | ١ | خبرة الشركة في مشاريع مماثلة | ٣٠٪ |
            | ٢ | منهجية تنفيذ الأعمال | ٢٥٪ |
            | ٣ | فريق العمل | ٢٥٪ |
            | ٤ | المحتوى المحلي | ٢٠٪ |
            | | المجموع | ١٠٠٪ |
            """)
        #expect(
            found == [
                "خبرة الشركة في مشاريع مماثلة = 30", "منهجية تنفيذ الأعمال = 25", "فريق العمل = 25",
                "المحتوى المحلي = 20",
            ])
    }

    @Test func `Arabic list and prose`() throws {
        let list = try CriteriaFixture.request(
            """
            # معايير التقييم
            يتم تقييم العروض وفق المعايير التالية:
            أ- الخبرات السابقة (٤٠ درجة)
            ب- المنهجية (٣٥ درجة)
            ج- الكوادر (٢٥ درجة)
            """)
        #expect(list == ["الخبرات السابقة = 40", "المنهجية = 35", "الكوادر = 25"])
        let prose = try CriteriaFixture.request(
            """
            # آلية التقييم
            يتم تقييم العروض الفنية بنسبة 70% والعروض المالية بنسبة 30%.
            """)
        #expect(prose.map { $0.suffix(4) } == ["= 70", "= 30"])
    }

    @Test func `Arabic main and sub criteria`() throws {
        let found = try CriteriaFixture.request(
            """
            # معايير التقييم الفني
            | المعيار الرئيسي | المعيار الفرعي | الدرجة |
            |---|---|---|
            | الخبرة | عدد المشاريع المماثلة | 20 |
            | | قيمة المشاريع | 20 |
            | فريق العمل | مدير المشروع | 35 |
            | | المهندسون | 25 |
            | الإجمالي | | 100 |
            """)
        #expect(
            found == [
                "الخبرة / عدد المشاريع المماثلة = 20", "الخبرة / قيمة المشاريع = 20", "فريق العمل / مدير المشروع = 35",
                "فريق العمل / المهندسون = 25",
            ])
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
