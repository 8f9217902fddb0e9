import Testing

@testable import TenderKit

@Suite("Tables by their drawn lines") struct RuledTableTests {
    @Test("Merged cells and centred headers come out as drawn")
    func printed() async throws {
        let document = try await DocumentReader().read(Fixture.path("ruled-tables.pdf"), as: "ruled-tables.pdf")
        let rows = document.rows
        #expect(
            rows.map(\.cells) == [
                ["Main criterion", "Sub-criterion", "Explanation", "Max. score"],
                ["A. Company capability (30)", "A.1 Years in business", "Trade licence", "5"],
                [
                    "", "A.2 Similar projects",
                    "At least five projects above AED 50 million in the last seven years, each with a letter of the client",
                    "15",
                ],
                ["", "A.3 Current workload", "Ongoing commitments", "10"],
                ["B. Methodology (60)", "B.1 Construction method", "", "40"],
                ["", "B.2 Programme", "Resource loaded", "20"],
                ["Total", "", "", "100"],
                ["Criteria", "Weight", "Rating (0-5)", "Maximum weighted score"],
                ["Understanding", "6", "", "30"],
                ["Team", "14", "", "70"],
            ])
        #expect(rows[2].mergedFromAbove == [0] && rows[5].mergedFromAbove == [0])
        #expect(rows.map(\.table) == Array(repeating: 0, count: 7) + Array(repeating: 1, count: 3))
    }

    @Test("Strokes, thin boxes and their transformations are lines; glyphs, clips, curves and shading are not")
    func parser() {
        var parser = RuleParser()
        let svg = """
            <svg><defs><symbol id="g"><path d="M 0 0 L 90 0"/></symbol>
            <clipPath id="c"><path d="M 0 0 L 90 0 L 90 90 Z"/></clipPath></defs>
            <path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 L 100 0 " transform="matrix(1,0,0,-1,10,700)"/>
            <path style="stroke:none;fill:rgb(0%,0%,0%);" d="M 10 20 L 10.5 20 L 10.5 80 L 10 80 Z M 10 20 "/>
            <path style="stroke:none;fill:rgb(90%,90%,90%);" d="M 10 20 L 90 20 L 90 80 L 10 80 Z M 10 20 "/>
            <path style="fill:none;stroke:rgb(0%,0%,0%);" d="M 0 0 C 1 1 2 2 50 0 "/></svg>
            """
        // In pieces, as a pipe gives them.
        let bytes = Array(svg.utf8)
        for start in stride(from: 0, to: bytes.count, by: 7) {
            bytes[start..<min(start + 7, bytes.count)].withUnsafeBytes { parser.consume($0) }
        }
        #expect(
            parser.pages == [
                [
                    Rule(isHorizontal: true, position: 700, from: 10, to: 110),
                    Rule(isHorizontal: false, position: 10.25, from: 20, to: 80),
                ]
            ])
    }

    @Test("A frame around the page and a line under a heading are no tables")
    func frames() {
        let frame = [
            Rule(isHorizontal: true, position: 20, from: 20, to: 580),
            Rule(isHorizontal: true, position: 800, from: 20, to: 580),
            Rule(isHorizontal: false, position: 20, from: 20, to: 800),
            Rule(isHorizontal: false, position: 580, from: 20, to: 800),
            Rule(isHorizontal: true, position: 100, from: 60, to: 500),
        ]
        let words = (0..<200).map { index -> PDFWord in
            let x = Double(30 + index % 10 * 50)
            let y = Double(40 + index / 10 * 20)
            return PDFWord(text: "word", xMin: x, yMin: y, xMax: x + 30, yMax: y + 12)
        }
        #expect(RuledTable.tables(of: frame, words: words).isEmpty)
    }
}
