import Testing

@testable import TenderKit

@Suite("Weights in running text") struct WeightMentionTests {
    @Test(arguments: [
        ("5.01 Technical approach (10%)", 10.0), ("Staffing—10 Percent", 10), ("Team – 20 per cent", 20),
        ("Price [30 points]", 30),
        ("Method (max. 25 pts)", 25), ("Weight: 40", 40), ("الخبرة (٢٠ درجة)", 20), ("بنسبة ٣٠ في المائة", 30),
        ("0–5 points", 5),
        ("thirty (30) points", 30),
    ])
    func `is found`(text: String, value: Double) {
        #expect(WeightMention.find(in: text).map(\.weight.value) == [value])
    }

    @Test(arguments: ["within 30 days", "$40,000", "SAR 50 million", "ISO 9001", "Section 5", "2 copies"])
    func `is not found`(text: String) {
        #expect(WeightMention.find(in: text).isEmpty)
    }

    @Test func `percent and points of one weight are one mention`() {
        let found = WeightMention.find(in: "Approach – 10% (100 points)")
        #expect(found.map(\.weight) == [StatedWeight(10, .percent, points: 100)])
    }
}
