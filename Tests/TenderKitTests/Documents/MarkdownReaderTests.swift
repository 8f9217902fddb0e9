import Testing

@testable import TenderKit

@Suite struct MarkdownReaderTests {
    private func outline(_ text: String) async throws -> [String] {
        try await DocumentReader().read(text: text, as: "rfp.md").outline
    }

    @Test func `reads headings of every kind`() async throws {
        let outline = try await outline(
            """
            # Title #
            Setext
            ======
            Second
            line
            ---
            ##No blank
            **Bold line**

            **Bold sentence.**

            <h3 align="center">From <b>HTML</b></h3>
            #not a heading
            """)
        #expect(
            outline == [
                "H1 Title", "H1 Setext", "H2 Second line", "H2 No blank", "H3 Bold line", "P Bold sentence.",
                "H3 From HTML", "P #not a heading",
            ])
    }

    @Test func `keeps the section path`() async throws {
        let document = try await DocumentReader().read(text: "# A\n## B\ntext\n# C\nmore", as: "rfp.md")
        #expect(document.blocks.map(\.section) == [[], ["A"], ["A", "B"], [], ["C"]])
    }

    @Test func `reads lists with depth and continuation lines`() async throws {
        let outline = try await outline(
            "- one\n  goes on\n    - two\n1. three\n\n   a) four\n\ntext 2. not a list\n2019. no")
        #expect(
            outline == ["L0 - one goes on", "L1 - two", "L0 1. three", "L1 a) four", "P text 2. not a list 2019. no"])
    }

    @Test func `reads pipe tables`() async throws {
        let document = try await DocumentReader().read(
            text: "Criterion | Weight\n:-- | --:\n**Method** \\| staff | 40%\n| `Price` | 60% |\nafter", as: "rfp.md")
        #expect(
            document.outline == ["T0.0 Criterion | Weight", "T0.1 Method | staff | 40%", "T0.2 Price | 60%", "P after"])
        #expect(document.rows[1].cells == ["Method | staff", "40%"])
    }

    @Test func `reads raw HTML tables with spans`() async throws {
        let document = try await DocumentReader().read(
            text: """
                before
                <table border=1>
                  <thead><tr><th>Group</th><th>Criterion</th><th>Weight &amp; unit</th></tr></thead>
                  <tr><td rowspan="2"><strong>Technical</strong></td><td>Method<br>plan</td><td>40&nbsp;%</td></tr>
                  <tr><td>Team <table><tr><td>inner</td></tr></table></td><td>20 %</td></tr>
                  <tr><td colspan=2>Price</td><td>40 %
                </table> after
                """, as: "rfp.md")
        #expect(
            document.rows.map(\.cells) == [
                ["Group", "Criterion", "Weight & unit"], ["Technical", "Method plan", "40 %"],
                ["", "Team inner", "20 %"],
                ["Price", "", "40 %"],
            ])
        #expect(document.rows.map(\.mergedFromAbove) == [[], [], [0], []])
        #expect(document.outline.first == "P before")
        #expect(document.outline.last == "P after")
    }

    @Test(arguments: [
        ("a **bold** _word_ and `code`", "a bold word and code"),
        ("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4"),
        ("[text](http://a.b/(c)) and ![alt](x.png)", "text and alt"),
        ("[a [nested] link](x) [kept] note[^1]", "a [nested] link [kept] note"),
        ("<https://example.org> x < y > z", "https://example.org x < y > z"),
        ("1\\. \\*star\\* &lt;tag&gt; &#x627;", "1. *star* <tag> ا"),
        ("one<br/>two<span style='a>b'>three</span>", "one twothree"),
    ])
    func `takes marks out of text`(marked: String, plain: String) {
        #expect(TextHygiene.clean(MarkdownInline.strip(marked)) == plain)
    }

    @Test func `leaves out what is struck out or hidden`() async throws {
        #expect(
            try await outline("Kept ~~struck out~~ and <del>deleted</del><span hidden>hidden</span> 5 ~~ 6, a~b~c") == [
                "P Kept and 5 ~~ 6, a~b~c"
            ])
    }

    @Test func `leaves out what is not read`() async throws {
        let outline = try await outline(
            "---\ntitle: x\n---\n<!-- hidden\nlines -->\n[ref]: http://a.b\n***\ntext\n```\ncode line\n```\n> quoted")
        #expect(outline == ["P text", "P code line", "P quoted"])
    }
}

@Suite struct PlainTextReaderTests {
    @Test func `reads paragraphs, headings and lists`() async throws {
        let document = try await DocumentReader().read(
            text: """
                REQUEST FOR PROPOSALS

                1.1 Scope of work
                The contractor builds
                a bridge. See section
                2. of the annex.

                a) plans
                b) drawings
                   of all parts

                Evaluation
                ----------
                1. Price
                """, as: "rfp.txt")
        #expect(
            document.outline == [
                "H1 REQUEST FOR PROPOSALS", "H2 1.1 Scope of work", "P The contractor builds a bridge. See section",
                "L0 2. of the annex.", "L0 a) plans", "L0 b) drawings of all parts", "H2 Evaluation", "L0 1. Price",
            ])
    }
}
