import TestRandom
import Testing

@testable import TenderKit

@Suite("Weights in half steps")
struct HalfStepsTests {
    @Test("Any positive weights come to exactly 100 in steps of 0.5, none below 1, in their order of size")
    func anyWeights() {
        for seed in UInt64(1)...400 {
            var random = SeededGenerator(seed: seed)
            let count = Int.random(in: 1...60, using: &random)
            let weights = (0..<count).map { _ in
                // From a millionth to a million, and often equal.
                let exponent = Double(Int.random(in: -6...6, using: &random))
                return Double(Int.random(in: 1...9, using: &random)) * Self.power(10, exponent)
            }
            check(HalfSteps.hundred(weights), of: weights, "seed \(seed)")
        }
    }

    @Test("A hundred weights leave 1 for each", arguments: [[1.0], [1e300, 1e-300], [0.1, 0.2, 0.7]])
    func extremes(_ pattern: [Double]) {
        let weights = (0..<100).map { pattern[$0 % pattern.count] }
        #expect(HalfSteps.hundred(weights) == Array(repeating: 1, count: 100))
        check(HalfSteps.hundred(pattern), of: pattern, "\(pattern)")
    }

    @Test("What rounding leaves over goes to the largest remainders, of equals to the first")
    func remainders() {
        #expect(HalfSteps.hundred([1, 1, 1]) == [33.5, 33.5, 33])
        #expect(HalfSteps.hundred([25, 20, 15, 15, 10, 8, 7]) == [25, 20, 15, 15, 10, 8, 7])
        #expect(HalfSteps.hundred([1000, 1, 1]) == [98, 1, 1])
        #expect(HalfSteps.hundred([]).isEmpty)
    }

    private func check(_ result: [Double], of weights: [Double], _ comment: Comment) {
        #expect(result.reduce(0, +) == 100, comment)
        #expect(result.count == weights.count, comment)
        #expect(result.allSatisfy { $0 >= 1 && ($0 * 2).rounded() == $0 * 2 }, comment)
        for (one, other) in zip(weights.indices, weights.indices.dropFirst()) {
            if weights[one] > weights[other] { #expect(result[one] >= result[other], comment) }
            if weights[one] < weights[other] { #expect(result[one] <= result[other], comment) }
            if weights[one] == weights[other] { #expect(result[one] >= result[other], comment) }
        }
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        var value = 1.0
        for _ in 0..<Int(exponent.magnitude) { value *= exponent < 0 ? 1 / base : base }
        return value
    }
}
