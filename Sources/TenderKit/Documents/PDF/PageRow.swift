/// Words that stand on one line of a page, over all its columns.
struct PageRow {
    /// Words without a wide gap between them.
    struct Segment {
        var words: [PDFWord]
        var xMin: Double
        var xMax: Double
    }

    /// From the reading side: from the left, or from the right on a right-to-left page, whose x axis is mirrored.
    var segments: [Segment]
    var yMin: Double
    var yMax: Double
    /// The height of the words that make up most of the row.
    var height: Double
    /// How far apart, in heights, words stand that are not of one text.
    var gap: Double

    var words: [PDFWord] { segments.flatMap(\.words) }
    var xMin: Double { segments.first?.xMin ?? 0 }
    var xMax: Double { segments.last?.xMax ?? 0 }
    var middle: Double { (yMin + yMax) / 2 }

    /// Sorts words into rows. Boxes are in page coordinates; `x` of the rows follows the reading direction.
    /// - Parameter gap: how far apart, in heights of the line, words stand that are not of one text.
    static func rows(of words: [PDFWord], gap: Double = latinGap) -> [PageRow] {
        let sorted = words.sorted { ($0.middle, $0.xMin) < ($1.middle, $1.xMin) }
        var groups: [[PDFWord]] = []
        var middle = 0.0
        var height = 0.0
        for word in sorted {
            if let last = groups.last, abs(word.middle - middle) < 0.45 * max(height, word.height) {
                groups[groups.count - 1].append(word)
                // The tallest words set the line: a small raised number must not pull it up.
                if word.height > height * 1.2 || last.isEmpty {
                    middle = word.middle
                    height = word.height
                }
            } else {
                groups.append([word])
                middle = word.middle
                height = word.height
            }
        }
        return groups.map { PageRow($0, gap: gap) }
    }

    private init(_ words: [PDFWord], gap: Double) {
        let sorted = words.sorted { ($0.xMin, $0.xMax) < ($1.xMin, $1.xMax) }
        let heights = sorted.map(\.height).sorted()
        height = heights[heights.count / 2]
        self.gap = gap
        yMin = sorted.map(\.yMin).min() ?? 0
        yMax = sorted.map(\.yMax).max() ?? 0
        segments = []
        for word in sorted {
            if let last = segments.last, word.xMin - last.xMax < gap * height || Self.isBullet(last) {
                segments[segments.count - 1].words.append(word)
                segments[segments.count - 1].xMax = max(last.xMax, word.xMax)
            } else {
                segments.append(Segment(words: [word], xMin: word.xMin, xMax: word.xMax))
            }
        }
    }

    /// The segments with a list's or heading's number put to its text: `2.1   Scope` is one piece of text, not two cells.
    var textSegments: Int {
        guard segments.count == 2, segments[0].words.count == 1 else { return segments.count }
        return LineMarker.split("\(segments[0].words[0].text) X") == nil ? 2 : 1
    }

    private static func isBullet(_ segment: Segment) -> Bool {
        guard segment.words.count == 1 else { return false }
        return LineMarker.split("\(TextHygiene.clean(segment.words[0].text)) X")?.marker.style == .bullet
    }

    /// A row of some of the segments.
    init(segments: [Segment], of row: PageRow) {
        self = row
        self.segments = segments
    }

    /// Word spaces are about 0.2 of a line's height; cells of a table stand at least 0.7 apart.
    static let latinGap = 0.65
}
