import Testing

@testable import TenderKit

/// Offers whose truth is known, in the ways in which bidders write them.
@Suite("Ways to answer, and ways not to") struct OfferStylesTests {
    private static let criteria = [
        GradingFixture.criterion(
            "Project manager", "Named full-time project manager with at least 15 years of experience; signed CV."),
        GradingFixture.criterion("Quality certification", "Valid ISO 9001 certificate enclosed."),
        GradingFixture.criterion(
            "Similar projects",
            "At least three similar hospital projects of at least SAR 50 million each completed in the last seven years, with client references."
        ),
        GradingFixture.criterion(
            "Construction programme",
            "Critical-path programme completing the works within 18 months, with milestones and resources for each phase."
        ),
        GradingFixture.criterion(
            "Dewatering",
            "Method statement for dewatering of the basement: pump capacity, discharge permit and monitoring of the groundwater level."
        ),
    ]

    private static let requirements = [
        "The Contractor shall appoint a named full-time project manager with at least 15 years of experience. The CV shall be signed.",
        "The Contractor shall hold a valid ISO 9001 certificate and enclose it.",
        "The Contractor shall show at least three similar hospital projects of at least SAR 50 million each, completed in the last seven years, with client references.",
        "The Contractor shall submit a critical-path programme completing the works within 18 months. It shall show milestones and resources for each phase.",
        "The Contractor shall submit a method statement for dewatering of the basement, with pump capacity, discharge permit and monitoring of the groundwater level.",
    ]

    private static let answers = [
        "Eng. Martin Kessler, 19 years of experience, full time on this project; signed CV in Annex A",
        "ISO 9001 certificate of TÜV Nord no. 44-100-20771, valid until 30 September 2027, Annex B",
        "Similar projects: King Fahad Hospital (SAR 84 m, 2022, Dr. Okafor), Al Salam Hospital (SAR 61 m, 2023, P. Lindqvist), Eastern Hospital (SAR 57 m, 2025, M. Duarte)",
        "The critical-path programme (Primavera P6, 412 activities) completes the works in 16.5 months; milestones M1 on 4 July 2026 to M4 on 20 September 2027; resources of each phase: 46 to 120 men",
        "Dewatering by 14 deep wells with Grundfos pumps of 46 m³/h each; discharge permit MUN-2231; groundwater level read in 6 piezometers twice a day",
    ]

    private static func scores(_ offer: [Document]) async throws -> [Double] {
        try await GradingFixture.evaluate(
            criteria, offer: offer, request: [GradingFixture.document(requirements.joined(separator: "\n"))]
        ).map(\.grade.score)
    }

    private static func scores(_ lines: [String]) async throws -> [Double] {
        try await scores([GradingFixture.document(lines.joined(separator: "\n"))])
    }

    /// A compliance matrix: the request's own words in one column, what the bidder says to them in the others.
    private static func matrix(_ header: [String], _ answers: [[String]]) -> Document {
        let rows = [header] + zip(requirements, answers).enumerated().map { ["\($0 + 1)", $1.0] + $1.1 }
        return Document(
            file: "tech_rfp/tender/Bidder/matrix.xlsx",
            blocks: rows.enumerated().map { index, cells in
                Block(
                    kind: .tableRow(TableRow(table: 0, row: index, cells: cells)),
                    text: cells.joined(separator: " | "), page: 1)
            })
    }

    @Test("What is shown with names, figures and records is graded high, in sentences and in a matrix alike")
    func full() async throws {
        let sentences = try await Self.scores(Self.answers.map { $0 + "." })
        #expect(sentences.allSatisfy { $0 >= 70 }, "\(sentences)")
        let matrix = Self.matrix(["No.", "Requirement", "Compliance", "Remarks"], Self.answers.map { ["Comply", $0] })
        let rows = try await Self.scores([matrix])
        #expect(rows.allSatisfy { $0 >= 70 }, "\(rows)")
    }

    @Test(
        "A matrix that only declares compliance shows nothing",
        arguments: ["Comply", "Noted", "Yes", "Fully compliant", "Partially", "Agreed and accepted.", "مطابق", "نعم"])
    func declared(word: String) async throws {
        let matrix = Self.matrix(["No.", "Requirement", "Response"], Self.requirements.map { _ in [word] })
        for score in try await Self.scores([matrix]) { #expect(score <= 10, "\(word)") }
    }

    @Test("A row that is met in part counts less, and is quoted as what limits the offer")
    func partly() async throws {
        func evaluate(_ word: String) async throws -> Evaluation {
            try await GradingFixture.evaluate(
                Self.criteria,
                offer: [
                    Self.matrix(["No.", "Requirement", "Compliance", "Remarks"], Self.answers.map { [word, $0] })
                ],
                request: [GradingFixture.document(Self.requirements.joined(separator: "\n"))])[4]
        }
        let (whole, part) = (try await evaluate("Comply"), try await evaluate("Partially comply"))
        #expect(part.grade.score < whole.grade.score)
        #expect(part.evidence.contains { $0.text.contains("limits what it gives") && $0.text.contains("Partially") })
    }

    @Test("An offer that says no to everything is graded as one that says nothing")
    func contradicting() async throws {
        let lines = [
            "The project manager is shared with two other sites and is not available full time.",
            "We do not hold an ISO 9001 certificate. Our former ISO 9001 certificate no. 44-100 lapsed in 2021.",
            "We have never built a hospital; our projects are warehouses and villas.",
            "The works cannot be completed within 18 months; the critical-path programme with milestones is excluded from our offer.",
            "No dewatering of the basement, no pumps and no discharge permit are offered; monitoring of the groundwater level is by others.",
        ]
        #expect(try await Self.scores(lines) == [10, 0, 10, 10, 10])
    }

    @Test("To deny something bad, or to keep a bound, is no refusal")
    func harmless() async throws {
        let safety = GradingFixture.criterion("Accident statistics", "Accident frequency of the last three years.")
        let text =
            "No accidents were recorded in 2023, 2024 and 2025; the accident frequency was 0.0 on 1.2 million hours."
        #expect(try await GradingFixture.score(safety, text) >= 60)
        let delivery = GradingFixture.criterion("Delivery", "Delivery of the laboratory furniture within 12 weeks.")
        let kept =
            "Delivery of the laboratory furniture takes not more than 10 weeks in all from order, no later than 4 May 2026."
        #expect(try await GradingFixture.score(delivery, kept) >= 60)
    }

    @Test("A bound that nothing shows to be kept holds the grade down, and is asked for")
    func unproven() async throws {
        let late = Self.answers.map {
            $0.replacing("16.5 months", with: "23 months").replacing("19 years", with: "8 years")
        }
        let (full, below) = (try await Self.scores(Self.answers), try await Self.scores(late))
        for index in [0, 3] { #expect(below[index] <= 60 && below[index] < full[index], "\(full), \(below)") }
        let silent = Self.answers.map {
            $0.replacing("16.5 months", with: "time").replacing("19 years of experience, ", with: "")
        }
        let evaluations = try await GradingFixture.evaluate(
            Self.criteria, offer: [GradingFixture.document(silent.joined(separator: "\n"))])
        for index in [0, 3] {
            #expect(evaluations[index].grade.score <= 60)
            #expect(evaluations[index].clarification.kind != .none)
        }
    }

    @Test("A figure in a table counts what its column's header says")
    func columnUnits() async throws {
        let rows = [
            ["Project", "Value (SAR million)", "Completed", "Client reference"],
            ["King Fahad Hospital", "84", "2022", "Dr. H. Okafor"],
            ["Al Salam Hospital", "61", "2023", "P. Lindqvist"],
            ["Eastern Hospital", "57", "2025", "M. Duarte"],
        ]
        func table(_ rows: [[String]]) -> Document {
            Document(
                file: "tech_rfp/tender/Bidder/references.xlsx",
                blocks: rows.enumerated().map { index, cells in
                    Block(
                        kind: .tableRow(TableRow(table: 0, row: index, cells: cells)),
                        text: cells.joined(separator: " | "), page: 1)
                })
        }
        let enough = try await Self.scores([table(rows)])[2]
        let short = try await Self.scores([table(rows.map { [$0[0], $0[1].replacing("4", with: ""), $0[2], $0[3]] })])[
            2]
        #expect(enough >= 80 && short < enough, "\(enough), \(short)")
    }

    @Test("Set phrases do not hold a certificate")
    func boilerplate() async throws {
        let text = [
            "Our quality management system meets the highest international standards.",
            "Our highly qualified project managers have extensive experience and a proven track record in hospital projects.",
            "Dewatering will be carried out with state of the art pumps to the satisfaction of the engineer.",
        ]
        let scores = try await Self.scores(text)
        #expect(scores[1] == 0 && scores.allSatisfy { $0 <= 20 }, "\(scores)")
    }

    @Test("The same offer in Arabic is graded like the one in English")
    func arabic() async throws {
        let text = [
            "مدير المشروع هو المهندس خالد السبيعي، متفرغ بالكامل لهذا المشروع، وله خبرة ١٩ سنة، وسيرته الذاتية الموقعة في الملحق أ.",
            "شهادة ISO 9001:2015 من شركة توف نورد رقم 44-100-20771 سارية حتى ٣٠ سبتمبر ٢٠٢٧ ومرفقة في الملحق ب.",
            "مستشفى الملك فهد، ٨٤ مليون ريال، اكتمل في مارس ٢٠٢٢؛ المرجع: د. هاني عوض.",
            "مستشفى السلام للولادة، ٦١ مليون ريال، اكتمل في يونيو ٢٠٢٣؛ المرجع: م. بدر العتيبي.",
            "مستشفى الشرقية لغسيل الكلى، ٥٧ مليون ريال، اكتمل في يناير ٢٠٢٥؛ المرجع: م. فهد الدوسري.",
            "يبين برنامج المسار الحرج (بريمافيرا P6، عدد ٤١٢ نشاطا) إنجاز الأعمال خلال ١٦٫٥ شهرا مع المراحل الرئيسية والموارد لكل مرحلة من ٤٦ إلى ١٢٠ عاملا.",
            "يتم نزح مياه القبو بواسطة ١٤ بئرا عميقة بمضخات غروندفوس سعة ٤٦ م³/ساعة لكل منها مع مضختين احتياطيتين.",
            "تصريح تصريف المياه من البلدية رقم MUN-2231 في الملحق د. يراقب منسوب المياه الجوفية مرتين يوميا في ٦ آبار مراقبة.",
        ]
        for score in try await Self.scores(text) { #expect(score >= 60) }
    }
}
