/// `xl/worksheets/sheetN.xml`: a sheet's cells, row by row. Rows and cells without text cost nothing.
final class SheetPart: XMLHandler {
    private(set) var table: SheetTable
    private(set) var hiddenRows = 0
    private(set) var hiddenColumnsWithText: Set<Int> = []
    private(set) var formulasWithoutValue = 0
    /// The row after which the sheet was left unread because no text came for too long.
    private(set) var cutAfter: Int?

    private let strings: [String]
    private let formats: [NumberFormat]
    private let date1904: Bool
    private let limits: DocumentLimits

    private var row = -1
    private var column = -1
    private var lastRowWithText = -1
    private var rowIsHidden = false
    private var hiddenRowHasText = false
    private var hiddenColumns: [ClosedRange<Int>] = []

    private var cellType = ""
    private var cellStyle = 0
    private var value = ""
    private var inline = StringItem()
    private var inValue = false
    private var hasFormula = false

    init(strings: [String], formats: [NumberFormat], date1904: Bool, limits: DocumentLimits) {
        self.strings = strings
        self.formats = formats
        self.date1904 = date1904
        self.limits = limits
        table = SheetTable(limits: limits)
    }

    var isFinished: Bool { cutAfter != nil || table.isFull }

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "col" where attributes.flag("hidden") == true:
            if let first = attributes.int("min"), let last = attributes.int("max"), 1 <= first, first <= last {
                hiddenColumns.append((first - 1)...(last - 1))
            }
        case "row": beginRow(attributes)
        case "c": beginCell(attributes)
        case "v": inValue = true
        case "f": hasFormula = true
        case "mergeCell":
            if let range = attributes["ref"].flatMap(SheetTable.Range.init) { table.merge(range) }
        default: inline.start(element)
        }
    }

    func text(_ text: String) {
        if inValue { value += text } else { inline.text(text) }
    }

    func end(_ element: String) {
        switch element {
        case "v": inValue = false
        case "c": endCell()
        case "row": if hiddenRowHasText { hiddenRows += 1 }
        default: inline.end(element)
        }
    }

    private func beginRow(_ attributes: XMLAttributes) {
        row = max(row + 1, (attributes.int("r") ?? 0) - 1)
        column = -1
        rowIsHidden = attributes.flag("hidden") ?? false
        hiddenRowHasText = false
        if row - lastRowWithText > limits.emptyRows { cutAfter = lastRowWithText + 1 }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        column = attributes["r"].flatMap { CellReference($0)?.column } ?? column + 1
        cellType = attributes["t"] ?? "n"
        cellStyle = attributes.int("s") ?? 0
        value = ""
        inline = StringItem()
        hasFormula = false
    }

    private func endCell() {
        let text = cellText()
        if text.isEmpty {
            if hasFormula, value.isEmpty { formulasWithoutValue += 1 }
            return
        }
        lastRowWithText = row
        if rowIsHidden {
            hiddenRowHasText = true
        } else if hiddenColumns.contains(where: { $0.contains(column) }) {
            hiddenColumnsWithText.insert(column)
        } else {
            table.set(text, row: row, column: column)
        }
    }

    private func cellText() -> String {
        switch cellType {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return "" }
            return strings[index]
        case "inlineStr": return TextHygiene.clean(inline.value)
        case "b": return value.isEmpty ? "" : value == "1" ? "TRUE" : "FALSE"
        case "str", "e", "d": return TextHygiene.clean(value)
        default:
            guard let number = Double(value), number.isFinite else { return TextHygiene.clean(value) }
            let format = formats.indices.contains(cellStyle) ? formats[cellStyle] : .general
            return format.render(number, date1904: date1904)
        }
    }
}
