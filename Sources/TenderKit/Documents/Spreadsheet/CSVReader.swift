import Foundation

/// A .csv or .tsv file: one table.
enum CSVReader {
    static func read(_ data: Data, as file: String, limits: DocumentLimits) throws(ReadFailure) -> Document {
        let text = try TextDecoding.decode(data)
        let parser = CSVParser(separator: CSVParser.guessSeparator(text), columnLimit: limits.columns)
        var builder = DocumentBuilder(file: file, limits: limits)
        var sheet = SheetTable(limits: limits)
        var index = 0
        try parser.forEachRow(of: text) { row throws(ReadFailure) in
            try Cancellation.check(index)
            if index == 0, row.count <= 2, row[0].hasPrefix("sep=") { return true }
            for (column, cell) in row.enumerated() { sheet.set(TextHygiene.clean(cell), row: index, column: column) }
            index += 1
            return !sheet.isFull
        }
        sheet.write(to: &builder)
        return builder.finish()
    }
}
