/// `ppt/slides/slideN.xml`, and parts of the same make (notes, diagrams): text frames and tables as they come, whatever groups
/// they are in.
final class SlidePart: XMLHandler {
    struct Paragraph {
        enum Bullet: Equatable {
            /// The slide's layout decides.
            case inherited
            case none
            case character(String)
            /// `arabicPeriod`, `alphaLcParenR` …
            case number(style: String, start: Int)
        }

        var text = ""
        /// From 0.
        var level = 0
        var bullet = Bullet.inherited
        /// It stands in the layout's frame for text, which has bullets as a rule.
        var isBody = false
    }

    enum Item {
        case title(String)
        case paragraph(Paragraph)
        case table(TableGrid)
    }

    private(set) var items: [Item] = []
    private(set) var isHidden = false
    private(set) var pictures = 0
    private(set) var objects = 0

    private let limits: DocumentLimits
    /// The kind of placeholder that the shape in hand fills; nil for a shape of its own.
    private var placeholder: String?
    private var title: [String] = []
    private var paragraph: Paragraph?
    private var inText = false
    private var inSlideNumber = false
    /// Depth of the element whose content is left out, counted from there.
    private var skipped = 0
    private var grid: TableGrid?
    private var cell: (texts: [String], columns: Int, rows: Int, isCovered: Bool)?

    init(limits: DocumentLimits) {
        self.limits = limits
    }

    func start(_ element: String, _ attributes: XMLAttributes) {
        guard skipped == 0, element != "Fallback" else {
            skipped += 1
            return
        }
        switch element {
        case "sld": isHidden = attributes.flag("show") == false
        case "sp": placeholder = nil
        // A placeholder without a type holds content.
        case "ph": placeholder = attributes["type"] ?? "obj"
        case "blip": pictures += 1
        case "oleObj", "contentPart": objects += 1
        case "p": paragraph = Paragraph(isBody: placeholder == "body" || placeholder == "obj")
        case "pPr": paragraph?.level = max(0, min(attributes.int("lvl") ?? 0, 8))
        case "buNone": paragraph?.bullet = .none
        case "buChar": paragraph?.bullet = .character(attributes["char"] ?? "•")
        case "buAutoNum":
            paragraph?.bullet = .number(style: attributes["type"] ?? "", start: attributes.int("startAt") ?? 1)
        case "fld": inSlideNumber = attributes["type"] == "slidenum"
        case "t": inText = paragraph != nil && !inSlideNumber
        case "br", "tab": paragraph?.text += " "
        case "tbl": grid = TableGrid(limits: limits)
        case "tr": grid?.beginRow()
        case "tc":
            let isCovered = attributes.flag("hMerge") == true || attributes.flag("vMerge") == true
            cell = ([], attributes.int("gridSpan") ?? 1, attributes.int("rowSpan") ?? 1, isCovered)
        default: break
        }
    }

    func text(_ text: String) {
        if inText, skipped == 0 { paragraph?.text += text }
    }

    func end(_ element: String) {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        switch element {
        case "t": inText = false
        case "fld": inSlideNumber = false
        case "p": endParagraph()
        case "sp": endShape()
        case "tc": endCell()
        case "tr": grid?.endRow()
        case "tbl": endTable()
        default: break
        }
    }

    private func endParagraph() {
        guard let done = paragraph else { return }
        paragraph = nil
        if cell != nil {
            cell?.texts.append(done.text)
        } else if let placeholder, Self.titles.contains(placeholder) {
            title.append(done.text)
        } else if !Self.running.contains(placeholder ?? "") {
            items.append(.paragraph(done))
        }
    }

    private func endShape() {
        if !title.isEmpty { items.append(.title(title.joined(separator: " "))) }
        title = []
        placeholder = nil
    }

    private func endCell() {
        guard let done = cell else { return }
        cell = nil
        // The cell that covers this one has said so.
        guard !done.isCovered else { return }
        grid?.cell(TextHygiene.clean(done.texts.joined(separator: " ")), columns: done.columns, rows: done.rows)
    }

    private func endTable() {
        grid?.close()
        if let grid { items.append(.table(grid)) }
        grid = nil
    }

    private static let titles: Set<String> = ["title", "ctrTitle"]
    /// What stands on every slide, and the picture of the slide on its notes.
    private static let running: Set<String> = ["sldNum", "dt", "ftr", "hdr", "sldImg"]
}
