import Testing

@testable import TenderKit

@Suite("What says the opposite of what is asked earns nothing") struct OppositeTests {
    private static let quality = GradingFixture.criterion(
        "Quality management", "Valid ISO 9001 certificate; quality management plan with inspection and test plans.")
    private static let projects = GradingFixture.criterion(
        "Similar projects", "At least three similar hospital projects in the last ten years with client and value.")
    private static let manager = GradingFixture.criterion(
        "Project manager",
        "Named project manager with at least 15 years of experience in hospital construction; CV enclosed.")
    private static let safety = GradingFixture.criterion(
        "HSE", "HSE plan; working at height; safety officer named.")

    private func score(_ criterion: ConfiguredCriterion, _ text: String) async throws -> Double {
        try await GradingFixture.score(criterion, text)
    }

    @Test(
        "Papers that are gone, or not there yet",
        arguments: [
            "Our ISO 9001 certificate was withdrawn in 2023 by TÜV SÜD.",
            "Our ISO 9001 certificate was suspended by TÜV SÜD on 3 May 2024.",
            "Our ISO 9001 certificate was cancelled.",
            "We intend to apply for ISO 9001 within two years at Bureau Veritas, Riyadh office, file 2231.",
            "Bureau Veritas declined to issue us an ISO 9001 certificate in 2023.",
            "Our subcontractor Hill Ltd holds ISO 9001 certificate Q-8123; we hold none.",
            "Without ISO 9001: we consider certificates a waste of money.",
            "ISO 9001 certificate: No", "ISO 9001 certificate: no.",
            "شهادة ISO 9001 الخاصة بنا سُحبت عام 2023.",
        ])
    func papers(text: String) async throws {
        #expect(try await score(Self.quality, text) <= 20, "\(text)")
    }

    @Test("A cross in a table is a no, a tick a yes without more")
    func crosses() async throws {
        func grade(_ sign: String) async throws -> Evaluation {
            let rows = [
                ["Requirement", "Available"], ["ISO 9001 certificate", sign], ["Inspection and test plans", sign],
            ]
            let blocks = rows.enumerated().map { index, cells in
                Block(
                    kind: .tableRow(TableRow(table: 0, row: index, cells: cells)), text: cells.joined(separator: " | "))
            }
            return try await GradingFixture.evaluate(
                [Self.quality], offer: [Document(file: "tech_rfp/tender/Bidder/offer.docx", blocks: blocks)])[0]
        }
        let (no, cross, yes, tick) = (
            try await grade("No"), try await grade("✗"), try await grade("Yes"), try await grade("✓")
        )
        #expect(cross.grade == .majorConcerns && cross.grade == no.grade)
        #expect(tick.grade == yes.grade)
    }

    @Test(
        "Projects of others, projects that came to nothing, and none at all",
        arguments: [
            "Our competitor Hill Ltd built three hospitals: Kent 2019 (GBP 40m), Leeds 2020 (GBP 50m), York 2021 (GBP 60m).",
            "We bid for three hospitals: Kent 2019 (GBP 40m), Leeds 2020 (GBP 50m), York 2021 (GBP 60m), and lost all three.",
            "We have three similar hospital projects in the last ten years: Kent, Leeds, York. All were terminated by the clients for default.",
            "We built 0 hospital projects for clients with value GBP 0.",
        ])
    func projects(text: String) async throws {
        #expect(try await score(Self.projects, text) <= 20, "\(text)")
    }

    @Test(
        "People who are not there",
        arguments: [
            "The position of project manager is vacant; the last one, Mr John Smith, 20 years of experience in hospital construction, left us in June 2025.",
            "Project manager: to be confirmed, 20 years of experience in hospital construction.",
        ])
    func people(text: String) async throws {
        #expect(try await score(Self.manager, text) <= 20, "\(text)")
    }

    @Test("Less than asked for is not what is asked for")
    func less() async throws {
        let full = try await score(
            Self.manager,
            "Project manager Omar Said has 19 years of experience in hospital construction; his signed CV is in Annex D."
        )
        for years in ["less than 15 years", "fewer than 15 years", "1 year", "fifteen months"] {
            let text =
                "Project manager Omar Said has \(years) of experience in hospital construction; his signed CV is in Annex D."
            #expect(try await score(Self.manager, text) < full, "\(years)")
        }
        let firm =
            "Project manager Omar Said has 1 year of experience in hospital construction, our firm has 40 years of experience; his signed CV is in Annex D."
        #expect(try await score(Self.manager, firm) < full)
    }

    @Test("An officer who was dismissed, a plan that is missing")
    func safety() async throws {
        let text =
            "Working at height killed two of our workers in 2024; safety officer Ahmed Ali was dismissed; the HSE plan is missing."
        #expect(try await score(Self.safety, text) <= 20)
    }

    @Test(
        "Rules and assurances with such words are no denial",
        arguments: [
            "Work at height is suspended when the wind exceeds 10 m/s.",
            "Our ISO 9001 certificate was never suspended or withdrawn.",
            "None of our contracts was terminated.",
            "If a certificate is withdrawn, we tell the Employer within two days.",
            "The suspended ceiling of the ward is part of the programme.",
            "We had 0 accidents in 2024.", "0 lost-time injuries in three years.",
            "Deviations from the certificate: none", "Permit to work: yes/no",
            "The officer dismissed the alarm within one minute.",
            "Without closing the hospital we rebuilt its west wing.",
            "Hospital works, Rev. 0 of the certificate, dated 3 May.", "Revision 0 certificate of the hospital",
            "All hospitals were handed over on time.",
        ])
    func assurances(text: String) {
        let words = TextScanner.words(of: text, reader: WordLookup(isLearning: false))
        #expect(!AdverseState.occurs(in: words[...]), "\(text)")
        #expect(!AdverseState.takesBack(words[...]), "\(text)")
        let asked = Set(Units.hashes(["certificate", "hospital", "accident", "permit", "height", "officer"]))
        #expect(!Negation.denies(words[...], asked: asked), "\(text)")
    }
}
