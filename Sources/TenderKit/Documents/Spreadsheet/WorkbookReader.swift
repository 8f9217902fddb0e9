/// An .xlsx workbook: each visible sheet is a heading and a table, with the sheet's number as the page.
enum WorkbookReader {
    static func read(
        _ zip: ZipContainer, part: String, as file: String, limits: DocumentLimits
    ) throws(ReadFailure) -> Document {
        guard let stream = try zip.open(part) else { throw ReadFailure(.damaged, "no workbook part \(part)") }
        let workbook = WorkbookPart()
        try XMLReader.parse(stream, limits: limits, handler: workbook)
        let relationships = try Relationships.of(part, in: zip, limits: limits)
        let strings = SharedStringsPart()
        if let path = relationships.path(type: "sharedStrings"), let stream = try zip.open(path) {
            try XMLReader.parse(stream, limits: limits, handler: strings)
        }
        let styles = CellStylesPart()
        if let path = relationships.path(type: "styles"), let stream = try zip.open(path) {
            try XMLReader.parse(stream, limits: limits, handler: styles)
        }
        var builder = DocumentBuilder(file: file, limits: limits)
        for (index, sheet) in workbook.sheets.enumerated() {
            builder.page = index + 1
            builder.resetSection()
            let name = PrintableName.of(sheet.name)
            guard !sheet.isHidden else {
                builder.skip("sheet “\(name)” is hidden")
                continue
            }
            guard let target = relationships.targets[sheet.relationship], target.type == "worksheet" else {
                builder.skip("sheet “\(name)” is not a table of cells")
                continue
            }
            guard let stream = try zip.open(target.path) else {
                builder.skip("sheet “\(name)” is missing in the file")
                continue
            }
            let part = SheetPart(
                strings: strings.strings, formats: styles.formats, date1904: workbook.date1904, limits: limits)
            try XMLReader.parse(stream, limits: limits, handler: part)
            if !part.table.isEmpty { builder.heading(sheet.name, level: 1) }
            part.table.write(to: &builder)
            report(part, name: name, to: &builder)
        }
        builder.page = nil
        return builder.finish(pageCount: workbook.sheets.count)
    }

    private static func report(_ sheet: SheetPart, name: String, to builder: inout DocumentBuilder) {
        if sheet.hiddenRows > 0 { builder.skip("sheet “\(name)”: \(sheet.hiddenRows) hidden rows with text") }
        if !sheet.hiddenColumnsWithText.isEmpty {
            builder.skip("sheet “\(name)”: \(sheet.hiddenColumnsWithText.count) hidden columns with text")
        }
        if sheet.formulasWithoutValue > 0 {
            builder.skip("sheet “\(name)”: \(sheet.formulasWithoutValue) formulas without a stored value")
        }
        if let row = sheet.cutAfter {
            builder.skip("sheet “\(name)”: nothing but empty rows after row \(row), the rest was not read")
        }
    }
}
