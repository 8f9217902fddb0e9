/// From lines of a table to its rows: a cell's lines are put together.
extension PDFTable {
    /// The words of each cell line, with where the line ends.
    private struct Line {
        var words: [PDFWord]
        var xMax: Double
        var row: Int
    }

    /// The cells of each row, top to bottom, as text.
    func cells(of page: [PageRow], base: VisualOrder.Direction, mirror: (PDFWord) -> PDFWord) -> [[String]] {
        let tight = tightPitch(page)
        let limits = rightLimits(page)
        var done: [[[Line]]] = []
        for index in rows {
            let row = page[index]
            var added: [Int: [PDFWord]] = [:]
            for segment in row.segments { added[column(of: segment), default: []] += segment.words }
            let isNew = done.isEmpty || startsRow(page, index, added: added, last: done[done.count - 1], tight, limits)
            if isNew { done.append(Array(repeating: [], count: columns.count)) }
            for (column, words) in added {
                let line = Line(words: words, xMax: words.map(\.xMax).max() ?? 0, row: index)
                done[done.count - 1][column].append(line)
            }
        }
        return done.map { row in
            row.map { lines in
                TextHygiene.clean(
                    LineJoin.join(lines.map { VisualOrder.text(of: $0.words.map(mirror), base: base) }))
            }
        }
    }

    private func startsRow(
        _ page: [PageRow], _ index: Int, added: [Int: [PDFWord]], last: [[Line]], _ tight: Double, _ limits: [Double]
    ) -> Bool {
        let row = page[index]
        let pitch = row.middle - page[index - 1].middle
        if pitch < 0.8 * row.height { return false }
        let goesOn = added.count == 1 && added[0] == nil && Self.startsLower(added.values.first)
        if pitch > 1.35 * tight { return !goesOn || pitch > 2 * tight }
        var wraps = false
        for (column, words) in added {
            guard let line = last[column].last, let first = words.min(by: { $0.xMin < $1.xMin }) else { continue }
            let width = first.xMax - first.xMin
            let fits = line.xMax + 0.2 * row.height + width <= limits[column] + 0.5
            // Text that ended lines ago, or had room for the next word, does not go on here.
            if line.row < index - 1 || (fits && !Self.startsLower(words)) { return true }
            wraps = true
        }
        return !wraps && !goesOn && added[0] != nil
    }

    private static func startsLower(_ words: [PDFWord]?) -> Bool {
        words?.first?.text.first?.isLowercase == true
    }

    private func column(of segment: PageRow.Segment) -> Int {
        columns.lastIndex { segment.xMin >= $0.xMin - 0.5 } ?? 0
    }

    /// The distance of lines within a cell: the smallest that two lines of one column have. Cells that are centred beside a
    /// longer one stand between its lines.
    private func tightPitch(_ page: [PageRow]) -> Double {
        var pitches: [Double] = []
        var last: [Int: Double] = [:]
        for index in rows {
            for column in Set(page[index].segments.map(column)) {
                let pitch = page[index].middle - (last[column] ?? -.infinity)
                if pitch >= 0.9 * page[index].height, pitch.isFinite { pitches.append(pitch) }
                last[column] = page[index].middle
            }
        }
        let height = page[rows.lowerBound].height
        return min(pitches.min() ?? height, 1.6 * height)
    }

    /// Where a line of each column must break: a column of running text ends where its longest line does, any other where the
    /// next column starts.
    private func rightLimits(_ page: [PageRow]) -> [Double] {
        columns.indices.map { column in
            let hasText = rows.contains { index in
                page[index].segments.contains { self.column(of: $0) == column && $0.words.count >= 3 }
            }
            if hasText { return columns[column].xMax }
            return column + 1 < columns.count ? columns[column + 1].xMin - 4 : .infinity
        }
    }
}

/// Lines of one text put together.
enum LineJoin {
    /// Joins with a space; a hyphen at a line's end goes, unless it belongs to the word as far as can be seen.
    static func join(_ lines: [String], vocabulary: Set<String> = []) -> String {
        var out = ""
        for line in lines {
            guard let last = out.last else {
                out = line
                continue
            }
            guard last == "-" || last == "\u{AD}" || last == "‐", let before = out.dropLast().last, before.isLetter,
                let first = line.first, first.isLowercase
            else {
                let isAddress = last == "-" && (out.split(separator: " ").last?.contains("/") ?? false)
                out += isAddress ? line : " \(line)"
                continue
            }
            let head = out.dropLast().split(separator: " ").last.map { $0.lowercased() } ?? ""
            let tail = line.prefix { $0.isLetter }.lowercased()
            let isCompound =
                head.contains("/") || vocabulary.contains("\(head)-\(tail)")
                || (!vocabulary.contains(head + tail) && vocabulary.contains(head) && vocabulary.contains(tail))
            out = (isCompound && last != "\u{AD}" ? out : String(out.dropLast())) + line
        }
        return out
    }
}
