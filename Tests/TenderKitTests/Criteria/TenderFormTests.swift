import ProcessorKit
import Testing

@testable import TenderKit

/// The forms that buyers of one tradition share, and what in them is easily taken for something else.
@Suite("Forms of tenders") struct TenderFormTests {
    // MARK: Tables

    @Test func `one table with a summary and a part for each group, names merged over the numbering`() throws {
        let found = try CriteriaFixture.request(
            """
            # Section 4. Evaluation criteria
            | Summary of the evaluation forms |  | Points obtainable |
            |---|---|---|
            | 1. | Capacity of the bidder | 400 |
            | 2. | Method and work plan | 600 |
            |  | Total | 1000 |
            | Section 1. Capacity of the bidder |  | Points |
            | 1.1 | Reputation of the organisation | 150 |
            | 1.2 | Relevance of specialised | 250 |
            |  | knowledge of similar work |  |
            | Total section 1 |  | 400 |
            | Section 2. Method and work plan |  | Points |
            | 2.1 | Understanding of the task | 200 |
            | 2.2 | Approach to the field work | 400 |
            | Total section 2 |  | 600 |
            """)
        #expect(
            found == [
                "Capacity of the bidder / Reputation of the organisation = 15",
                "Capacity of the bidder / Relevance of specialised knowledge of similar work = 25",
                "Method and work plan / Understanding of the task = 20",
                "Method and work plan / Approach to the field work = 40",
            ])
    }

    @Test func `a header that speaks of points and of criteria is settled by its column`() throws {
        let found = try CriteriaFixture.request(
            """
            # Basis of selection
            | Number | Point rated technical criterion | Scoring grid | Minimum points | Maximum points |
            |---|---|---|---|---|
            | R1 | Corporate experience | 1 project = 5 points; 2 projects = 10 points | 10 | 40 |
            | R2 | Project manager | 5 points for each year | 10 | 35 |
            | R3 | Transition plan | Excellent 25; good 15 | | 25 |
            """)
        #expect(found == ["Corporate experience = 40", "Project manager = 35", "Transition plan = 25"])
    }

    @Test func `a data sheet announces the points below its last row`() throws {
        let found = try CriteriaFixture.request(
            """
            # Data sheet
            | Clause | Detail |
            |---|---|
            | 12.1 | Proposals remain valid for 120 days |
            | 21.1 | Criteria, sub-criteria and point system for the evaluation of full proposals: see below |

            (i) Experience of the firm: [10]

            (ii) Method and work plan: [40]

            (iii) Qualifications of key experts:

            a) Team leader [30]

            b) Water engineer [20]

            Total points for criterion (iii): [50]

            The number of points of each position follows from these shares: 1) education 20%, 2) experience 80%.
            """)
        #expect(
            found.map { $0.replacing(#/.* / /#, with: "") } == [
                "Experience of the firm = 10", "Method and work plan = 40", "Team leader = 30", "Water engineer = 20",
            ])
    }

    @Test func `weights within quality are shares of what quality weighs`() throws {
        let found = try CriteriaFixture.request(
            """
            # Award criteria
            Quality carries 60% and price 40% of the total score.

            | Ref | Quality question | Weighting within quality |
            |---|---|---|
            | Q1 | Service delivery | 50% |
            | Q2 | Staffing and training | 30% |
            | Q3 | Social value | 20% |
            """)
        #expect(
            found == [
                "Quality / Service delivery = 30", "Quality / Staffing and training = 18",
                "Quality / Social value = 12",
                "Price / Price = 40",
            ])
    }

    @Test func `numbering before a colon explains nothing`() throws {
        let found = try CriteriaFixture.sheet(
            "Item,Points\nA.1 Pumps: efficiency and life,60\nA.2 Control system,40")
        #expect(found == ["Pumps: efficiency and life = 60", "Control system = 40"])
    }

    // MARK: Lists

    @Test func `any words announce a list straight under its heading`() throws {
        let found = try CriteriaFixture.request(
            """
            # Selection criteria
            We will choose on the basis of:

            1. Experience with offline apps
            2. Design portfolio
            3. Price
            """)
        #expect(found == ["Experience with offline apps = -", "Design portfolio = -", "Price = -"])
    }

    // MARK: No criteria

    @Test(arguments: [
        "Terms of reference: evaluation of the seed programme", "Midterm evaluation", "Impact assessment",
        "Needs assessment of rural clinics",
    ])
    func `shares of a team that carries out an evaluation are no criteria`(title: String) throws {
        let text = """
            # \(title)
            ## Background
            The evaluation criteria of the study are relevance, effectiveness and impact.
            ## Team
            | Expert | Share of the effort |
            |---|---|
            | Team leader | 40% |
            | Agronomist | 35% |
            | Data assistant | 25% |
            """
        #expect(try CriteriaFixture.refusal(text) == "criteria.none_found")
    }

    @Test(arguments: [
        "Evaluation of proposals", "Technical evaluation", "Evaluation", "Assessment of the tenders received",
    ])
    func `a heading about offers still says evaluation`(title: String) throws {
        let text = "# \(title)\n| Item | Weight |\n|---|---|\n| Team | 40% |\n| Method | 60% |"
        #expect(try CriteriaFixture.request(text) == ["Team = 40", "Method = 60"])
    }
}

@Suite("Sheets beyond what is expected") struct OddSheetTests {
    @Test func `a missing weight does not make its row the title of the rows below`() throws {
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaFixture.csv("No,Criterion,Weight\n1,Method,25\n2,Programme,\n3,Team,35\n4,Price,40")
        ])
        #expect(CriteriaFixture.lines(found) == ["Method = 25", "Team = 35", "Price = 40"])
        #expect(found.warnings.contains { $0.contains("rows without a weight left out: Programme") })
    }

    @Test func `a title with parts of its own stays a title`() throws {
        let found = try CriteriaFixture.sheet(
            "No,Criterion,Weight\n1,Technical,\n1.1,Method,25\n1.2,Team,35\n2,Commercial,\n2.1,Price,40")
        #expect(found == ["Technical / Method = 25", "Technical / Team = 35", "Commercial / Price = 40"])
    }

    @Test func `more than 1,000 criteria are refused by their number`() throws {
        let rows = (1...1_200).map { "Requirement of kind \($0),1" }.joined(separator: "\n")
        let error = #expect(throws: ProcessorError.self) {
            try CriteriaExtractor().criteria(fromSheets: [CriteriaFixture.csv("Criterion,Weight\n" + rows)])
        }
        #expect(error?.code == "criteria.too_many")
        #expect(error?.message.contains("1200 rows with a weight, and at most 1000 criteria are taken") == true)
    }

    @Test func `a cancelled search ends`() async throws {
        let document = try CriteriaFixture.markdown("# Evaluation criteria\n- Team: 40%\n- Method: 60%")
        let search = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try CriteriaExtractor().criteria(fromRequest: [document])
        }
        await #expect(throws: CancellationError.self) { try await search.value }
    }
}
