/// `xl/workbook.xml`: the sheets in their order.
final class WorkbookPart: XMLHandler {
    struct Sheet: Equatable {
        var name: String
        var relationship: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var date1904 = false

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "workbookPr": date1904 = attributes.flag("date1904") ?? false
        case "sheet":
            let hidden = attributes["state"].map { $0 != "visible" } ?? false
            // `r:id`, not `sheetId`.
            sheets.append(
                Sheet(name: attributes["name"] ?? "", relationship: attributes["id"] ?? "", isHidden: hidden))
        default: break
        }
    }

    func end(_ element: String) {}
}

/// `xl/sharedStrings.xml`: the texts that cells refer to by number.
final class SharedStringsPart: XMLHandler {
    private(set) var strings: [String] = []
    private var item = StringItem()

    func start(_ element: String, _ attributes: XMLAttributes) {
        if element == "si" { item = StringItem() }
        item.start(element)
    }

    func text(_ text: String) {
        item.text(text)
    }

    func end(_ element: String) {
        item.end(element)
        if element == "si" { strings.append(TextHygiene.clean(item.value)) }
    }
}

/// A string made of rich text runs, without its phonetic reading.
struct StringItem {
    private(set) var value = ""
    private var inText = false
    private var phonetic = 0

    mutating func start(_ element: String) {
        if element == "rPh" { phonetic += 1 }
        if element == "t" { inText = phonetic == 0 }
    }

    mutating func text(_ text: String) {
        if inText { value += text }
    }

    mutating func end(_ element: String) {
        if element == "rPh" { phonetic -= 1 }
        if element == "t" { inText = false }
        if element == "t", value.contains("_x") { value = Self.unescaped(value) }
    }

    /// `_x000D_` stands for a character that XML cannot hold.
    private static func unescaped(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "_x") {
            let code = rest[start.upperBound...].prefix(5)
            guard code.count == 5, code.last == "_", let value = UInt32(code.dropLast(), radix: 16),
                let scalar = Unicode.Scalar(value)
            else {
                out += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                continue
            }
            out += rest[..<start.lowerBound]
            out.unicodeScalars.append(scalar)
            rest = rest[code.endIndex...]
        }
        return out + rest
    }
}

/// `xl/styles.xml`: the number format of each cell style.
final class CellStylesPart: XMLHandler {
    /// By the number that a cell's `s` gives.
    private(set) var formats: [NumberFormat] = []
    private var codes: [Int: String] = [:]
    private var inCellFormats = false

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "numFmt":
            if let id = attributes.int("numFmtId") { codes[id] = attributes["formatCode"] }
        case "cellXfs": inCellFormats = true
        case "xf" where inCellFormats:
            let id = attributes.int("numFmtId") ?? 0
            formats.append(NumberFormat(id: id, code: codes[id]))
        default: break
        }
    }

    func end(_ element: String) {
        if element == "cellXfs" { inCellFormats = false }
    }
}
