/// A page's rows in its reading direction.
struct PageLayout {
    let page: PDFPage
    let direction: VisualOrder.Direction
    /// Without the words of ``tables``.
    let rows: [PageRow]
    /// From the top.
    private(set) var tables: [RuledTable]

    /// - Parameter rules: the lines drawn on the page.
    init(_ page: PDFPage, rules: [Rule] = []) {
        self.page = page
        direction = VisualOrder.direction(of: page.words, else: .leftToRight)
        var words: [PDFWord] = []
        let pieces = direction == .rightToLeft ? Self.joined(page.words) : page.words
        for word in pieces where TextHygiene.hasWord(word.text) || !Self.isFiller(word.text) {
            words.append(direction == .rightToLeft ? Self.mirrored(word, width: page.width) : word)
        }
        let isMirrored = direction == .rightToLeft
        tables = RuledTable.tables(of: isMirrored ? rules.map { $0.mirrored(page.width) } : rules, words: words)
        let tables = tables
        let gap = isMirrored ? Self.gap(of: words) : PageRow.latinGap
        rows = PageRow.rows(of: words.filter { word in !tables.contains { $0.holds(word) } }, gap: gap)
    }

    /// Word processors set the digits and marks of an Arabic line in another font, so that `2024/17` comes in three pieces: those
    /// without a space between them are one word.
    private static func joined(_ words: [PDFWord]) -> [PDFWord] {
        let sorted = words.sorted { ($0.yMin, $0.xMin) < ($1.yMin, $1.xMin) }
        var out: [PDFWord] = []
        for word in sorted {
            guard let last = out.last, !word.isLogical, !last.isLogical, abs(word.yMin - last.yMin) < 0.5,
                abs(word.height - last.height) < 0.5, abs(word.xMin - last.xMax) < 0.04 * word.height
            else {
                out.append(word)
                continue
            }
            out[out.count - 1].text = Brackets.upright(last.text + word.text, isRightToLeft: true)
            out[out.count - 1].xMax = word.xMax
        }
        return out
    }

    /// Arabic fonts have tall lines and narrow spaces: what parts cells is seen from the page's own word spaces.
    private static func gap(of words: [PDFWord]) -> Double {
        let spaces = PageRow.rows(of: words, gap: .infinity).flatMap { row in
            zip(row.words, row.words.dropFirst()).map { ($1.xMin - $0.xMax) / max(1, row.height) }
        }.filter { $0 > 0.03 }.sorted()
        guard spaces.count >= 8 else { return PageRow.latinGap }
        return min(PageRow.latinGap, max(0.3, 2.6 * spaces[spaces.count / 2]))
    }

    /// Takes out the tables at the top and bottom of pages that repeat: letterheads and title blocks.
    static func withoutRunningTables(_ layouts: [PageLayout]) -> [PageLayout] {
        var counts: [String: Int] = [:]
        for layout in layouts { for table in layout.tables { counts[table.runningKey, default: 0] += 1 } }
        return layouts.map { layout in
            var layout = layout
            layout.tables.removeAll { table in
                let isAtEdge = table.yMax < 0.25 * layout.page.height || table.yMin > 0.8 * layout.page.height
                return isAtEdge && counts[table.runningKey, default: 0] >= 3
            }
            return layout
        }
    }

    /// From reading direction to page coordinates and back.
    var mirror: (PDFWord) -> PDFWord {
        guard direction == .rightToLeft else { return { $0 } }
        let width = page.width
        return { Self.mirrored($0, width: width) }
    }

    private static func mirrored(_ word: PDFWord, width: Double) -> PDFWord {
        var word = word
        (word.xMin, word.xMax) = (width - word.xMax, width - word.xMin)
        return word
    }

    /// Lines to write on, and leaders.
    private static func isFiller(_ text: String) -> Bool {
        text.count >= 3 && text.allSatisfy { "_.…-–—=*".contains($0) }
    }
}

extension Rule {
    /// On a page whose x axis runs from the right.
    fileprivate func mirrored(_ width: Double) -> Rule {
        isHorizontal
            ? Rule(isHorizontal: true, position: position, from: width - to, to: width - from)
            : Rule(isHorizontal: false, position: width - position, from: from, to: to)
    }
}
