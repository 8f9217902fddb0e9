/// What the cells of a column have in common.
struct ColumnStatistics {
    private(set) var filled = 0
    /// Cells that hold a weight and nothing else.
    private(set) var weights = 0
    /// Cells that hold a weight with its unit.
    private(set) var units = 0
    /// Cells with words that are no weight.
    private(set) var texts = 0
    private(set) var lettered = 0
    private(set) var numbered = 0
    /// Most of the texts are in Arabic script.
    private(set) var isArabic = false
    private(set) var distinct = 0
    private(set) var averageLength = 0.0
    /// The weights come to the whole of a scale, with or without a total row.
    private(set) var isWhole = false

    init(_ cells: [String]) {
        var values: [Double] = []
        var length = 0
        var arabic = 0
        for cell in cells where !cell.isEmpty {
            filled += 1
            length += cell.count
            if cell.hasLetter { lettered += 1 }
            if FoldedText.isArabic(cell) { arabic += 1 }
            if let weight = StatedWeight(cell: cell) {
                weights += 1
                values.append(weight.value)
                if weight.unit != .none { units += 1 }
            } else if cell.filter(\.isLetter).count >= 2 {
                texts += 1
            }
            if Marker.isAlone(cell) { numbered += 1 }
        }
        isArabic = arabic * 2 > lettered
        distinct = Set(cells.filter { !$0.isEmpty }).count
        averageLength = filled > 0 ? Double(length) / Double(filled) : 0
        let sum = values.reduce(0, +)
        isWhole =
            WeightScale.isWhole(sum) || values.last.map { WeightScale.isWhole(sum - $0) && sum == 2 * $0 } ?? false
        let rises = zip(values, values.dropFirst()).allSatisfy { $0 < $1 }
        counts = rises && values.first.map { (1..<2).contains($0) } ?? false
    }

    /// The numbers begin with 1 and rise, as numbering does and weights hardly ever do.
    private let counts: Bool

    /// `1, 2, 3`, `1.1, 1.2`, `a), b)`.
    var isNumbering: Bool {
        filled > 0 && numbered * 10 >= filled * 8 && units == 0 && !isWhole && (counts || weights * 2 < filled)
    }

    /// How good a weight column it is.
    var rank: Double {
        Double(weights) + (isWhole ? Double(filled) : 0) + Double(units) * 0.5
    }

    /// Whether this column says the same in several rows where the other does not.
    func repeats(of other: ColumnStatistics) -> Bool {
        distinct * 10 <= other.distinct * 8
    }
}
