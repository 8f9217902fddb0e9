import TestRandom
import Testing

@testable import TenderKit

@Suite("Properties of the grader") struct GradingPropertyTests {
    private static let criteria = [
        GradingFixture.criterion(
            "Project manager", "Named full-time project manager with 15 years of experience; signed CV."),
        GradingFixture.criterion("Programme", "Critical-path programme with milestones and resources."),
        GradingFixture.criterion("Quality plan", "ISO 9001 certificate; inspection and test plans for each trade."),
        GradingFixture.criterion("Health and safety", "Accident frequency of three years, site safety organisation."),
        GradingFixture.criterion(
            "Similar projects", "At least three similar hospital projects with client references."),
        GradingFixture.criterion("السلامة والصحة المهنية", "خطة السلامة ومعدل الحوادث"),
    ]

    private static let sentences = [
        "Project manager is Ingrid Solheim, full time, with 22 years of experience.", "Her signed CV is in annex 3.",
        "The critical-path programme was made in Primavera P6 and has 312 activities.",
        "Milestone M1 is reached on 4 May 2026.",
        "ISO 9001 certificate no. Q-20771 is valid to 30 September 2027.",
        "Inspection and test plans for 22 trades are in appendix 6.",
        "Accident frequency was 0.21 in 2022, 0.17 in 2023 and 0.14 in 2024.",
        "The safety officer Aoife Brennan is on site full time.",
        "St Anne's Day Hospital (5,200 m², 2024) is a similar project.",
        "Client references: Dr H. Okafor, P. Lindqvist, M. Duarte.",
        "We are committed to the highest standards.", "The programme is not included and will be provided later.",
        "شهادة ISO 45001 سارية حتى ١٥ مارس ٢٠٢٨.", "معدل الحوادث ٠٫١٤ لعام ٢٠٢٤ حسب سجل السلامة.",
        "مدير المشروع خالد السبيعي متفرغ.",
        "Deliveries avoid 07:30 to 09:30.", "Our tower crane stands in the north court.",
        "Resources: 84 carpenters, 12 welders.",
    ]

    private static let headings = ["Project manager", "Programme", "Quality plan", "Company", "السلامة", "Annex"]

    /// Paragraphs, lists and tables of random sentences under random headings.
    private static func offer(_ random: inout SeededGenerator, file: String) -> Document {
        var blocks: [Block] = []
        var section: [String] = []
        for _ in 0..<random.int(14) + 2 {
            let sentences = (0..<random.int(3) + 1).map { _ in Self.sentences[random.int(Self.sentences.count)] }
            let text = sentences.joined(separator: " ")
            switch random.int(6) {
            case 0:
                section = [headings[random.int(headings.count)]]
                blocks.append(Block(kind: .heading(level: 1), text: section[0]))
            case 1: blocks.append(Block(kind: .listItem(marker: "•", depth: 0), text: text, section: section))
            default: blocks.append(Block(kind: .paragraph, text: text, section: section))
            }
        }
        return Document(file: file, blocks: blocks)
    }

    private static func scores(_ documents: [Document]) async throws -> [Double] {
        try await GradingFixture.evaluate(criteria, offer: documents).map(\.grade.score)
    }

    @Test("Deleting a block or a sentence never raises a score", arguments: 1...12)
    func monotone(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let document = Self.offer(&random, file: "a.md")
        let before = try await Self.scores([document])
        for index in document.blocks.indices {
            if case .heading = document.blocks[index].kind { continue }
            var shorter = document
            let sentences = Statements.split(
                TextScanner.words(of: document.blocks[index].text, reader: WordLookup(isLearning: false)))
            if sentences.count > 1 {
                let dropped = Statements.text(sentences[random.int(sentences.count)], of: document.blocks[index].text)
                shorter.blocks[index].text = document.blocks[index].text.replacing(dropped, with: " ")
            } else {
                shorter.blocks.remove(at: index)
            }
            let after = try await Self.scores([shorter])
            for (one, other) in zip(before, after) {
                #expect(other <= one, "seed \(seed): without «\(document.blocks[index].text)»")
            }
        }
    }

    @Test("The order of the files does not matter", arguments: 1...6)
    func permutation(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let documents = ["a.md", "b.md", "c.md"].map { Self.offer(&random, file: $0) }
        let one = try await GradingFixture.evaluate(Self.criteria, offer: documents)
        let other = try await GradingFixture.evaluate(Self.criteria, offer: [documents[2], documents[0], documents[1]])
        #expect(one == other, "seed \(seed)")
    }

    @Test("Saying the same twice does not raise a grade", arguments: 1...6)
    func duplicates(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let document = Self.offer(&random, file: "a.md")
        var copy = document
        copy.file = "b.md"
        let once = try await Self.scores([document])
        let twice = try await Self.scores([document, copy])
        #expect(once == twice, "seed \(seed)")
    }

    @Test("Every evaluation is what the App accepts", arguments: 1...8)
    func shape(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let document = Self.offer(&random, file: "a.md")
        for evaluation in try await GradingFixture.evaluate(Self.criteria, offer: [document]) {
            #expect((1...7).contains(evaluation.evidence.count))
            #expect(evaluation.evidence[0].text.hasPrefix("Final Grade: \(evaluation.grade.rawValue). "))
            for item in evaluation.evidence {
                #expect(!item.text.isEmpty && (item.pageNumber == nil || item.source != nil))
            }
            let ends = evaluation.summary.matches(of: #/[.!?؟](\s|$)/#).count
            #expect((1...3).contains(ends), "\(evaluation.summary)")
            let isNone = evaluation.clarification.kind == .none
            #expect(isNone == (evaluation.clarification.text == "N/A"))
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func int(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
