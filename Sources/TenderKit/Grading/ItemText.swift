/// How an item is called in our own sentences.
enum ItemText {
    /// In quotation marks, short.
    static func quoted(_ item: RequirementItem) -> String {
        Quotes.quoted(Quotes.cut(item.text.trimming { ".;:,،؛".contains($0) || $0.isWhitespace }, to: 110))
    }

    /// `“a”, “b” and “c”`
    static func list(_ items: [RequirementItem], limit: Int = 4) -> String {
        join(items.prefix(limit).map(quoted), more: items.count - limit)
    }

    /// Without figures and signs that end sentences.
    static func plain(_ item: RequirementItem) -> String {
        let words = item.text.split { $0.isWhitespace }.map { $0.trimming { !$0.isLetter && $0 != "%" } }
        let kept = words.filter { word in
            word.contains(where: \.isLetter) && !word.contains { $0.isNumber || ".!?؟/\\".contains($0) }
        }
        let short = kept.prefix(9).joined(separator: " ")
        return short.isEmpty ? "a required point" : short
    }

    static func join(_ texts: [String], more: Int = 0) -> String {
        var texts = texts
        if more > 0 { texts.append(more == 1 ? "one further point" : "\(more) further points") }
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }
}
