import Foundation

/// A .csv or .tsv file: one table.
enum CSVReader {
    static func read(_ data: Data, as file: String, limits: DocumentLimits) throws(ReadFailure) -> Document {
        let text = try TextDecoding.decode(data)
        var rows = CSVParser(separator: CSVParser.guessSeparator(text)).rows(of: text)
        if let first = rows.first, first.count <= 2, first[0].hasPrefix("sep=") { rows.removeFirst() }
        var builder = DocumentBuilder(file: file, limits: limits)
        var sheet = SheetTable(limits: limits)
        for (index, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() { sheet.set(TextHygiene.clean(cell), row: index, column: column) }
        }
        sheet.write(to: &builder)
        return builder.finish()
    }
}
