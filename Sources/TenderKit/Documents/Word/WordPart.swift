/// `word/document.xml`, or a part of the same make (notes): hands each top-level paragraph and table to `emit`.
///
/// Text boxes and content controls are read where they stand; tracked deletions, hidden text and the second version of
/// alternate content are left out.
final class WordPart: XMLHandler {
    private struct Story {
        var content: [WordContent] = []
        var paragraph: WordParagraph?
        var hasText = false
        var allBold = true
    }

    private(set) var pictures = 0
    private(set) var objects = 0
    private let styles: WordStyles
    private let emit: (WordContent) -> Void
    private var stories = [Story()]
    private var tables: [WordTable] = []
    /// Depth of the element whose content is left out, counted from there.
    private var skipped = 0
    private var inParagraphProperties = 0
    private var inRun = false
    private var inText = false
    private var runIsBold: Bool?
    private var runIsHidden = false

    init(styles: WordStyles, emit: @escaping (WordContent) -> Void) {
        self.styles = styles
        self.emit = emit
    }

    func start(_ element: String, _ attributes: XMLAttributes) {
        if skipped > 0 || Self.leftOut.contains(element) || isSeparatorNote(element, attributes) {
            skipped += 1
            if element == "del", tables.last?.rows.isEmpty == false, inRowProperties { markRowDeleted() }
            return
        }
        switch element {
        case "p": beginParagraph()
        case "pPr": inParagraphProperties += 1
        case "r": beginRun()
        case "t": inText = true
        case "tab", "br", "cr": if inRun { add(" ") }
        case "noBreakHyphen": add("-")
        case "sym": add(Self.symbol(attributes["char"]))
        case "txbxContent": stories.append(Story())
        case "blip", "imagedata": pictures += 1
        case "OLEObject", "altChunk": objects += 1
        case "tbl": tables.append(WordTable())
        case "tr": if !tables.isEmpty { tables[tables.count - 1].rows.append(WordTable.Row()) }
        case "trPr": inRowProperties = true
        case "gridBefore": row { $0.before = attributes.int("val") ?? 0 }
        case "tc":
            row { $0.cells.append(WordTable.Cell()) }
            stories.append(Story())
        case "gridSpan": cell { $0.columns = attributes.int("val") ?? 1 }
        case "vMerge": cell { $0.merge = attributes["val"] == "restart" ? .restart : .continues }
        case "b": if inRun, inParagraphProperties == 0 { runIsBold = attributes.flag("val") ?? true }
        case "vanish", "strike", "dstrike": if inRun { runIsHidden = attributes.flag("val") ?? true }
        default: if inParagraphProperties > 0 { property(element, attributes) }
        }
    }

    func text(_ text: String) {
        if inText, skipped == 0 { add(text) }
    }

    func end(_ element: String) {
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch element {
        case "p": endParagraph()
        case "pPr": inParagraphProperties -= 1
        case "r": inRun = false
        case "t": inText = false
        case "txbxContent":
            guard stories.count > 1 else { return }
            let box = stories.removeLast()
            // A box stands inside a paragraph, whose text goes on: its content comes first.
            box.content.forEach(finish)
        case "trPr": inRowProperties = false
        case "tc":
            guard stories.count > 1 else { return }
            let content = stories.removeLast().content
            cell { $0.content = content }
        case "tbl":
            if let table = tables.popLast() { finish(.table(table)) }
        default: break
        }
    }

    // MARK: Paragraphs and runs

    private func beginParagraph() {
        stories[stories.count - 1].paragraph = WordParagraph()
        stories[stories.count - 1].hasText = false
        stories[stories.count - 1].allBold = true
    }

    private func endParagraph() {
        guard var paragraph = stories[stories.count - 1].paragraph else { return }
        let story = stories[stories.count - 1]
        paragraph.isBold = story.hasText && story.allBold
        stories[stories.count - 1].paragraph = nil
        finish(.paragraph(paragraph))
    }

    private func beginRun() {
        inRun = true
        runIsBold = nil
        runIsHidden = false
    }

    private func add(_ text: String) {
        let top = stories.count - 1
        guard !runIsHidden, !text.isEmpty, let style = stories[top].paragraph.map(\.style) else { return }
        if TextHygiene.hasWord(text) {
            stories[top].hasText = true
            stories[top].allBold = stories[top].allBold && (runIsBold ?? styles.isBold(style))
        }
        // In place: a paragraph may come in a million pieces.
        stories[top].paragraph?.text += text
    }

    private func property(_ element: String, _ attributes: XMLAttributes) {
        guard stories[stories.count - 1].paragraph != nil else { return }
        switch element {
        case "pStyle": stories[stories.count - 1].paragraph?.style = attributes["val"]
        case "outlineLvl": stories[stories.count - 1].paragraph?.outlineLevel = attributes.int("val")
        case "numPr": stories[stories.count - 1].paragraph?.numbering = WordNumbering.Reference()
        case "numId": stories[stories.count - 1].paragraph?.numbering?.list = attributes["val"]
        case "ilvl": stories[stories.count - 1].paragraph?.numbering?.level = attributes.int("val")
        default: break
        }
    }

    private func finish(_ content: WordContent) {
        if stories.count == 1, tables.isEmpty {
            emit(content)
        } else {
            stories[stories.count - 1].content.append(content)
        }
    }

    // MARK: Tables

    private var inRowProperties = false

    private func row(_ change: (inout WordTable.Row) -> Void) {
        guard let table = tables.indices.last, let row = tables[table].rows.indices.last else { return }
        change(&tables[table].rows[row])
    }

    private func cell(_ change: (inout WordTable.Cell) -> Void) {
        row { row in
            guard let cell = row.cells.indices.last else { return }
            change(&row.cells[cell])
        }
    }

    private func markRowDeleted() {
        row { $0.isDeleted = true }
    }

    // MARK: What is left out

    private static let leftOut: Set<String> = [
        "del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPrChange", "rPrChange", "tblPrChange",
        "sectPrChange", "trPrChange", "tcPrChange",
    ]

    private func isSeparatorNote(_ element: String, _ attributes: XMLAttributes) -> Bool {
        (element == "footnote" || element == "endnote") && attributes["type"].map { $0 != "normal" } == true
    }

    /// Check boxes of the Wingdings fonts; other symbols have no letter.
    private static func symbol(_ code: String?) -> String {
        switch code?.uppercased() {
        case "F0FE", "F052": "☑"
        case "F0FD", "F054", "F078": "☒"
        case "F0A8", "F06F", "F0A3": "☐"
        case "F0B7", "F0A7": "•"
        case "F0E0": "→"
        default: " "
        }
    }
}
