/// Weights as the App takes them: steps of 0.5 that come to exactly 100.
enum HalfSteps {
    /// How many weights there can be at most: each takes two of two hundred steps.
    static let countLimit = 100

    /// Weights in proportion to those given: multiples of 0.5, none below 1, adding up to exactly 100, in the same order
    /// of size. What rounding leaves over goes to the largest remainders, of equals to the first.
    /// - Parameter weights: at most ``countLimit``, all positive.
    static func hundred(_ weights: [Double]) -> [Double] {
        precondition(weights.count <= countLimit && weights.allSatisfy { $0 > 0 && $0.isFinite })
        guard let largest = weights.max() else { return [] }
        let minimum = 2
        let shares = weights.map { $0 / largest }
        var steps = Array(repeating: minimum, count: weights.count)
        // Those that come out below the minimum get it; the others share the rest, which may push more below.
        var open = Array(weights.indices)
        var exact: [Double] = []
        while true {
            let total = open.reduce(0) { $0 + shares[$1] }
            let rest = Double(200 - minimum * (weights.count - open.count))
            exact = open.map { shares[$0] / total * rest }
            let kept = zip(open, exact).filter { $1 >= Double(minimum) }.map(\.0)
            if kept.count == open.count { break }
            open = kept
        }
        for (index, value) in zip(open, exact) { steps[index] = Int(value.rounded(.down)) }
        let left = 200 - steps.reduce(0, +)
        let remainders = zip(open, exact).map { (index: $0, remainder: $1 - $1.rounded(.down)) }
        let order = remainders.sorted { ($0.remainder, $1.index) > ($1.remainder, $0.index) }
        for item in order.prefix(left) { steps[item.index] += 1 }
        return steps.map { Double($0) / 2 }
    }
}
