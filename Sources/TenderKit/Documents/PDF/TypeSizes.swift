/// The sizes of type in a document: which one is the text's, and what larger ones mean.
struct TypeSizes {
    /// Height of a line of running text.
    let body: Double
    /// Distance of two lines of a paragraph.
    let pitch: Double
    private let larger: [Double]

    init(_ pages: [[PageRow]]) {
        var weights: [Int: Int] = [:]
        var pitches: [Int: Int] = [:]
        for rows in pages {
            for row in rows { weights[Self.rounded(row.height), default: 0] += row.words.count }
            for (above, row) in zip(rows, rows.dropFirst()) where row.words.count > 3 && above.words.count > 5 {
                pitches[Self.rounded(row.middle - above.middle), default: 0] += 1
            }
        }
        // A form can hold more words in headings than in text: the smallest of the common sizes is the text's.
        let most = weights.values.max() ?? 0
        let common = weights.filter { $0.value * 2 >= most }.keys.min() ?? 24
        let body = Double(common) / 2
        let possible = pitches.filter { Double($0.key) / 2 >= 0.8 * body && Double($0.key) / 2 <= 2.6 * body }
        // Where most paragraphs have one line, their distance is more frequent than that of lines.
        let frequent = possible.values.max() ?? 0
        let usual = possible.filter { $0.value * 3 >= frequent }.keys.min()
        self.body = body
        pitch = usual.map { Double($0) / 2 } ?? 1.2 * body
        var sizes: [Double] = []
        for key in weights.keys.sorted(by: >) where Double(key) / 2 > 1.13 * body {
            // Sizes within half a point of each other are one.
            if let last = sizes.last, last - Double(key) / 2 < 0.06 * last { continue }
            sizes.append(Double(key) / 2)
        }
        larger = sizes
    }

    /// 1 for the largest type; nil for text size and below.
    func level(_ height: Double) -> Int? {
        guard height > 1.13 * body else { return nil }
        let rank = larger.firstIndex { height >= $0 * 0.94 } ?? larger.count
        return min(rank + 1, 6)
    }

    private static func rounded(_ value: Double) -> Int {
        Int((value * 2).rounded())
    }
}
