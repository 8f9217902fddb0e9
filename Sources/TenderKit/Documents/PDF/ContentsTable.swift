/// A table of contents looks like a table of two columns; its numbers are pages, not weights.
enum ContentsTable {
    static func matches(_ rows: [[String]]) -> Bool {
        guard rows.count >= 4 else { return false }
        let pages = rows.compactMap { row in row.last.flatMap { Int(Digits.western($0)) } }
        guard pages.count * 10 >= rows.count * 8, zip(pages, pages.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            return false
        }
        let titles = rows.map { $0.dropLast().filter { !$0.isEmpty }.joined(separator: " ") }
        let numbered = titles.count { HeadingShape.isNumbered($0) || $0.contains("...") }
        return numbered * 2 >= rows.count
    }
}

/// A page of a table of contents or a list of figures: it repeats headings that stand elsewhere.
enum ContentsPage {
    static func matches(_ lines: [String]) -> Bool {
        guard let title = lines.prefix(12).firstIndex(where: isTitle) else { return false }
        let entries = lines[(title + 1)...].filter { !isTitle($0) }
        guard entries.count >= 3 else { return false }
        let numbered = entries.count { line in
            line.split(separator: " ").last.map { isPage(Digits.western(String($0))) } ?? false
        }
        return numbered * 10 >= entries.count * 6
    }

    private static func isTitle(_ line: String) -> Bool {
        titles.contains(line.lowercased().filter { $0.isLetter || $0 == " " })
    }

    private static func isPage(_ word: String) -> Bool {
        let digits = word.drop { $0 == "." || $0 == "…" }
        return (1...4).contains(digits.count) && digits.allSatisfy { "0123456789ivx".contains($0) }
    }

    private static let titles: Set<String> = [
        "contents", "table of contents", "table of content", "list of figures", "list of tables", "list of annexes",
        "المحتويات", "فهرس المحتويات", "جدول المحتويات", "الفهرس", "قائمة المحتويات",
    ]
}
