import Foundation
import TestRandom
import Testing

@testable import TenderKit

@Suite("The report as a page")
struct ReportPageTests {
    private static func html(_ made: SampleAnalysis.Made) throws -> [UInt8] {
        let report = TechnicalReport(analysis: made.analysis, criteria: made.criteria)
        return try ReportPage(analysis: made.analysis, report: report, criteria: made.criteria).html()
    }

    /// 19 contractors, some of whom share a rank.
    private static func large() -> SampleAnalysis.Made {
        var random = SeededGenerator(seed: 19)
        let contractors = (1...19).map { "Bidder_\($0)" }
        let rows = (0..<17).map { row in
            SampleAnalysis.Row(
                scope: "Scope \(row / 2)", name: "Criterion \(row)", weight: 5,
                grades: contractors.map { _ in Grade.steps.randomElement(using: &random) ?? .outstanding },
                kinds: contractors.map { _ in row % 2 == 0 ? .missing : .none })
        }
        return SampleAnalysis.make(contractors, rows, problems: [("tech_rfp/tender/Bidder_2/a.pdf", "Bidder_2")])
    }

    @Test("Any analysis gives a well-formed page with sound links, headings and tables; twice the same bytes")
    func wellFormed() throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        for made in [Self.large()] + (0..<20).map({ _ in SampleAnalysis.random(&random) }) {
            let html = try Self.html(made)
            let page = try ParsedPage(html)
            let ids = page.elements.compactMap { $0.attributes["id"] }
            #expect(Set(ids).count == ids.count, "seed \(seed)")
            for link in page.all("a") {
                let target = link.attributes["href"] ?? ""
                #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "seed \(seed): \(target)")
            }
            for label in page.elements.compactMap({ $0.attributes["aria-labelledby"] }) { #expect(ids.contains(label)) }
            #expect(page.all("th").allSatisfy { $0.attributes["scope"] != nil })
            let levels = page.elements.compactMap { $0.name.firstMatch(of: /^h([1-6])$/).flatMap { Int($0.output.1) } }
            #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "seed \(seed): \(levels)")
            #expect(try Self.html(made) == html)
        }
    }

    @Test("It holds every contractor, criterion, grade, question and unread file")
    func complete() throws {
        let made = SampleAnalysis.make(
            ["Alpha", "Beta"],
            [
                .init(
                    scope: "Team", name: "Manager", weight: 62.5, grades: [.goodConfidence, .majorConcerns],
                    kinds: [.none, .missing],
                    evidence: [
                        Evidence(
                            text: "The manager is named.", source: "tech_rfp/tender/Alpha/vol 1/cv.pdf", pageNumber: 12),
                        Evidence(text: "Without a place.", source: ""),
                        Evidence(text: "As asked.", source: "http://host/bucket/acme/p1/tech_rfp/rfp/rfp.pdf"),
                    ]),
                .init(scope: "Method", name: "Sequence", weight: 37.5, grades: [.compliant, .nonCompliant]),
            ], problems: [("tech_rfp/tender/Beta/scan.pdf", "Beta")])
        let text = try ParsedPage(Self.html(made)).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "Alpha", "Beta", "Rank 1 · 81.3 of 100 points", "Rank 2 · 6.3 of 100 points", "70 · Good Confidence",
            "10 · Major Concerns", "43.75 of 62.5 points", "The manager is named. ( vol 1/cv.pdf, page 12 )",
            "As asked. ( request: rfp.pdf )", "Without a place. As asked.", "Clarification: Missing information",
            "Manager Missing information 1. Please state it.", "Beta scan.pdf is cut off 2-3",
            "What the offer says of it.", "2 offers were evaluated against 2 criteria in 2 scopes.",
        ] {
            #expect(text.contains(part), "\(part) is missing in \(text)")
        }
    }

    @Test("Nineteen contractors are spread over tables that fit on paper, in the order of their ranks")
    func wide() throws {
        let made = Self.large()
        let tables = PageViewBuilder(EvaluationTable(analysis: made.analysis, criteria: made.criteria))
            .criterionTables()
        #expect(tables.allSatisfy { $0.columns.count <= PageViewBuilder.offersAcross })
        for table in tables {
            #expect(table.groups.allSatisfy { $0.rows.allSatisfy { $0.scores.count == table.columns.count } })
        }
        let totals = tables.flatMap(\.columns).compactMap { Double($0.headTotal) }
        #expect(totals.count == 19)
        #expect(totals == totals.sorted(by: >))
    }

    /// Swift has no literals for them.
    private static let nonCharacters = String(
        String.UnicodeScalarView([0xFFFF, 0xFDD0].compactMap(Unicode.Scalar.init)))

    /// Text that should be read and do nothing. The marks join `<` into one character with what stands beside it.
    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt; & &amp;",
        "\u{0600}<script>alert(2)</script>", "<\u{0301}script>", "\"\u{0301} autofocus",
        "</style><style>*{display:none}",
        "{{policy}} {{{css}}} {{#page}}", "<!-- ]]> -->", "javascript:alert(1)", "a\u{0}b\u{8}c\u{1B}[31m",
        "x\u{202E}cod.exe",
        "\u{2068}open", nonCharacters, "line\r\nbreak\u{2028}", String(repeating: "w", count: 2_000), "🏗️ عربي",
    ]

    @Test("Text of documents stays text, wherever it stands", arguments: hostile)
    func hostileText(_ text: String) throws {
        var made = SampleAnalysis.make(
            ["A \(text)", "B"],
            [
                .init(
                    scope: "S \(text)", name: "C \(text)", weight: 100, grades: [.highConcerns, .compliant],
                    kinds: [.missing, .missing], evidence: [Evidence(text: text, source: "x/\(text)", pageNumber: 3)])
            ], problems: [("tech_rfp/tender/A \(text)/\(text)", "A \(text)")])
        made.criteria[0].description = text
        made.analysis.documentProcessingErrors[0].errors = [text]
        made.analysis.tenderReport[0].warnings = Warnings(
            tooManyZeroScores: .init(
                flag: true, zeroScoreCount: 1, totalCriteriaCount: 1, zeroScoreRatio: 1, message: text))
        made.analysis.tenderReport[0].tenderEvaluation.scopes[0].evaluationBreakdown[0].clientSummary = text
        made.analysis.tenderReport[0].tenderEvaluation.scopes[0].evaluationBreakdown[0].ptc.queryDescription = text
        let html = try Self.html(made)
        let page = try ParsedPage(html)
        let plain = try ParsedPage(Self.html(SampleAnalysis.make(["A", "B"], [])))

        // No element or attribute that the template does not have.
        let known: Set = [
            "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "h4", "h5", "p", "nav", "ul",
            "li", "a", "main", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect",
            "bdi", "span", "small", "article", "cite",
        ]
        #expect(Set(page.elements.map(\.name)).subtracting(known) == [])
        let attributes: Set = [
            "lang", "dir", "charset", "http-equiv", "content", "name", "id", "class", "aria-label", "aria-labelledby",
            "aria-hidden", "href", "role", "tabindex", "scope", "viewBox", "preserveAspectRatio", "width", "height",
        ]
        #expect(Set(page.elements.flatMap(\.attributes.keys)).subtracting(attributes) == [])
        #expect(page.all("style").count == 1)
        #expect(page.all("meta").map(\.attributes) == plain.all("meta").map(\.attributes))
        // The bytes as a browser sees them: no tag opens that the parser did not count.
        let source = String(decoding: html, as: UTF8.self).unicodeScalars
        #expect(
            source.count { $0 == "<" } == page.elements.count * 2 - page.all("meta").count - page.all("rect").count + 1)

        // It is there to be read, apart from what steers a display.
        let shown = VisibleText.of(text)
        #expect(page.text.replacing("\n", with: "").contains(shown.replacing("\n", with: "")), "\(shown)")
        for scalar in ["\u{0}", "\u{8}", "\u{1B}", "\u{202E}"] as [Unicode.Scalar] {
            #expect(!source.contains(scalar))
        }
    }

    @Test("The policy allows no script and no source but the page's own style")
    func policy() throws {
        let page = try ParsedPage(Self.html(Self.large()))
        let policy = page.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes[
            "content"]
        #expect(policy?.hasPrefix("default-src 'none'; style-src 'sha256-") == true)
        #expect(policy?.contains("unsafe") == false)
        #expect(!page.elements.contains { $0.attributes["style"] != nil || $0.attributes["src"] != nil })
    }

    @Test("Weights that do not come to 100 are said")
    func sum() throws {
        let made = SampleAnalysis.make(["A"], [.init(scope: "S", name: "C", weight: 70, grades: [.outstanding])])
        #expect(try ParsedPage(Self.html(made)).text.contains("The weights add up to 70, not to 100."))
        #expect(try !ParsedPage(Self.html(Self.large())).text.contains("add up to 100,"))
    }

    @Test("Text beyond the limit is cut, and says so")
    func limit() throws {
        let text = String(repeating: "word ", count: 20_000)
        let made = SampleAnalysis.make(
            ["A"],
            [.init(scope: "S", name: "C", weight: 100, grades: [.outstanding], evidence: [Evidence(text: text)])])
        let html = try Self.html(made)
        #expect(html.count < 40_000)
        #expect(String(decoding: html, as: UTF8.self).contains("(100000 characters, cut here)"))
    }
}
