import Testing

@testable import TenderKit

@Suite struct PDFReaderTests {
    private func read(_ name: String) async throws -> Document {
        try await DocumentReader().read(Fixture.path(name), as: name)
    }

    @Test func `keeps the cells of a table together over their lines`() async throws {
        let document = try await read("criteria.pdf")
        #expect(
            document.rows.map(\.cells) == [
                ["No.", "Criterion", "What is looked at", "Weight"],
                [
                    "1", "Technical approach",
                    "Understanding of the works, sequence of construction, temporary works and the method for "
                        + "keeping the road open during all phases", "30%",
                ],
                ["2", "Key staff", "Qualifications and availability of the named staff", "25%"],
                [
                    "3", "Programme",
                    "Realism of the programme, float, critical path and the way in which delays are reported to the client",
                    "20%",
                ],
                ["4", "Health and safety", "Record of the last five years", "15%"],
                ["5", "Local content", "Share of local suppliers", "10%"],
            ])
    }

    @Test func `reads headings, lists and paragraphs, without running lines`() async throws {
        let document = try await read("criteria.pdf")
        let outline = document.outline.filter { !$0.hasPrefix("T") && !$0.contains("Paragraph") }
        #expect(
            outline == [
                "H1 4 Evaluation of proposals",
                "P Proposals are evaluated against the criteria in the table below. The evaluation committee scores each "
                    + "criterion from 0 to 10. A bidder who scores less than 5 in any criterion is not considered further, "
                    + "and its financial proposal is returned unopened within thirty days of the award.",
                "H2 4.1 Mandatory documents", "L0 a) a signed form of tender",
                "L0 b) a bid bond that is valid for at least one hundred and twenty days after the date on which proposals "
                    + "are opened in public", "L0 c) audited accounts", "H1 5 Section 2", "H1 6 Section 3",
                "H1 7 Section 4",
            ])
        #expect(document.pageCount == 4)
        #expect(document.blocks.count { $0.text.hasPrefix("Paragraph") } == 27)
        #expect(document.blocks.last?.page == 4)
        #expect(document.blocks.last?.section == ["7 Section 4"])
    }

    @Test func `continues a table over pages under one header`() async throws {
        let document = try await read("long-table.pdf")
        #expect(document.rows.count == 91)
        #expect(document.rows.map(\.row) == Array(0...90))
        #expect(Set(document.rows.map(\.table)) == [0])
        #expect(document.rows.last?.cells == ["R90", "Requirement number 90 of the list", "1"])
        #expect(document.blocks.last?.page == 3)
    }

    @Test func `reads columns one after the other`() async throws {
        let document = try await read("two-columns.pdf")
        let text = document.blocks.map(\.text).joined(separator: " ")
        let numbers = text.matches(of: #/Sentence ([0-9]+)/#).compactMap { Int($0.output.1) }
        #expect(numbers == Array(0...41))
        #expect(document.rows.isEmpty)
    }

    @Test func `puts Arabic in reading order, columns from the right`() async throws {
        let document = try await read("arabic.pdf")
        #expect(
            document.outline == [
                "H1 معايير التقييم الفني",
                "P يتم تقييم العروض وفقا للجدول التالي خلال 30 يوما من تاريخ فتح المظاريف (المرحلة الأولى) بواسطة شركة "
                    + "ABC Consulting Ltd للاستشارات.",
                "T0.0 م | المعيار | الوزن", "T0.1 ١ | الخبرة والأعمال السابقة | ٣٠٪", "T0.2 ٢ | منهجية التنفيذ | ٤٠٪",
                "T0.3 ٣ | الكوادر الفنية | 30%",
            ])
    }

    @Test func `reports a page without text`() async throws {
        let document = try await read("scan.pdf")
        #expect(document.outline == ["P A page with text."])
        #expect(document.skipped == [SkippedPart(page: 2, reason: "a picture in which no text was found")])
    }

    @Test func `leaves a page of too many words aside, and says so`() async throws {
        var limits = DocumentLimits()
        limits.pageWords = 3
        let document = try await DocumentReader(limits: limits).read(Fixture.path("scan.pdf"), as: "scan.pdf")
        #expect(document.blocks.isEmpty)
        #expect(document.pageCount == 2)
        #expect(document.skipped.map(\.page) == [2, 1])
    }

    @Test func `says that a file is locked, cut off or no PDF`() async throws {
        await #expect { try await read("locked.pdf") } throws: { ($0 as? DocumentError)?.code == .passwordProtected }
        let whole = try Fixture.bytes("criteria.pdf")
        await #expect {
            try await DocumentReader().read(bytes: Array(whole.prefix(1500)), as: "cut.pdf")
        } throws: { ($0 as? DocumentError)?.code == .damaged }
        await #expect {
            try await DocumentReader().read(text: "hello", as: "a.pdf")
        } throws: { ($0 as? DocumentError)?.description.contains("%PDF-") == true }
    }

    @Test func `stops a tool that takes too long, and names one that is missing`() async throws {
        let slow = ExternalTool(name: "sleep", installation: "coreutils")
        var limits = DocumentLimits()
        limits.toolTime = .milliseconds(100)
        await #expect {
            try await slow.run([Array("60".utf8)], into: BoundingBoxParser(), limits: limits)
        } throws: { ($0 as? ReadFailure)?.code == .timeLimit }
        limits.toolTime = .seconds(30)
        let absent = ExternalTool(name: "no-such-tool", installation: "apt-get install it")
        await #expect {
            try await absent.run([], into: BoundingBoxParser(), limits: limits)
        } throws: {
            $0 as? ReadFailure == ReadFailure(.toolMissing, "no-such-tool is not installed: apt-get install it")
        }
        let loud = ExternalTool(name: "yes", installation: "coreutils")
        limits.toolOutputBytes = 1 << 20
        await #expect {
            try await loud.run([], into: BoundingBoxParser(), limits: limits)
        } throws: { ($0 as? ReadFailure)?.code == .tooLarge }
    }
}

@Suite struct PageTextTests {
    private func word(_ text: String, _ x: Double, width: Double = 20, y: Double = 100) -> PDFWord {
        PDFWord(text: text, xMin: x, yMin: y, xMax: x + width, yMax: y + 12)
    }

    @Test func `joins hyphenated line ends by the document's own words`() {
        #expect(LineJoin.join(["the com-", "mittee"]) == "the committee")
        #expect(
            LineJoin.join(["a publicly-", "accessible"], vocabulary: ["publicly", "accessible"])
                == "a publicly-accessible")
        #expect(LineJoin.join(["see https://a.b/c-", "d"]) == "see https://a.b/c-d")
        #expect(LineJoin.join(["one", "two"]) == "one two")
    }

    @Test func `takes page numbers at the edge for running lines`() {
        for text in ["3", "- 3 -", "Page 3 of 10", "صفحة 3 من 10", "iv", "i | Page"] {
            #expect(RunningLines.isPageNumber(text.lowercased()), "\(text)")
        }
        for text in ["3 bidders", "30%", "Section 3", "page layout"] {
            #expect(!RunningLines.isPageNumber(text.lowercased()), "\(text)")
        }
    }

    @Test func `keeps Latin runs and numbers in order within Arabic`() {
        // On the page, from the left: "2024 Ltd ABC" stands as "ABC Ltd 2024".
        let words = [word("ABC", 10), word("Ltd", 40), word("ﺔﻛﺮﺷ", 70), word("(ﺃ)", 100)]
        #expect(TextHygiene.clean(VisualOrder.text(of: words, base: .rightToLeft)) == "(أ) شركة ABC Ltd")
        #expect(VisualOrder.text(of: [word("%30", 10)], base: .rightToLeft) == "30%")
        #expect(VisualOrder.text(of: [word("a", 10), word("b", 40)], base: .rightToLeft) == "a b")
    }

    @Test func `parses boxes, whatever stands in the text`() throws {
        var parser = BoundingBoxParser()
        let output = """
            <page width="595.0" height="842.0">
              <word xMin="1.0" yMin="2.0" xMax="3.0" yMax="4.0">A&amp;B \u{01}</word>
              <word xMin="1.0" yMin="2.0" xMax="nan" yMax="4.0">bad</word>
              <word xMin="1.0" yMin="2.0">worse</word>
              <word xMin="9.0" yMin="2.0" xMax="12.0" yMax="4.0">x</word>

            """
        let bytes = Array(output.utf8)
        // In two pieces, cut inside a line.
        bytes[..<70].withUnsafeBytes { parser.consume($0) }
        bytes[70...].withUnsafeBytes { parser.consume($0) }
        #expect(parser.pages.map { $0.words.map(\.text) } == [["A&B", "x"]])
        #expect(parser.pages.first?.width == 595)
    }
}
