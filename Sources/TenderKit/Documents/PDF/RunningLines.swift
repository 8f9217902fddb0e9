/// Headers, footers and page numbers: lines at the edge of pages that repeat.
struct RunningLines {
    private var counts: [String: Int] = [:]

    /// - Parameter pages: each page's rows, with the page they are on.
    init(_ pages: [(page: PDFPage, rows: [PageRow])]) {
        for (page, rows) in pages {
            let keys = Set(Self.edge(of: page, rows).flatMap { Self.keys(rows[$0], page: page.number) })
            for key in keys { counts[key, default: 0] += 1 }
        }
    }

    /// The page's rows without its running lines.
    func removed(from rows: [PageRow], of page: PDFPage) -> [PageRow] {
        let parted = Self.edge(of: page, rows)
        let running = rows.indices.filter { index in
            let isOutermost = index == 0 || index == rows.count - 1
            guard parted.contains(index) || (isOutermost && Self.isAtEdge(rows[index], of: page)) else { return false }
            if Self.isPageNumber(Self.text(rows[index])) { return true }
            return parted.contains(index)
                && Self.keys(rows[index], page: page.number).contains { counts[$0, default: 0] >= 3 }
        }
        return rows.indices.filter { !running.contains($0) }.map { rows[$0] }
    }

    private static func isAtEdge(_ row: PageRow, of page: PDFPage) -> Bool {
        row.yMax < page.height * topZone || row.yMin > page.height * bottomZone
    }

    private static let topZone = 0.13
    private static let bottomZone = 0.86

    /// Rows at the top and bottom of the page that a gap parts from the text.
    private static func edge(of page: PDFPage, _ rows: [PageRow]) -> Set<Int> {
        func isGap(_ above: Int) -> Bool { rows[above + 1].yMin - rows[above].yMax > 0.6 * rows[above].height }
        let top = rows.indices.prefix { rows[$0].yMax < page.height * topZone }.prefix(4)
        let bottom = rows.indices.reversed().prefix { rows[$0].yMin > page.height * bottomZone }.prefix(4)
        let lastTop = top.last { $0 + 1 < rows.count && isGap($0) }
        let firstBottom = bottom.last { $0 > 0 && isGap($0 - 1) }
        return Set(top.filter { $0 <= lastTop ?? -1 } + bottom.filter { $0 >= firstBottom ?? rows.count })
    }

    private static func text(_ row: PageRow) -> String {
        Digits.western(row.words.map(\.text).joined(separator: " ")).lowercased()
    }

    /// The text as it is, and with each number that runs with the pages taken out: `annex 1` on page 9 and `annex 2` on page 30
    /// differ.
    private static func keys(_ row: PageRow, page: Int) -> [String] {
        // A running line stands at the same height on each page; text that repeats by chance does not.
        let text = "\(Int((row.yMin / 4).rounded())) \(text(row))"
        var keys = [text]
        for match in text.matches(of: #/[0-9]{1,4}/#).dropFirst() {
            guard let number = Int(match.output) else { continue }
            keys.append("\(text[..<match.range.lowerBound])#\(text[match.range.upperBound...]) @\(number - page)")
        }
        // A long line that is the same but for its numbers: `Harbour Road, Volume 2, ii | Page`.
        let words = text.split(separator: " ").dropFirst().filter { word in
            !word.allSatisfy { "ivxl".contains($0) } && word.contains { $0.isLetter } && !word.contains { $0.isNumber }
        }
        let rest = words.joined(separator: " ")
        if rest.count >= 24 { keys.append("\(rest) #\(Int((row.yMin / 4).rounded()))") }
        return keys
    }

    /// `3`, `- 3 -`, `Page 3 of 10`, `صفحة 3 من 10`, `iv`
    static func isPageNumber(_ text: String) -> Bool {
        let words = text.split { $0.isWhitespace || "-–—|/.[]()".contains($0) }
        guard !words.isEmpty, words.count <= 4 else { return false }
        let names: Set<Substring> = ["page", "pg", "p", "صفحة", "الصفحة", "of", "من"]
        let rest = words.filter { !names.contains($0) && !names.contains(Substring(String($0.reversed()))) }
        guard (1...2).contains(rest.count) else { return false }
        return rest.allSatisfy { word in
            word.count <= 4
                && (word.allSatisfy { $0.isASCII && $0.isNumber } || word.allSatisfy { "ivxl".contains($0) })
        }
    }
}
