import Foundation
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct WordReaderTests {
    @Test func `reads what a word processor wrote`() async throws {
        let document = try await DocumentReader().read(Fixture.path("rfp.docx"), as: "rfp.docx")
        #expect(
            document.outline == [
                "H1 Request for Proposals", "H1 Evaluation", "P Proposals are scored as follows.",
                "L0 • Quality of the team", "L0 • Price", "L0 1. First step", "L0 2. Second step",
                "T0.0 Group | Criterion | Weight", "T0.1 Technical | Method | 40%", "T0.2  | Team | 30%",
                "T0.3 Total |  | 70%", "H2 Annex", "P Last words.",
            ])
        #expect(document.rows[2].mergedFromAbove == [0])
        #expect(document.blocks.last?.section == ["Evaluation", "Annex"])
    }

    private let styles = """
        <w:styles><w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>
        <w:style w:type='paragraph' w:styleId='Eigene'><w:name w:val='Eigene'/><w:basedOn w:val='berschrift1'/></w:style>
        <w:style w:type='paragraph' w:styleId='Kap'><w:name w:val='Kapitel'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style>
        <w:style w:type='paragraph' w:styleId='TOC1'><w:name w:val='toc 1'/></w:style></w:styles>
        """
    private let numbering = """
        <w:numbering><w:abstractNum w:abstractNumId='0'>
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='\u{F0B7}'/></w:lvl>
        </w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>
        <w:num w:numId='6'><w:abstractNumId w:val='1'/></w:num>
        <w:num w:numId='7'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='4'/></w:lvlOverride>
        </w:num></w:numbering>
        """

    private func read(_ body: String, listStart: Int = 4) async throws -> Document {
        let folder = try TemporaryFolder()
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let file = try folder.writeZip(
            [
                (
                    "_rels/.rels",
                    "<R><Relationship Id='a' Type='\(relation)/officeDocument' Target='word/doc2.xml'/></R>"
                ),
                ("word/doc2.xml", "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>\(body)</w:body></w:document>"),
                (
                    "word/_rels/doc2.xml.rels",
                    """
                    <R><Relationship Id='s' Type='\(relation)/styles' Target='styles.xml'/>
                    <Relationship Id='n' Type='\(relation)/numbering' Target='numbering.xml'/></R>
                    """
                ),
                ("word/styles.xml", styles.replacingOccurrences(of: "<w:styles>", with: "<w:styles xmlns:w='w'>")),
                (
                    "word/numbering.xml",
                    numbering.replacingOccurrences(of: "<w:numbering>", with: "<w:numbering xmlns:w='w'>")
                        .replacingOccurrences(of: "w:val='4'", with: "w:val='\(listStart)'")
                ),
            ], to: "rfp.docx")
        return try await DocumentReader().read(file, as: "rfp.docx")
    }

    private func p(_ text: String, _ properties: String = "") -> String {
        "<w:p><w:pPr>\(properties)</w:pPr><w:r><w:t>\(text)</w:t></w:r></w:p>"
    }

    private func list(_ id: Int, _ level: Int) -> String {
        "<w:numPr><w:ilvl w:val='\(level)'/><w:numId w:val='\(id)'/></w:numPr>"
    }

    @Test func `knows headings by style, base style and outline level`() async throws {
        let document = try await read(
            p("A", "<w:pStyle w:val='berschrift1'/>") + p("B", "<w:pStyle w:val='Eigene'/>")
                + p("C", "<w:pStyle w:val='Kap'/>\(list(5, 0))") + p("D", "<w:outlineLvl w:val='2'/>")
                + p("contents", "<w:pStyle w:val='TOC1'/>")
                + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold title</w:t></w:r></w:p>"
                + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Bold</w:t></w:r><w:r><w:t xml:space='preserve'> word</w:t></w:r></w:p>"
        )
        #expect(document.outline == ["H1 A", "H1 B", "H2 1. C", "H3 D", "H4 Bold title", "P Bold word"])
    }

    @Test func `counts lists as Word does`() async throws {
        let document = try await read(
            p("a", list(5, 0)) + p("b", list(5, 1)) + p("c", list(5, 1)) + p("d", list(5, 0)) + p("e", list(5, 1))
                + p("f", list(6, 0)) + p("g", list(7, 0)) + p("", list(7, 0)) + p("h", list(7, 0)))
        #expect(
            document.outline == [
                "L0 1. a", "L1 1.a) b", "L1 1.b) c", "L0 2. d", "L1 2.a) e", "L0 • f", "L0 4. g", "L0 5. h",
            ])
    }

    @Test(arguments: [(Int.min, "1."), (Int.max, "1."), (-5, "0."), (2_000_000_000, "32767.")])
    func `bounds what a list begins with`(start: Int, marker: String) async throws {
        let document = try await read(p("a", list(7, 0)) + p("b", list(7, 0)), listStart: start)
        #expect(document.outline.first == "L0 \(marker) a")
    }

    @Test func `leaves out deletions and second versions, keeps insertions, boxes and controls`() async throws {
        let document = try await read(
            """
            <w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText> gone</w:delText></w:r></w:del>
            <w:ins><w:r><w:tab/><w:t>new</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>
            <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p>
            </w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p>
            </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>around it</w:t></w:r></w:p>
            <w:sdt><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>
            """)
        #expect(document.outline == ["P kept new", "P in a box", "P around it", "P controlled"])
    }

    @Test func `reads tables with grid spans, vertical merges and tables inside`() async throws {
        func cell(_ content: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr>\(content)</w:tc>"
        }
        let inner = "<w:tbl><w:tr>\(cell(p("x")))\(cell(p("y")))</w:tr></w:tbl>"
        let document = try await read(
            """
            <w:tbl><w:tr>\(cell(p("Head"), "<w:gridSpan w:val='2'/>"))\(cell(p("W")))</w:tr>
            <w:tr>\(cell(p("A"), "<w:vMerge w:val='restart'/>"))\(cell(p("one") + p("two", list(5, 0))))\(cell(inner))</w:tr>
            <w:tr>\(cell(p(""), "<w:vMerge/>"))\(cell(p("three")))\(cell(p("5%")))</w:tr></w:tbl>
            <w:tbl><w:tr>\(cell(p("framed", "<w:pStyle w:val='berschrift1'/>")))</w:tr></w:tbl>
            """)
        #expect(
            document.outline == ["T0.0 Head |  | W", "T0.1 A | one 1. two | x y", "T0.2  | three | 5%", "H1 framed"])
        #expect(document.rows[2].mergedFromAbove == [0])
    }
}
