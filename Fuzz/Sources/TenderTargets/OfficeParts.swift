/// Which parts of an office file a fuzzer's input fills, and those that only have to be there.
enum OfficeParts {
    /// - Parameter kind: counts through documents, workbooks and presentations.
    static func names(kind: UInt8) -> [String] {
        switch kind % 3 {
        case 0: ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"]
        case 1: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
        default: ["ppt/slides/slide1.xml", "ppt/slides/_rels/slide1.xml.rels", "ppt/diagrams/data1.xml"]
        }
    }

    static func fixed(kind: UInt8) -> [(name: String, content: [UInt8])] {
        switch kind % 3 {
        case 0:
            [
                relationships(
                    of: "word", "document",
                    [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("footnotes", "footnotes.xml")])
            ]
        case 1:
            [
                (
                    "xl/workbook.xml",
                    Array(
                        #"<workbook xmlns:r="r"><sheets><sheet name="Criteria" sheetId="1" r:id="rId0"/></sheets></workbook>"#
                            .utf8)
                ),
                relationships(
                    of: "xl", "workbook",
                    [
                        ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                        ("styles", "styles.xml"),
                    ]),
            ]
        default:
            [
                (
                    "ppt/presentation.xml",
                    Array(
                        #"<presentation xmlns:r="r"><sldIdLst><sldId id="256" r:id="rId0"/></sldIdLst></presentation>"#
                            .utf8)
                ),
                relationships(of: "ppt", "presentation", [("slide", "slides/slide1.xml")]),
            ]
        }
    }

    private static func relationships(
        of folder: String, _ part: String, _ targets: [(type: String, path: String)]
    ) -> (name: String, content: [UInt8]) {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        let list = targets.enumerated().map { index, target in
            #"<Relationship Id="rId\#(index)" Type="\#(base)\#(target.type)" Target="\#(target.path)"/>"#
        }
        return (
            "\(folder)/_rels/\(part).xml.rels", Array("<Relationships>\(list.joined())</Relationships>".utf8)
        )
    }
}
