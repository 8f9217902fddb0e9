import Testing

@testable import TenderKit

/// How buyers say what they judge by, other than with a heading "Evaluation criteria" and a table of two columns.
@Suite("How buyers say it") struct BuyersWordsTests {
    // MARK: Headings

    @Test(arguments: [
        "How we will choose", "5. HOW OFFERS WILL BE JUDGED", "Bid comparison", "Assessment of technical submissions",
        "Choosing the research agency", "Basis for our choice",
    ]) func `a heading may say it in other words`(_ heading: String) throws {
        let found = try CriteriaFixture.request(
            """
            # \(heading)
            | Dimension | Weighting (%) |
            |---|---|
            | Competence of the inspection team | 45 |
            | Time for reports | 35 |
            | Commercial offer | 20 |
            """)
        #expect(
            found == ["Competence of the inspection team = 45", "Time for reports = 35", "Commercial offer = 20"])
    }

    @Test func `points in the headings of one section speak for themselves`() throws {
        let found = try CriteriaFixture.request(
            """
            # What happens then
            A committee of five reads every proposal. There are 100 points.
            ## Understanding of the problem (25 points)
            Have you talked to a publisher?
            ## Technical approach (45 points)
            How data gets in and out.
            ## Cost (30 points)
            For three years.
            """)
        #expect(found == ["Understanding of the problem = 25", "Technical approach = 45", "Cost = 30"])
    }

    @Test func `points under a heading about service are none`() throws {
        let code = try CriteriaFixture.refusal(
            """
            # Service level agreement
            ## Late collection (40 points)
            Each point costs 10 EUR.
            ## Missed report (35 points)
            ## Damage to the site (25 points)
            """)
        #expect(code == "criteria.none_found")
    }

    @Test func `criteria with labels below a weak heading are parts of it`() throws {
        let found = try CriteriaFixture.request(
            """
            # 5. How we compare proposals
            ## Criterion 1: Food quality and range – worth a maximum of 45 marks
            Sample menus of two weeks.
            ## Criterion 2: Affordability for students – worth a maximum of 55 marks
            One hot meal below 5.50.
            # 6. Questions
            """)
        #expect(found == ["Food quality and range = 45", "Affordability for students = 55"])
    }

    // MARK: Tables

    @Test func `a short name beside a long text is the criterion, whatever the columns are called`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation
            | What we look for | Area | Marks |
            |---|---|---|
            | Vehicles that suit the passengers, checked each week | Fleet | 35 |
            | A named supervisor and training for drivers and assistants | Safeguarding | 45 |
            | Price per day for the sample routes | Price | 20 |
            """)
        #expect(found == ["Fleet = 35", "Safeguarding = 45", "Price = 20"])
    }

    @Test func `a table that divides the whole, and another one that says what a share is made of`() throws {
        let found = try CriteriaFixture.request(
            """
            # 7. Evaluation of tenders
            | Criterion | Weighting |
            |---|---|
            | Quality | 60% |
            | Price | 40% |
            | Total | 100% |
            ## 7.1 Method statements
            | Ref | Question | Word limit | Weighting (%) |
            |---|---|---|---|
            | MS1 | Mobilisation | 750 | 20% |
            | MS2 | Tree inspection | 1000 | 25% |
            | MS3 | Workforce | 750 | 15% |
            |  | Total quality |  | 60% |
            """)
        #expect(
            found == [
                "Quality / Mobilisation = 20", "Quality / Tree inspection = 25", "Quality / Workforce = 15",
                "Price / Price = 40",
            ])
    }

    @Test func `a sum is one, whatever it is called`() throws {
        let found = try CriteriaFixture.request(
            """
            # Technical scoring matrix
            | Item | Attribute | Percent of technical score |
            |---|---|---|
            | G1 | Leadership | 30 % |
            | G2 | Lifting and scaffolding | 45 % |
            | G3 | Control of welding | 25 % |
            |  | Technical score | 100 % |
            """)
        #expect(found == ["Leadership = 30", "Lifting and scaffolding = 45", "Control of welding = 25"])
    }

    @Test func `names in two languages are taken in that of the document, weights in both scripts are one`() throws {
        let found = try CriteriaFixture.request(
            """
            # Technical scoring
            The committee gives the weights below. The whole is one hundred.
            | المعيار | Criterion | Weight |
            |---|---|---|
            | تنفيذ فعاليات مماثلة | Similar events delivered | 40% ٤٠٪ |
            | الفريق التشغيلي | Operational team | 35% ٣٥٪ |
            | جدول التنفيذ | Delivery schedule | 25% ٢٥٪ |
            """)
        #expect(found == ["Similar events delivered = 40", "Operational team = 35", "Delivery schedule = 25"])
    }

    @Test func `a small table for each question, and the rest of the whole beside them`() throws {
        let card = { (title: String, weight: Int) in
            """
            | \(title) | |
            |---|---|
            | Weighting | \(weight)% |
            | Limit | 750 words |
            | Question | Tell us how you would do this in detail. |


            Next.

            """
        }
        let found = try CriteriaFixture.request(
            "# Quality questions\nAnswer each in its own file. The remaining 50% is for cost.\n\n"
                + card("Q1 – Delivery model", 20) + card("Q2 – Segregation", 18) + card("Q3 – Continuity", 12))
        #expect(found == ["Delivery model = 20", "Segregation = 18", "Continuity = 12", "Cost = 50"])
    }

    // MARK: Sentences

    @Test func `numbers in words, with their digits behind them`() throws {
        let found = try CriteriaFixture.request(
            """
            # How offers will be judged
            The panel will give twenty-five percent (25%) to the operational plan, that is the patrols and procedures.

            Twenty percent (20%) is given to selection, vetting and training of officers.

            Experience in museums, galleries or public buildings carries fifteen percent (15%).

            Contract management is worth ten percent (10%).

            The remaining thirty percent (30%) is allotted to the total price over three years.
            """)
        #expect(
            found == [
                "Operational plan = 25", "selection, vetting and training of officers = 20",
                "Experience in museums, galleries or public buildings = 15", "Contract management = 10",
                "Price over three years = 30",
            ])
    }

    @Test func `one sentence that comes to the whole, with words that elsewhere speak of service`() throws {
        let found = try CriteriaFixture.request(
            """
            # Selection
            Up to 45 points will be given for the qualifications of the team, up to 35 points for availability of local
            staff, and up to 20 points for completeness of the proposal.
            """)
        #expect(
            found == [
                "Qualifications of the team = 45", "Availability of local staff = 35",
                "Completeness of the proposal = 20",
            ])
    }

    // MARK: Without weights

    @Test func `each paragraph begins with a name`() throws {
        let found = try CriteriaFixture.request(
            """
            # Selection criteria
            Relevant experience. We look for evaluators who have led at least two evaluations.

            Quality of the methodology. The design must be able to answer the questions.

            Budget. Realistic and in proportion to the work.

            # How to apply
            Send a proposal of ten pages.
            """)
        #expect(found == ["Relevant experience = -", "Quality of the methodology = -", "Budget = -"])
    }

    @Test func `an item announces what stands under it`() throws {
        let found = try CriteriaFixture.request(
            """
            # Evaluation of quotes
            (a) The award is made to the best quote. The following factors shall be used to evaluate quotes:

            (i) Technical capability;

            (ii) Past performance; and

            (iii) Price.

            (b) Options are added to the total price.
            """)
        #expect(found == ["Technical capability = -", "Past performance = -", "Price = -"])
    }
}
