/// `word/styles.xml`: which styles are headings, lists, bold or a table of contents.
final class WordStyles: XMLHandler {
    struct Style {
        var name = ""
        var basedOn: String?
        var outlineLevel: Int?
        var numbering: WordNumbering.Reference?
        var isBold: Bool?
    }

    private var styles: [String: Style] = [:]
    private var defaultParagraph: String?
    private var id: String?
    private var style = Style()

    /// From 1; nil for text.
    func headingLevel(_ id: String?) -> Int? {
        for style in chain(id) {
            if let level = style.outlineLevel { return level < 9 ? level + 1 : nil }
            if let level = Self.level(named: style.name) { return level }
        }
        return nil
    }

    func numbering(_ id: String?) -> WordNumbering.Reference? {
        var found = WordNumbering.Reference()
        for style in chain(id) {
            guard let reference = style.numbering else { continue }
            found.list = found.list ?? reference.list
            found.level = found.level ?? reference.level
        }
        return found.list == nil ? nil : found
    }

    func isBold(_ id: String?) -> Bool {
        chain(id).lazy.compactMap(\.isBold).first ?? false
    }

    /// A line of a table of contents: it repeats headings that stand in the text.
    func isContents(_ id: String?) -> Bool {
        chain(id).contains { $0.name.lowercased().hasPrefix("toc ") && $0.name.last?.isNumber == true }
    }

    /// The style and those it is based on.
    private func chain(_ id: String?) -> [Style] {
        var found: [Style] = []
        var next = id ?? defaultParagraph
        while let id = next, let style = styles[id], found.count < 20 {
            found.append(style)
            next = style.basedOn
        }
        return found
    }

    private static func level(named name: String) -> Int? {
        let name = Digits.western(name.lowercased())
        if name == "title" { return 1 }
        guard let last = name.last, let level = last.wholeNumberValue, (1...9).contains(level) else { return nil }
        let word = name.dropLast().trimmed()
        return headingWords.contains(String(word)) ? level : nil
    }

    /// Word stores `heading N` in every language; other programs store their own word.
    private static let headingWords: Set<String> = [
        "heading", "überschrift", "titre", "título", "titolo", "kop", "rubrik", "overskrift", "otsikko", "nagłówek",
        "başlık", "заголовок", "عنوان", "العنوان", "标题", "見出し",
    ]

    func start(_ element: String, _ attributes: XMLAttributes) {
        switch element {
        case "style":
            id = attributes["type"] == "paragraph" ? attributes["styleId"] : nil
            style = Style()
            if id != nil, attributes.flag("default") == true { defaultParagraph = id }
        case "name": style.name = attributes["val"] ?? ""
        case "basedOn": style.basedOn = attributes["val"]
        case "outlineLvl": style.outlineLevel = attributes.int("val")
        case "numPr": style.numbering = WordNumbering.Reference()
        case "numId": style.numbering?.list = attributes["val"]
        case "ilvl": style.numbering?.level = attributes.int("val")
        case "b": style.isBold = attributes.flag("val") ?? true
        default: break
        }
    }

    func end(_ element: String) {
        guard element == "style", let id else { return }
        styles[id] = style
        self.id = nil
    }
}
