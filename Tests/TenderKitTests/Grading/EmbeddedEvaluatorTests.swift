import Testing

@testable import TenderKit

@Suite("What a statement is worth") struct EmbeddedEvaluatorTests {
    private let programme = GradingFixture.criterion(
        "Construction programme", "Critical-path programme with milestones and resources for each phase.")
    private let manager = GradingFixture.criterion(
        "Project manager", "Named full-time project manager with at least 15 years of experience; signed CV.")

    @Test("A specific answer is graded above a general one, and that above none")
    func specificity() async throws {
        let specific = try await GradingFixture.score(
            programme,
            "The critical-path programme (Primavera P6, 412 activities) has milestones M1 on 4 May 2026 and M2 on 9 October 2026; "
                + "84 carpenters and 2 tower cranes are the resources of phase 2.")
        let general = try await GradingFixture.score(
            programme,
            "We are committed to the highest standards and will prepare a programme with milestones and resources.")
        let nothing = try await GradingFixture.score(programme, "Our head office stands in a quiet street.")
        #expect(specific >= 60 && specific > general && general >= nothing)
        #expect(nothing == 10)
    }

    @Test("A number below the one asked for counts less")
    func numbers() async throws {
        let enough = try await GradingFixture.score(
            manager,
            "Our full-time project manager is Martin Kessler with 18 years of experience; his signed CV is in annex 2.")
        let short = try await GradingFixture.score(
            manager,
            "Our full-time project manager is Martin Kessler with 7 years of experience; his signed CV is in annex 2.")
        #expect(enough > short)
    }

    @Test("What is not included, or comes later, is no evidence")
    func denials() async throws {
        for text in [
            "The critical-path programme with milestones M1 to M9 is not included in this offer of Harbour Works Ltd.",
            "The critical-path programme with milestones: TBD, 14 resources to be confirmed for each phase by Harbour Works.",
            "البرنامج الزمني والمسار الحرج والمراحل غير مرفق مع عرض شركة الميناء.",
        ] {
            #expect(try await GradingFixture.score(programme, text) == 10, "\(text)")
        }
    }

    @Test("The criterion's own wording, repeated, is no evidence")
    func repetition() async throws {
        #expect(
            try await GradingFixture.score(
                programme, "Critical-path programme with milestones and resources for each phase.") == 10)
    }

    @Test("The request's text pasted into an offer earns no grade")
    func pastedRequest() async throws {
        let request = """
            # Programme
            The Contractor shall submit a critical-path programme in which each milestone, the resources of each phase and the \
            float of each activity are shown in weekly steps.
            The Contractor shall report progress against the programme on the first Monday of each month.
            """
        let pasted = try await GradingFixture.score(programme, request, request: request)
        #expect(pasted == 10)
    }

    @Test("Key words without sentences earn little")
    func stuffing() async throws {
        let criteria = [
            programme, manager,
            GradingFixture.criterion("Quality assurance plan", "Inspection and test plans for each trade."),
            GradingFixture.criterion("Health and safety", "Accident statistics and site safety organisation."),
        ]
        let words =
            "programme milestones resources phase project manager experience signed quality assurance inspection test "
            + "plans trade health safety accident statistics organisation schedule critical path risk"
        for score in try await GradingFixture.scores(criteria, words) { #expect(score <= 30) }
    }

    @Test("An answer in Arabic to a criterion in English is found, and the other way round")
    func languages() async throws {
        let arabic = try await GradingFixture.score(
            manager,
            "مدير المشروع: م. خالد السبيعي، متفرغ بالكامل، خبرة ١٩ سنة في مشاريع المستشفيات، والسيرة الذاتية موقعة ومرفقة."
        )
        let english = try await GradingFixture.score(
            manager,
            "Project manager: Khalid Subaie, full time, 19 years of experience in hospital projects; the signed CV is enclosed."
        )
        #expect(arabic >= 50 && abs(arabic - english) <= 20, "Arabic \(arabic), English \(english)")
        let criterion = GradingFixture.criterion("مدير المشروع", "مدير مشروع متفرغ بخبرة لا تقل عن ١٥ سنة")
        let answer = try await GradingFixture.score(
            criterion, "Project manager: Khalid Subaie, full time, 19 years of experience in hospital projects.")
        #expect(answer >= 50)
    }

    @Test("A section that names a criterion is that criterion's answer, and no other's")
    func labels() async throws {
        let criteria = [
            GradingFixture.criterion("a. appointed one leader with authority for quality"),
            GradingFixture.criterion("b. wrote unit tests for the code"),
            GradingFixture.criterion("c. published the code under an open licence"),
        ]
        let offer = """
            (a)
            Maria Lopez decided on scope and budget and signed off each of the 4 releases.
            (b)
            Karma and JUnit run 312 tests on each commit; Maria Lopez reads the report.
            """
        let scores = try await GradingFixture.scores(criteria, offer)
        #expect(scores[0] >= 30 && scores[1] >= 30 && scores[2] == 10, "\(scores)")
        let without = try await GradingFixture.scores(
            criteria, offer.split(separator: "\n").dropLast().joined(separator: "\n"))
        #expect(without[0] == scores[0] && without[1] < scores[1])
    }

    @Test("A certificate is held or not held")
    func binary() async throws {
        let certificate = GradingFixture.criterion("ISO 9001 certificate", "A valid certificate is enclosed.")
        let criteria = [certificate]
        let held = try await GradingFixture.evaluate(
            criteria,
            offer: [
                GradingFixture.document("ISO 9001 certificate no. Q-20771 is enclosed and valid to 30 September 2027.")
            ])
        #expect(held[0].grade == .compliant && held[0].clarification == .none)
        let expired = try await GradingFixture.evaluate(
            criteria,
            offer: [GradingFixture.document("Our ISO 9001 certificate no. Q-20771 expired on 30 September 2024.")])
        #expect(expired[0].grade == .nonCompliant && expired[0].clarification.kind == .missing)
    }

    @Test("An offer that could not be read gets the lowest grade, and the files are named")
    func unread() async throws {
        let reading = FileReading(
            file: "tech_rfp/tender/Bidder/method.pdf",
            outcome: .failure(
                DocumentError(
                    .passwordProtected, file: "method.pdf", tried: [], reason: "the file is protected by a password")))
        let problem = try #require(FileProblem(reading))
        let evaluation = try await GradingFixture.evaluate([programme], offer: [], problems: [problem])[0]
        #expect(evaluation.grade == .majorConcerns)
        #expect(evaluation.evidence[0].text.contains("method.pdf"))
        #expect(evaluation.clarification.text.contains("method.pdf"))
        let empty = try await GradingFixture.evaluate([programme], offer: [])[0]
        #expect(empty.grade == .majorConcerns && empty.clarification == .none && !empty.evidence[0].text.isEmpty)
    }

    @Test("A criterion that was not prepared is refused")
    func unknown() async throws {
        let evaluator = EmbeddedEvaluator()
        let request = try await evaluator.prepare(request: [], criteria: [programme])
        let offer = try await evaluator.prepare(offer: [], problems: [], contractor: "Bidder", request: request)
        await #expect(throws: (any Error).self) {
            try await evaluator.evaluate(manager, offer: offer, request: request)
        }
    }
}
