import Testing

@testable import ProcessorLoader

@Suite("UTF8Checker")
struct UTF8CheckerTests {
    @Test("Text passes wherever it is cut", arguments: 1...9)
    func cuts(size: Int) {
        let text = Array("aé€😀ا\u{0}z".utf8)
        var checker = UTF8Checker()
        for start in stride(from: 0, to: text.count, by: size) {
            #expect(feed(&checker, Array(text[start..<min(start + size, text.count)])))
        }
        #expect(checker.isWhole)
    }

    @Test(
        "What is not UTF-8 is found, at once or at the end",
        arguments: [[0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82, 0x41]])
    func malformed(bytes: [UInt8]) {
        for size in 1...4 {
            var checker = UTF8Checker()
            var isGood = true
            for start in stride(from: 0, to: bytes.count, by: size) where isGood {
                isGood = feed(&checker, Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(!isGood || !checker.isWhole, "cut every \(size)")
        }
    }

    @Test("The same as Swift says of random bytes")
    func random() {
        var random = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = [0x41, 0x80, 0xBF, 0xC3, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0xFF, 0xED, 0xA0]
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                alphabet.randomElement(using: &random)!
            }
            let cut = Int.random(in: 0...bytes.count, using: &random)
            var checker = UTF8Checker()
            let isGood = feed(&checker, Array(bytes[..<cut])) && feed(&checker, Array(bytes[cut...])) && checker.isWhole
            #expect(isGood == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes) cut at \(cut)")
        }
    }

    private func feed(_ checker: inout UTF8Checker, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { checker.feed($0) }
    }
}
