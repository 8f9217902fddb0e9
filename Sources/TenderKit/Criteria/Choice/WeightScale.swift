/// Reads the scale that weights are stated on and gives them in percent points.
///
/// The rule is the product's (all numbers together: a sum near 100 is percent, near 1 fractions, near 10 000 hundredths
/// of a percent, otherwise each number by itself), with two additions for sets that it has no reading for: points of
/// a total that the document states, and sets in which the rule leaves a number above 100. Nothing is stretched to 100.
public struct WeightScale: Sendable, Equatable {
    enum Reading: Equatable, Sendable {
        /// Every number times this.
        case factor(Double)
        /// Each number by itself.
        case each
    }

    let reading: Reading
    /// How many points are one percent, where percent and points are stated side by side or the total is known.
    let pointsPerPercent: Double?

    /// - Parameters:
    ///   - weights: all weights of one set.
    ///   - statedTotal: what the document says they come to.
    init(_ weights: [StatedWeight], statedTotal: Double? = nil) {
        let both = weights.first { $0.points != nil && $0.value > 0 }
        let ratio = both.flatMap { weight in weight.points.map { $0 / weight.value } }
        pointsPerPercent = ratio
        let counted = weights.filter { ratio == nil || $0.unit != .points }
        let sum = counted.map(\.value).reduce(0, +)
        let percents = counted.filter { $0.unit == .percent }
        let others = counted.filter { $0.unit != .percent }
        if others.isEmpty || percents.count > 0 && (80...120).contains(sum) {
            reading = .factor(1)
        } else if let total = statedTotal, total > 120, Self.near(sum, total) || sum < total && Self.isWhole(total) {
            reading = .factor(100 / total)
        } else if let total = statedTotal, Self.near(total, 10), Self.near(sum, total) {
            // Factors that come to ten: `x 2.5`, and a one among them is no whole.
            reading = .factor(10)
        } else {
            switch sum {
            case 80...120: reading = .factor(1)
            case 0.8...1.2: reading = .factor(100)
            case 8_000...12_000: reading = .factor(0.01)
            default:
                let arePoints = others.allSatisfy { $0.unit == .points }
                let areHundredths = sum > 1_200 && others.allSatisfy { Self.isHundredths($0.value) }
                let hasTooLarge = others.contains { $0.value > 100 } && !areHundredths
                let isShareOfSum = sum > 120 && (arePoints || hasTooLarge) || Self.near(sum, 1_000)
                reading = isShareOfSum ? .factor(100 / sum) : .each
            }
        }
    }

    /// A weight in percent points, rounded to six decimals.
    func percent(_ weight: StatedWeight) -> Double {
        if weight.unit == .percent { return Self.rounded(weight.value) }
        if weight.unit == .points, let pointsPerPercent { return Self.rounded(weight.value / pointsPerPercent) }
        switch reading {
        case .factor(let factor): return Self.rounded(weight.value * factor)
        case .each: return Self.rounded(Self.alone(weight.value))
        }
    }

    /// What a log should say of weights that were taken for points of their sum, which is no usual whole.
    func warning(_ weights: [StatedWeight]) -> String? {
        let sum = weights.map(\.value).reduce(0, +)
        guard case .factor(let factor) = reading, Self.near(sum * factor, 100), !Self.isWhole(sum), factor != 1 else {
            return nil
        }
        return "the weights come to \(PlainNumber.short(sum)) and are given in percent of that"
    }

    /// The percent points of numbers without units, as the product reads them.
    public static func percents(of numbers: [Double]) -> [Double] {
        let weights = numbers.map { StatedWeight($0) }
        let scale = WeightScale(weights)
        return weights.map(scale.percent)
    }

    /// A number alone: at most 1 is a fraction; hundreds up to 10 000 are hundredths of a percent.
    private static func alone(_ value: Double) -> Double {
        if value <= 1 { return value * 100 }
        return isHundredths(value) ? value / 100 : value
    }

    private static func isHundredths(_ value: Double) -> Bool {
        value > 100 && value <= 10_000 && value.truncatingRemainder(dividingBy: 100) == 0
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 1_000_000).rounded() / 1_000_000
    }

    /// Whether numbers are one but for rounding in the document.
    static func near(_ a: Double, _ b: Double) -> Bool {
        abs(a - b) <= max(0.006 * max(abs(a), abs(b)), 0.000_1)
    }

    /// Whether a sum is the whole of a scale: 100, 1 000, 10 000 or 1.
    static func isWhole(_ sum: Double) -> Bool {
        near(sum, 100) || near(sum, 1_000) || near(sum, 1) || near(sum, 10_000)
    }
}
