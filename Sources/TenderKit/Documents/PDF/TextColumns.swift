/// Pages set in two columns of running text: the left one is read before the right one.
enum TextColumns {
    /// The page's rows in parts to be read one after the other; one part for a page of one column.
    static func split(_ rows: [PageRow], width: Double) -> [[PageRow]] {
        guard rows.count >= 12 else { return [rows] }
        var best: (x: Double, run: Range<Int>) = (0, 0..<0)
        for step in stride(from: 0.38, through: 0.62, by: 0.01) {
            let run = longestRun(rows, at: width * step)
            if run.count > best.run.count { best = (width * step, run) }
        }
        let inside = Array(rows[best.run])
        let left = inside.compactMap { side($0) { $0.xMax <= best.x } }
        let right = inside.compactMap { side($0) { $0.xMin >= best.x } }
        guard isRunningText(left), isRunningText(right) else { return [rows] }
        let parts = [
            Array(rows[..<best.run.lowerBound]), left, right, Array(rows[best.run.upperBound...]),
        ]
        return parts.filter { !$0.isEmpty }
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

    private static func side(_ row: PageRow, where isInside: (PageRow.Segment) -> Bool) -> PageRow? {
        let segments = row.segments.filter(isInside)
        return segments.isEmpty ? nil : PageRow(segments: segments, of: row)
    }

    /// Many lines, mostly of full width and of several words: cells of a table are shorter and of uneven length.
    private static func isRunningText(_ rows: [PageRow]) -> Bool {
        guard rows.count >= 10, rows.allSatisfy({ $0.segments.count <= 2 }) else { return false }
        let widths = rows.map { $0.xMax - $0.xMin }.sorted()
        let words = rows.reduce(0) { $0 + $1.words.count }
        guard let widest = widths.last, words >= rows.count * 4 else { return false }
        return widths[widths.count / 3] >= 0.8 * widest
    }
}
