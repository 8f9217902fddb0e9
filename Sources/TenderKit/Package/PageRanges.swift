/// Page numbers for people: runs of pages as ranges.
enum PageRanges {
    /// Beyond so many ranges the rest is counted.
    private static let limit = 50

    /// `3-17, 20`, each page once, in order; empty without any page.
    static func list(_ pages: some Sequence<Int>) -> String {
        let ranges = ranges(pages)
        let shown = ranges.prefix(limit).map { range in
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
        let rest = ranges.dropFirst(limit).reduce(0) { $0 + $1.count }
        return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
    }

    /// `page 3`, or `pages 3-17, 20`; nil without any page.
    static func named(_ pages: some Sequence<Int>) -> String? {
        let ranges = ranges(pages)
        guard let first = ranges.first else { return nil }
        return (ranges.count == 1 && first.count == 1 ? "page " : "pages ") + list(pages)
    }

    private static func ranges(_ pages: some Sequence<Int>) -> [ClosedRange<Int>] {
        var ranges: [ClosedRange<Int>] = []
        for page in Set(pages).sorted() {
            if let last = ranges.last, page == last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...page
            } else {
                ranges.append(page...page)
            }
        }
        return ranges
    }
}
