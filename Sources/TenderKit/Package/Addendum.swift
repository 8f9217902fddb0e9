/// Addenda: documents, or parts of one, that change what was issued before.
enum Addendum {
    private static let words = Phrases(
        "addendum", "addenda", "amendment no", "amendment number", "amendment 1", "amendment 2", "corrigendum",
        "tender bulletin", "bid bulletin", "notice of extension", "extension of closing", "ملحق تعديل", "تعديل رقم",
        "اشعار تعديل")

    /// By its file name or its first lines.
    /// - Returns: 0 for a document that is none; 1 for one without a number.
    static func number(of document: Document) -> Int {
        let name = document.file.split(separator: "/").last.map(String.init) ?? ""
        var levels: Set<Int> = []
        var heads = [name]
        for block in document.blocks.prefix(5) {
            // After a heading of its level it is a part of the document.
            if case .heading(let level) = block.kind, !levels.insert(level).inserted { break }
            if block.text.wordCount <= 12 { heads.append(block.text) }
        }
        guard let text = heads.first(where: { words.occur(in: FoldedText.fold($0)) }) else { return 0 }
        return number(in: FoldedText.words(text)) ?? 1
    }

    /// Of a part that its heading calls by number, `Addendum No. 2: …`; a part that speaks of addenda is none.
    static func number(ofSection path: [String]) -> Int {
        for title in path.reversed() where title.wordCount <= 16 {
            let folded = FoldedText.words(title)
            guard folded.first.map({ words.occur(in: " \($0) ") || $0 == "amendment" }) == true,
                let number = number(in: folded)
            else { continue }
            return number
        }
        return 0
    }

    private static func number(in folded: [String]) -> Int? {
        guard let at = folded.firstIndex(where: { words.occur(in: " \($0) ") || $0 == "amendment" }) else { return nil }
        return folded[at...].prefix(4).lazy.compactMap { Int($0) }.first { (1...99).contains($0) }
    }
}
