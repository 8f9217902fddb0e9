import SystemPackage
import Testing

@testable import TenderKit

@Suite struct CSVTests {
    @Test(arguments: [
        ("a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n", [["a", "b"], ["x, \"y\"\nz", "2"]]),
        ("a;b\nc,d;e", [["a", "b"], ["c,d", "e"]]),
        ("a\tb\n\"c\" d\te\n", [["a", "b"], ["c d", "e"]]),
        ("sep=|\na|b\n", [["sep=", ""], ["a", "b"]]),
        ("a,b\n\"open,c\n", [["a", "b"], ["open,c\n"]]),
        ("a,,\n,,\n", [["a", "", ""], ["", "", ""]]),
        ("5\" pipe,x\ny,z", [["5\" pipe", "x"], ["y", "z"]]),
    ])
    func `splits rows`(text: String, rows: [[String]]) {
        #expect(CSVParser(separator: CSVParser.guessSeparator(text)).rows(of: text) == rows)
    }

    @Test func `becomes one table, with gaps for empty rows`() async throws {
        let document = try await DocumentReader().read(text: "sep=;\n\nName;;Weight\n;;\nA;;30 %\nB", as: "c.csv")
        #expect(document.outline == ["T0.1 Name | Weight", "T0.3 A | 30 %", "T0.4 B | "])
    }
}

@Suite struct NumberFormatTests {
    @Test(
        arguments: [
            (0.3, 9, nil, "30%"), (0.125, 9, nil, "12.5%"), (0.1 + 0.2, 0, nil, "0.3"), (1_234_567, 3, nil, "1234567"),
            (45_413, 14, nil, "2024-05-01"), (45_413.75, 22, nil, "2024-05-01 18:00"), (0.5, 20, nil, "12:00"),
            (1, 14, nil, "1900-01-01"), (61, 14, nil, "1900-03-01"),
            (30, 164, "0 \"points\"", "30 points"), (30, 164, "0\\%", "30%"), (0.07, 164, "0.0%;[Red]-0.0%", "7%"),
            (5, 164, "[$SAR] #,##0.00", "SAR5"), (45_413, 164, "[$-409]d\\-mmm\\-yy;@", "2024-05-01"),
            (1.5, 46, nil, "36:00"), (1e300, 0, nil, "1e+300"), (0.00001, 0, nil, "0.00001"),
        ] as [(Double, Int, String?, String)])
    func `renders`(value: Double, id: Int, code: String?, text: String) {
        #expect(NumberFormat(id: id, code: code).render(value, date1904: false) == text)
    }
}

@Suite struct WorkbookReaderTests {
    @Test func `reads what a spreadsheet program wrote`() async throws {
        let document = try await DocumentReader().read(Fixture.path("criteria.xlsx"), as: "criteria.xlsx")
        #expect(
            document.outline == [
                "H1 Criteria", "T0.0 Scope | Criterion | Weight | Due", "T0.1 Technical | Method | 30% | 2024-05-01",
                "T0.2  | Team | 25.5% | ", "T0.3 Price | Total price | 44.5% | ", "T0.7 After a gap |  |  | ",
                "H1 المعايير", "T1.0 المعيار | الوزن", "T1.1 الخبرة | ٦٠٪",
            ])
        #expect(document.rows[2].mergedFromAbove == [0])
        #expect(document.blocks.map(\.page).last == 3)
        #expect(document.blocks.last?.section == ["المعايير"])
        #expect(document.skipped == [SkippedPart(page: 2, reason: "sheet “Internal” is hidden")])
    }

    /// A workbook of one sheet with these rows.
    private func workbook(_ sheet: String, strings: String = "", in folder: TemporaryFolder) throws -> FilePath {
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return try folder.writeZip(
            [
                (
                    "xl/workbook.xml",
                    "<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='7' r:id='rId1'/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    """
                    <Relationships><Relationship Id='rId1' Type='\(relation)/worksheet' Target='worksheets/sheet1.xml'/>
                    <Relationship Id='rId2' Type='\(relation)/sharedStrings' Target='/xl/sharedStrings.xml'/></Relationships>
                    """
                ),
                ("xl/sharedStrings.xml", "<sst>\(strings)</sst>"),
                ("xl/worksheets/sheet1.xml", "<worksheet>\(sheet)</worksheet>"),
            ], to: "book.xlsx")
    }

    @Test func `reads every type of cell`() async throws {
        let folder = try TemporaryFolder()
        let file = try workbook(
            """
            <cols><col min='9' max='9' hidden='1'/></cols>
            <sheetData><row r='2'><c r='B2' t='s'><v>0</v></c><c t='inlineStr'><is><t>in</t><r><t>line</t></r></is></c>
            <c t='b'><v>1</v></c><c t='str'><f>A&amp;B</f><v>text</v></c><c><f>SUM(A1)</f><v>2.50</v></c>
            <c><f>X</f></c><c t='e'><v>#N/A</v></c><c r='I2'><v>9</v></c></row>
            <row hidden='1'><c><v>1</v></c></row></sheetData>
            """,
            strings: "<si><r><t>rich </t></r><r><t>text_x000D_</t></r><rPh><t>phonetic</t></rPh></si>", in: folder)
        let document = try await DocumentReader().read(file, as: "book.xlsx")
        #expect(document.rows.map(\.cells) == [["rich text", "inline", "TRUE", "text", "2.5", "#N/A"]])
        #expect(
            document.skipped.map(\.reason) == [
                "sheet “S”: 1 hidden rows with text", "sheet “S”: 1 hidden columns with text",
                "sheet “S”: 1 formulas without a stored value",
            ])
    }

    @Test func `passes over a million empty rows quickly`() async throws {
        let folder = try TemporaryFolder()
        let empty = (2...1_000_000).map { "<row r=\"\($0)\"/>" }.joined()
        let file = try workbook(
            "<sheetData><row r='1'><c><v>1</v></c></row>\(empty)<row r='1000001'><c><v>2</v></c></row></sheetData>",
            in: folder)
        let start = ContinuousClock.now
        let document = try await DocumentReader().read(file, as: "book.xlsx")
        #expect(document.rows.map(\.row) == [0, 1_000_000])
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func `survives numbers that no number type holds`() async throws {
        let folder = try TemporaryFolder()
        let file = try workbook(
            """
            <sheetData><row r='-9223372036854775808'><c s='-9223372036854775808'><v>nan</v></c><c><v>1e999</v></c></row>
            <row r='9223372036854775807'><c><v>-inf</v></c></row></sheetData>
            """, in: folder)
        let document = try await DocumentReader().read(file, as: "book.xlsx")
        #expect(document.rows.map(\.cells) == [["nan", "1e999"], ["-inf", ""]])
    }

    @Test func `bounds rows and columns, and says so`() async throws {
        let folder = try TemporaryFolder()
        let rows = (1...30).map { "<row r='\($0)'><c r='A\($0)'><v>\($0)</v></c><c r='ZZ\($0)'><v>1</v></c></row>" }
        let file = try workbook("<sheetData>\(rows.joined())</sheetData>", in: folder)
        var limits = DocumentLimits()
        limits.rows = 10
        let document = try await DocumentReader(limits: limits).read(file, as: "book.xlsx")
        #expect(document.rows.count == 10)
        #expect(
            document.skipped.map(\.reason) == [
                "cut after 10 rows with text: the rest was not read", "columns beyond column 512 left out",
            ])
    }
}
