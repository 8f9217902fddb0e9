import Testing

@testable import TenderKit

/// Forms in which buyers state weights away from the name, in words, or in a notice.
@Suite("Where buyers put the weight") struct BuyersFormsTests {
    @Test func `a European notice gives each criterion by its fields`() throws {
        let found = try CriteriaFixture.request(
            """
            ### 5.1.10 Award criteria

            Criterion:

            Type: Price

            Name: Purchase price of the vehicles Description: Total of price sheet 1, VAT excluded

            Category of award weight criterion: Weight (percentage, exact) Award criterion number: 60

            Criterion:

            Type: Quality

            Name: Guaranteed battery capacity

            Description: Remaining usable capacity; minimum 70% Category of award weight criterion: Weight (percentage, exact)

            Award criterion number: 40

            ### 5.1.11 Procurement documents
            """)
        #expect(found == ["Purchase price of the vehicles = 60", "Guaranteed battery capacity = 40"])
    }

    @Test func `a line of nothing but the weight belongs to the title above it`() throws {
        let found = try CriteriaFixture.request(
            """
            ## 4. Award
            ### 4.1 Ultimate cost
            > Marks available: **350**
            > Minimum marks required: –

            The total for the full term.
            ### 4.2 Account and service team
            > Marks available: **400**
            > Minimum marks required: 240

            ### 4.3 Workflow and turnaround
            > Marks available: **250**
            > Minimum marks required: 150
            """)
        #expect(
            found == ["Ultimate cost = 35", "Account and service team = 40", "Workflow and turnaround = 25"])
    }

    @Test func `the weight stands below the title in Arabic`() throws {
        let found = try CriteriaFixture.request(
            """
            # 4. معايير المفاضلة الفنية
            ## 4.1 الخبرة السابقة في التشغيل
            الوزن النسبي: 45%

            ## 4.2 الهيكل التنظيمي والكوادر
            الوزن النسبي: 30%

            ## 4.3 خطة التشغيل والصيانة
            الوزن النسبي: 25%
            """)
        #expect(
            found == ["الخبرة السابقة في التشغيل = 45", "الهيكل التنظيمي والكوادر = 30", "خطة التشغيل والصيانة = 25"])
    }

    @Test func `a cell of a data sheet lists them`() throws {
        let found = try CriteriaFixture.request(
            """
            # 2.0 Tender particulars
            | Item | Particular | Detail |
            |---|---|---|
            | 5 | Validity | 90 days |
            | 7 | Weighted criteria | Tender price – 45% Experience in comparable facilities – 35% Social procurement – 20% |
            | 10 | Price basis | Rise and fall: 60% CPI, 25% fuel index, 15% wage index |
            """)
        #expect(
            found == ["Tender price = 45", "Experience in comparable facilities = 35", "Social procurement = 20"])
    }

    @Test func `numbers may be written out in Arabic`() throws {
        let found = try CriteriaFixture.request(
            """
            # كيف سنختار
            وقد خصصنا للفكرة الإبداعية خمساً وثلاثين درجة من مئة، ولخطة الإعلام خمساً وعشرين درجة. أما خبرة الوكالة فلها خمس عشرة درجة، ولأسلوب قياس الأثر عشر درجات، ويبقى للسعر خمس عشرة درجة.
            """)
        #expect(
            found == [
                "الفكرة الإبداعية = 35", "خطة الإعلام = 25", "خبرة الوكالة = 15", "أسلوب قياس الأثر = 10", "السعر = 15",
            ])
    }

    @Test func `a subtotal may end in the word`() throws {
        let found = try CriteriaFixture.request(
            """
            # Award criteria
            | Section | Question | Weighting |
            |---|---|---|
            | Clinical | Pathway design | 30% |
            | Clinical | Clinical governance | 25% |
            | | Quality total | 55% |
            | Commercial | Evaluated price | 45% |
            | | Grand total | 100% |
            """)
        #expect(
            found == [
                "Clinical / Pathway design = 30", "Clinical / Clinical governance = 25",
                "Commercial / Evaluated price = 45",
            ])
    }

    @Test(arguments: [
        "Assessment of students", "Selection criteria for students", "معايير تقييم الطلاب", "LEED rating criteria",
        "4. Site selection criteria", "Selection of subcontractors",
    ]) func `what is bought may judge something else`(heading: String) throws {
        let code = try CriteriaFixture.refusal(
            """
            # Scope of work
            ## \(heading)
            The system shall support the following assessment criteria:

            | Criteria | Weight |
            |---|---|
            | Homework | 20% |
            | Midterm exam | 30% |
            | Final exam | 50% |
            """)
        #expect(code == "criteria.none_found")
    }

    @Test func `a total price is a criterion`() throws {
        let found = try CriteriaFixture.request(
            """
            # جدول تقييم العروض
            | م | بند التقييم | الدرجة القصوى |
            |---|---|---|
            | | الجودة | |
            | 1 | المطابقة لكراسة المواصفات | 40 |
            | | التوريد | |
            | 2 | برنامج التوريد والتركيب | 30 |
            | | السعر | |
            | 3 | إجمالي سعر التوريد مع الصيانة | 30 |
            | | المجموع الكلي | 100 |
            """)
        #expect(found.contains { $0.hasSuffix("إجمالي سعر التوريد مع الصيانة = 30") }, "\(found)")
        #expect(found.count == 3)
    }

    @Test func `points at the end count, not a share in the name`() throws {
        let line = try #require(WeightedLine("Domestic contribution rate above 60% : 24 points", isTitle: true))
        #expect(line.name == "Domestic contribution rate above 60%")
        #expect(line.weight == StatedWeight(24, .points))
        let price = WeightedProse.entries(in: "Maximum total score is 100, of which 50 points belong to the bid price.")
        #expect(price.map(\.name) == ["Bid price"] && price.map(\.weight.value) == [50])
    }

    @Test func `the weights of sections are divided by their questions`() throws {
        let found = try CriteriaFixture.request(
            """
            # 4. Award stage
            Section weightings are:

            | Section | Weighting |
            |---|---|
            | 2 – Service delivery | 30% |
            | 3 – Safeguarding | 20% |
            | 5 – Price | 50% |
            | Total | 100% |

            # 5. Quality questions
            ## 5.1 Service delivery
            Question 2.1 Continuity of care [sub-weighting 18%]

            Explain how.

            Tenderer's answer:

            Question 2.2 Recruitment [sub-weighting 12%]

            Tenderer's answer:

            ## 5.2 Safeguarding
            Question 3.1 Concerns [sub-weighting 12%]

            Tenderer's answer:

            Question 3.2 Medication errors [sub-weighting 8%]

            Tenderer's answer:
            """)
        #expect(
            found == [
                "Service delivery / Continuity of care = 18", "Service delivery / Recruitment = 12",
                "Safeguarding / Concerns = 12", "Safeguarding / Medication errors = 8", "Price / Price = 50",
            ])
    }

    @Test func `factors that come to ten are weights`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation
            | Criterion | Weighting factor | Score (0-10) | Weighted score |
            |---|---|---|---|
            | User experience | x 4.5 | | |
            | Clinical safety | x 2.5 | | |
            | Rollout and support | x 1 | | |
            | Price over four years | x 2 | | |
            | Sum | 10 | | |
            """)
        #expect(
            found == [
                "User experience = 45", "Clinical safety = 25", "Rollout and support = 10",
                "Price over four years = 20",
            ])
    }

    @Test func `cells of a data sheet list the criteria after a sentence`() throws {
        let found = try CriteriaFixture.request(
            """
            # BID DATA SHEET
            | ITB Clause | |
            |---|---|
            | 10 | Pre-bid conference: 9 March 2026, 10:00 AM. |
            | 25.1 | The following criteria shall be applied in the rating of Technical Proposals: Quality of personnel – 45% Experience of the consultant – 30% Plan of approach – 25% The minimum Technical rating is 70 points of 100. |
            | 26.2 | After the opening of Financial Proposals the weights are: Technical Proposal – 80%; Financial Proposal – 20%. |
            """)
        #expect(found == ["Quality of personnel = 45", "Experience of the consultant = 30", "Plan of approach = 25"])
    }

    @Test func `a list of criteria goes on over items in bold, and the weights within each are none`() throws {
        let found = try CriteriaFixture.request(
            """
            # Data Sheet
            21.1 Criteria, sub-criteria, and point system for the evaluation of the Technical Proposals:

            (i) Specific experience of the Consultant: [10]

            (ii) Adequacy of the proposed methodology and work plan: [40]

            **(iii) Key Experts' qualifications and competence:**

            a) Team Leader: [30]
            b) Pipeline Engineer: [15]

            The number of points for each of the above positions shall be determined considering the following sub-criteria:

            1) General qualifications: 20%
            2) Adequacy for the Assignment: 80%

            (iv) Transfer of knowledge: [5]

            **Total points for the criteria: 100**
            """)
        #expect(found.count == 5, "\(found)")
        #expect(found.contains { $0.hasSuffix("Team Leader = 30") } && found.contains { $0.hasSuffix("knowledge = 5") })
    }
}
