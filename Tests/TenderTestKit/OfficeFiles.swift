import CArchive
public import FoundationEssentials

/// Small .xlsx and .docx files, made from text.
public enum OfficeFiles {
    /// A workbook of one sheet. nil leaves a cell out.
    /// - Parameter merged: ranges like `A2:A3`.
    public static func workbook(_ rows: [[String?]], merged: [String] = []) -> Data {
        var sheet = ""
        for (row, cells) in rows.enumerated() {
            sheet += "<row r=\"\(row + 1)\">"
            for (column, cell) in cells.enumerated() {
                guard let cell else { continue }
                let letter = Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(column)))
                let place = "\(letter)\(row + 1)"
                if Double(cell) != nil {
                    sheet += "<c r=\"\(place)\"><v>\(cell)</v></c>"
                } else {
                    sheet += "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(escaped(cell))</t></is></c>"
                }
            }
            sheet += "</row>"
        }
        let ranges = merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        let merges = merged.isEmpty ? "" : "<mergeCells count=\"\(merged.count)\">\(ranges)</mergeCells>"
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return zip([
            ("[Content_Types].xml", contentTypes("/xl/workbook.xml", "spreadsheetml.sheet.main")),
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relationships)\"><sheets>"
                    + "<sheet name=\"Criteria\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
            ("xl/_rels/workbook.xml.rels", relations([("worksheet", "worksheets/sheet1.xml")])),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns=\"\(main)\"><sheetData>\(sheet)</sheetData>\(merges)</worksheet>"
            ),
        ])
    }

    /// A text document with a paragraph and a table.
    public static func document(_ paragraph: String, table: [[String]] = []) -> Data {
        let rows = table.map { row in
            "<w:tr>" + row.map { "<w:tc><w:p><w:r><w:t>\(escaped($0))</w:t></w:r></w:p></w:tc>" }.joined() + "</w:tr>"
        }
        let content = rows.isEmpty ? "" : "<w:tbl>\(rows.joined())</w:tbl>"
        return zip([
            ("[Content_Types].xml", contentTypes("/word/document.xml", "wordprocessingml.document.main")),
            ("_rels/.rels", relations([("officeDocument", "word/document.xml")])),
            (
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                    + "<w:p><w:r><w:t>\(escaped(paragraph))</w:t></w:r></w:p>\(content)</w:body></w:document>"
            ),
        ])
    }

    private static func contentTypes(_ part: String, _ kind: String) -> String {
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"\(part)\" "
            + "ContentType=\"application/vnd.openxmlformats-officedocument.\(kind)+xml\"/></Types>"
    }

    private static func relations(_ targets: [(type: String, target: String)]) -> String {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let lines = targets.enumerated().map { index, relation in
            "<Relationship Id=\"rId\(index + 1)\" Type=\"\(base)/\(relation.type)\" Target=\"\(relation.target)\"/>"
        }
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + lines.joined() + "</Relationships>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    /// A zip container with an XML declaration before each part.
    private static func zip(_ parts: [(name: String, content: String)]) -> Data {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var used = 0
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        // The buffer stays where it is until archive_write_close has filled it.
        buffer.withUnsafeMutableBytes { buffer in
            archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used)
            for (name, content) in parts {
                let content = Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + content).utf8)
                let entry = archive_entry_new()
                archive_entry_set_pathname(entry, name)
                archive_entry_set_filetype(entry, UInt32(S_IFREG))
                archive_entry_set_size(entry, Int64(content.count))
                archive_write_header(archive, entry)
                archive_write_data(archive, content, content.count)
                archive_entry_free(entry)
            }
            archive_write_close(archive)
        }
        return Data(buffer[..<used])
    }
}
