/// A table found on a page: where its columns are and which rows belong to it.
struct PDFTable {
    struct Band: Equatable {
        var xMin: Double
        var xMax: Double
    }

    var columns: [Band]
    /// Indices into the page's rows.
    var rows: Range<Int>

    /// Finds the next table at or after `start`.
    static func find(in rows: [PageRow], from start: Int) -> PDFTable? {
        var index = start
        while index < rows.count {
            if rows[index].textSegments >= 2, let table = grow(rows, from: index, notBefore: start) { return table }
            index += 1
        }
        return nil
    }

    private static func grow(_ rows: [PageRow], from first: Int, notBefore start: Int) -> PDFTable? {
        var bands = rows[first].segments.map { Band(xMin: $0.xMin, xMax: $0.xMax) }
        var end = first + 1
        while end < rows.count {
            let row = rows[end]
            guard row.yMin - rows[end - 1].yMax < 2.6 * row.height, !isHeading(row, under: rows[first]) else { break }
            let merged = union(bands, row)
            if merged.count >= bands.count || (end - first < 2 && merged.count >= 2 && row.segments.count >= 2) {
                bands = merged
                end += 1
            } else if isSpanning(row, bands), end + 1 < rows.count, rows[end + 1].segments.count >= 2,
                rows[end + 1].yMin - row.yMax < 2 * row.height, union(bands, rows[end + 1]).count >= bands.count
            {
                end += 1
            } else {
                break
            }
        }
        while end > first + 1, rows[end - 1].textSegments == 1, !belongs(rows, first..<end, bands) { end -= 1 }
        var begin = first
        while begin > start, isHeaderLine(rows[begin - 1], above: rows[begin], bands) { begin -= 1 }
        let table = PDFTable(columns: bands, rows: begin..<end)
        return table.isConvincing(rows) ? table : nil
    }

    /// Larger type, or a section's number where the table's rows have none.
    private static func isHeading(_ row: PageRow, under first: PageRow) -> Bool {
        guard row.textSegments == 1 else { return false }
        if row.height > 1.13 * first.height { return true }
        let number = row.words.first.flatMap { LineMarker.split("\($0.text) X")?.marker.style }
        guard case .outline = number else { return false }
        let text = TextHygiene.clean(row.words.map(\.text).joined(separator: " "))
        let ofFirst = first.words.first.flatMap { LineMarker.split("\($0.text) X")?.marker.style }
        return HeadingShape.level(of: text) != nil && ofFirst == nil
    }

    /// The bands with a row's segments added; bands closer than a gutter become one.
    private static func union(_ bands: [Band], _ row: PageRow) -> [Band] {
        let all = (bands + row.segments.map { Band(xMin: $0.xMin, xMax: $0.xMax) }).sorted { $0.xMin < $1.xMin }
        var out: [Band] = []
        for band in all {
            if let last = out.last, band.xMin - last.xMax < min(0.5, 0.77 * row.gap) * row.height {
                out[out.count - 1].xMax = max(last.xMax, band.xMax)
            } else {
                out.append(band)
            }
        }
        return out
    }

    /// A short title over the table's columns, between its rows.
    private static func isSpanning(_ row: PageRow, _ bands: [Band]) -> Bool {
        guard row.segments.count == 1, let first = bands.first, let last = bands.last else { return false }
        let text = row.words.map(\.text)
        return row.xMin >= first.xMin - row.height && row.xMax <= last.xMax + row.height && text.count <= 12
            && !HeadingShape.endsLikeSentence(text.last ?? "")
    }

    /// Whether the last line, in one column only, is part of the table: it goes on in a cell, or starts one at the column's edge
    /// no further away than the rows before it are from each other.
    private static func belongs(_ rows: [PageRow], _ range: Range<Int>, _ bands: [Band]) -> Bool {
        let row = rows[range.upperBound - 1]
        let above = rows[range.upperBound - 2]
        guard let column = bands.firstIndex(where: { row.xMin <= $0.xMax && row.xMax >= $0.xMin }) else { return false }
        let pitch = row.middle - above.middle
        if pitch < 1.45 * row.height, column > 0 { return true }
        if pitch < 1.45 * row.height, row.words.first?.text.first?.isLowercase == true { return true }
        let widest = range.dropFirst().dropLast().map { rows[$0].middle - rows[$0 - 1].middle }.max() ?? 0
        let room = column + 1 < bands.count ? bands[column + 1].xMin : bands[column].xMax + 2
        return pitch <= 1.05 * widest && abs(row.xMin - bands[column].xMin) < 3 && row.xMax < room
    }

    /// A line above the first row that stands over one of the columns after the first: a header of two lines.
    private static func isHeaderLine(_ row: PageRow, above: PageRow, _ bands: [Band]) -> Bool {
        guard above.middle - row.middle < 1.5 * row.height, row.segments.count < bands.count else { return false }
        return row.segments.allSatisfy { segment in
            let touched = bands.indices.filter { segment.xMin < bands[$0].xMax && segment.xMax > bands[$0].xMin }
            return touched.count == 1 && touched[0] > 0
        }
    }

    private func isConvincing(_ rows: [PageRow]) -> Bool {
        let rows = rows[self.rows]
        let full = rows.filter { $0.textSegments >= 2 }
        guard columns.count >= 2, full.count >= 2 else { return false }
        let height = full[full.startIndex].height
        let gutters = zip(columns, columns.dropFirst()).map { $1.xMin - $0.xMax }
        // Two lines of justified text can have a gap at the same place by chance.
        guard full.count >= 3 || gutters.allSatisfy({ $0 > 1.2 * height }) else { return false }
        guard columns.count == 2 else { return true }
        let firsts = full.compactMap { $0.segments.first.map { $0.words.map(\.text).joined(separator: " ") } }
        let markers = firsts.count { LineMarker.split("\($0) X")?.marker != nil && !$0.contains(" ") }
        return markers * 2 <= firsts.count
    }
}
