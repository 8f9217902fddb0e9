import SystemPackage
import Testing

@testable import TenderKit

@Suite struct PresentationReaderTests {
    @Test func `reads slides as they are shown, with lists, tables, groups and notes`() async throws {
        let document = try await DocumentReader().read(Fixture.path("slides.pptx"), as: "slides.pptx")
        #expect(
            document.outline == [
                "H1 Technical proposal", "P Harbour Road", "H1 المنهجية والخطة", "L0 • خطة العمل ٣٠ يوما",
                "L1 • Second step", "H2 Notes", "P Mention the crane.", "P And the lagoon.", "H1 Team",
                "T0.0 Group | Name | Years", "T0.1 Site | Jane Doe | 18", "T0.2  | John Roe | 9", "P Text in a group",
                "P A slide without a title",
            ])
        #expect(document.blocks.map(\.page) == [1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4])
        #expect(document.pageCount == 4)
        #expect(document.blocks.first { $0.text.contains("crane") }?.section == ["المنهجية والخطة", "Notes"])
        #expect(document.rows.last?.mergedFromAbove == [0])
        #expect(document.blocks.last?.section == [])
        #expect(document.skipped == [SkippedPart(page: 4, reason: "a hidden slide: it was read all the same")])
    }

    @Test func `numbers list items as the slide shows them`() async throws {
        func item(_ text: String, _ properties: String, level: Int = 0) -> String {
            "<a:p><a:pPr lvl='\(level)'>\(properties)</a:pPr><a:r><a:t>\(text)</a:t></a:r></a:p>"
        }
        let letters = "<a:buAutoNum type='alphaLcParenR'/>"
        let body =
            item("first", letters) + item("inner", "<a:buAutoNum type='romanUcPeriod' startAt='4'/>", level: 1)
            + item("second", letters) + item("plain", "<a:buNone/>") + item("again", letters)
            + item("dash", "<a:buChar char='–'/>")
        let folder = try TemporaryFolder()
        let file = try presentation("<p:sp><p:txBody>\(body)</p:txBody></p:sp>", in: folder)
        let document = try await DocumentReader().read(file, as: "a.pptx")
        #expect(
            document.outline == ["L0 a) first", "L1 IV. inner", "L0 b) second", "P plain", "L0 a) again", "L0 – dash"])
    }

    @Test func `leaves out what stands on each slide, and names what it cannot read`() async throws {
        func shape(_ type: String, _ text: String) -> String {
            "<p:sp><p:nvSpPr><p:nvPr><p:ph type='\(type)'/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>\(text)</a:t></a:r>"
                + "</a:p></p:txBody></p:sp>"
        }
        let folder = try TemporaryFolder()
        let slide =
            shape("ftr", "Harbour Works Ltd") + shape("dt", "1 May") + shape("sldNum", "7") + shape("title", "Team")
            + "<p:pic><a:blip/></p:pic><p:oleObj/>"
        let document = try await DocumentReader().read(try presentation(slide, in: folder), as: "a.pptx")
        #expect(document.outline == ["H1 Team"])
        #expect(
            document.skipped.map(\.reason) == [
                "1 embedded objects on the slide were not read", "slide 2 is missing in the file",
                "1 pictures on the slides were not read",
            ])
    }

    /// A presentation whose second slide is missing.
    private func presentation(_ shapes: String, in folder: TemporaryFolder) throws -> FilePath {
        try folder.writeZip(
            [
                (
                    "_rels/.rels",
                    "<Relationships><Relationship Id='a' Type='x/officeDocument' Target='ppt/presentation.xml'/>"
                        + "</Relationships>"
                ),
                (
                    "ppt/presentation.xml",
                    "<p:presentation xmlns:p='p' xmlns:r='r'><p:sldIdLst><p:sldId id='256' r:id='s1'/><p:sldId id='257' r:id='s2'/>"
                        + "</p:sldIdLst></p:presentation>"
                ),
                (
                    "ppt/_rels/presentation.xml.rels",
                    "<Relationships><Relationship Id='s1' Type='x/slide' Target='slides/one.xml'/></Relationships>"
                ),
                (
                    "ppt/slides/one.xml",
                    "<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree>\(shapes)</p:spTree></p:cSld></p:sld>"
                ),
            ], to: "a.pptx")
    }
}
