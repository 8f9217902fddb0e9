/// Pages set in two columns of running text: the first one is read before the second one.
enum PageColumns {
    /// A part of a page, to be read as a page of its own.
    struct Part: Equatable {
        var page: PDFPage
        /// The lines drawn on it.
        var rules: [Rule]
    }

    /// Fewer lines are no column.
    private static let leastLines = 10
    private static let leastRun = 12

    /// The page's parts in the order of reading; the page itself where it has one column.
    static func parts(of page: PDFPage, rules: [Rule]) -> [Part] {
        let whole = Part(page: page, rules: rules)
        let rows = PageRow.rows(of: page.words)
        guard rows.count >= leastRun else { return [whole] }
        let steps = stride(from: 0.38, through: 0.62, by: 0.01).map { page.width * $0 }
        let runs = steps.map { longestRun(rows, at: $0) }
        let most = runs.map(\.count).max() ?? 0
        // The middle of the gutter.
        let widest = steps.indices.filter { runs[$0].count == most }
        let best = (x: steps[widest[widest.count / 2]], run: runs[widest[widest.count / 2]])
        let inside = rows[best.run]
        guard best.run.count >= leastRun, let first = inside.first, let last = inside.last else { return [whole] }
        let words = inside.flatMap(\.words)
        let left = words.filter { $0.xMax <= best.x }
        let right = words.filter { $0.xMin >= best.x }
        let span = (first.yMin - 1)...(last.yMax + 1)
        let isCrossed = rules.contains { rule in
            rule.isHorizontal && span.contains(rule.position) && rule.from < best.x - 6 && rule.to > best.x + 6
        }
        let columns = [
            part(of: page, left, rules.filter { isIn($0, span) && end(of: $0) <= best.x }),
            part(of: page, right, rules.filter { isIn($0, span) && start(of: $0) >= best.x }),
        ]
        guard !isCrossed, areColumns(text(of: columns[0]), text(of: columns[1])) else { return [whole] }
        let direction = VisualOrder.direction(of: words, else: .leftToRight)
        let above = part(
            of: page, rows[..<best.run.lowerBound].flatMap(\.words),
            rules.filter { end(of: $0, down: true) < span.lowerBound })
        let below = part(
            of: page, rows[best.run.upperBound...].flatMap(\.words),
            rules.filter { start(of: $0, down: true) > span.upperBound })
        // A wide table or picture parts the columns of a page in two.
        let parts =
            self.parts(of: above.page, rules: above.rules)
            + (direction == .rightToLeft ? columns.reversed() : columns)
            + self.parts(of: below.page, rules: below.rules)
        return parts.filter { !$0.page.words.isEmpty }
    }

    private static func part(of page: PDFPage, _ words: [PDFWord], _ rules: [Rule]) -> Part {
        var page = page
        page.words = words
        return Part(page: page, rules: rules)
    }

    /// The longest run of rows without a word across `x`.
    private static func longestRun(_ rows: [PageRow], at x: Double) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for index in 0...rows.count {
            let isCrossed = index == rows.count || rows[index].segments.contains { $0.xMin < x + 2 && $0.xMax > x - 2 }
            guard isCrossed else { continue }
            if index - start > best.count { best = start..<index }
            start = index + 1
        }
        return best
    }

    /// The lines of a column, without those of its tables.
    private static func text(of column: Part) -> [PageRow] {
        let tables = RuledTable.tables(of: column.rules, words: column.page.words)
        return PageRow.rows(of: column.page.words.filter { word in !tables.contains { $0.holds(word) } })
    }

    private static func areColumns(_ left: [PageRow], _ right: [PageRow]) -> Bool {
        isRunningText(left) && isRunningText(right) && !beginTogether(left, right)
    }

    /// Many lines of several words, of which a good part goes from edge to edge: headings, lists and small tables may stand
    /// among them, but the cells of a column are shorter and of uneven length.
    private static func isRunningText(_ rows: [PageRow]) -> Bool {
        guard rows.count >= leastLines, let left = rows.map(\.xMin).min(), let right = rows.map(\.xMax).max() else {
            return false
        }
        let full = rows.count { $0.segments.count == 1 && $0.xMax - $0.xMin >= 0.8 * (right - left) }
        let words = rows.reduce(0) { $0 + $1.words.count }
        return words >= rows.count * 4 && full * 5 >= rows.count * 2
    }

    /// Whether paragraphs on both sides begin at the same heights: then they are the cells of one row.
    private static func beginTogether(_ left: [PageRow], _ right: [PageRow]) -> Bool {
        let (one, two) = (starts(left), starts(right))
        let fewer = min(one.count, two.count)
        guard fewer >= 2 else { return false }
        let shared = one.count { start in two.contains { abs($0 - start) < 3 } }
        return shared * 10 >= fewer * 7
    }

    /// The heights of the lines behind a gap.
    private static func starts(_ rows: [PageRow]) -> [Double] {
        let pitches = zip(rows, rows.dropFirst()).map { $1.middle - $0.middle }.sorted()
        guard !pitches.isEmpty else { return [] }
        let usual = pitches[pitches.count / 3]
        return zip(rows, rows.dropFirst()).filter { $1.middle - $0.middle > 1.25 * usual }.map(\.1.middle)
    }

    private static func isIn(_ rule: Rule, _ span: ClosedRange<Double>) -> Bool {
        start(of: rule, down: true) >= span.lowerBound - 20 && end(of: rule, down: true) <= span.upperBound + 20
    }

    private static func start(of rule: Rule, down: Bool = false) -> Double {
        rule.isHorizontal == down ? rule.position : rule.from
    }

    private static func end(of rule: Rule, down: Bool = false) -> Double {
        rule.isHorizontal == down ? rule.position : rule.to
    }
}
