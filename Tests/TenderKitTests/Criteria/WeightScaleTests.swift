import Testing

@testable import TenderKit

@Suite struct WeightScaleTests {
    @Test(arguments: [
        ([20.0, 30, 50], [20.0, 30, 50]),
        ([25, 30, 30], [25, 30, 30]),
        ([0.2, 0.3, 0.5], [20, 30, 50]),
        ([0.15, 0.35, 0.45], [15, 35, 45]),
        ([2000, 3000, 5000], [20, 30, 50]),
        ([0.5, 30, 40], [50, 30, 40]),
        ([2000, 3000], [20, 30]),
        ([300, 300, 400], [30, 30, 40]),
        ([100, 50, 350, 500], [10, 5, 35, 50]),
    ])
    func `numbers are read on the scale that they share`(numbers: [Double], percents: [Double]) {
        #expect(WeightScale.percents(of: numbers) == percents)
    }

    @Test func `binary noise is rounded away`() {
        #expect(WeightScale.percents(of: [0.07, 0.14, 0.79]) == [7, 14, 79])
    }

    @Test func `a percent sign is believed`() {
        let weights = [StatedWeight(20, .percent), StatedWeight(1, .percent)]
        let scale = WeightScale(weights)
        #expect(weights.map(scale.percent) == [20, 1])
    }

    @Test func `percent and points side by side give the value of a point`() {
        let weights = [StatedWeight(10, .percent, points: 100), StatedWeight(400, .points)]
        let scale = WeightScale(weights)
        #expect(weights.map(scale.percent) == [10, 40])
    }

    @Test(arguments: [
        ("20", 20.0), ("20 %", 20), ("٢٠٪", 20), ("١٢٫٥", 12.5), ("12,5", 12.5), ("15 pts", 15), ("max 20", 20),
        ("0-20", 20),
        ("1,000", 1000), ("20/100", 20), ("10% (100 points)", 10), ("up to 30 marks", 30), ("Weight: 5", 5),
        ("٢٠ درجة", 20),
    ])
    func `a cell with a weight`(cell: String, value: Double) {
        #expect(StatedWeight(cell: cell)?.value == value)
    }

    @Test(arguments: ["", "n/a", "5 years", "$20", "-5", "Pass/Fail", "1.2.3", "3 projects of 10 million", "150%"])
    func `a cell without one`(cell: String) {
        #expect(StatedWeight(cell: cell) == nil)
    }
}
