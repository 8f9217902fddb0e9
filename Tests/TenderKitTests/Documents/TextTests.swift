import Foundation
import Testing

@testable import TenderKit

@Suite struct TextHygieneTests {
    @Test(arguments: [
        ("  two\n words\t", "two words"),
        ("a\u{200F}b\u{202E}c\u{2069}", "abc"),
        ("co\u{AD}operate", "cooperate"),
        ("bell\u{07}", "bell"),
        ("e\u{301}", "\u{E9}"),
        ("of\u{FB01}ce", "office"),
        ("\u{FEB3}\u{FEE0}\u{FE8E}\u{FEE1}", "سلام"),
        ("\u{FEFB}", "لا"),
        ("25 m² and ½", "25 m² and ½"),
        ("\u{F0B7} item", "• item"),
        ("Name: __________", "Name: ____"),
        ("Scope .......... 3", "Scope .... 3"),
    ])
    func `cleans`(raw: String, clean: String) {
        #expect(TextHygiene.clean(raw).unicodeScalars.elementsEqual(clean.unicodeScalars))
        #expect(TextHygiene.clean(clean) == clean)
    }

    @Test(arguments: [
        ("األعمال", "الأعمال"), ("باإلضافة", "بالإضافة"), ("االستثمار", "الاستثمار"), ("الأعمال", "الأعمال"),
        ("خلال", "خلال"),
    ])
    func `puts lam before alef again`(raw: String, repaired: String) {
        #expect(TextHygiene.clean(raw) == repaired)
    }

    @Test func `reads digits of other scripts`() {
        #expect(Digits.western("٣٠٫٥٪ من ۱۲۳") == "30.5% من 123")
        #expect(Digits.western("30.5%") == "30.5%")
    }
}

@Suite struct TextDecodingTests {
    @Test func `tells encodings apart`() throws {
        let arabic = "المعيار والوزن"
        let windows1256: [UInt8] = [0xC7, 0xE1, 0xE3, 0xDA, 0xED, 0xC7, 0xD1, 0x20, 0xE6, 0xC7, 0xE1, 0xE6, 0xD2, 0xE4]
        let western: [UInt8] = Array("Qualit".utf8) + [0xE4] + Array("t gen".utf8) + [0xFC] + Array("gt".utf8)
        let utf16 = arabic.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let bigEndian = "plain text".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try TextDecoding.decode(Data(windows1256)) == arabic)
        #expect(try TextDecoding.decode(Data(western)) == "Qualität genügt")
        #expect(try TextDecoding.decode(Data([0xFF, 0xFE] + utf16)) == arabic)
        #expect(try TextDecoding.decode(Data(bigEndian)) == "plain text")
        #expect(try TextDecoding.decode(Data([0xEF, 0xBB, 0xBF] + Array(arabic.utf8))) == arabic)
    }

    @Test func `refuses binary content`() {
        #expect(throws: ReadFailure.self) { try TextDecoding.decode(Data((0...255).map { UInt8($0) })) }
    }
}

@Suite struct LineShapeTests {
    @Test(arguments: [
        ("• item", "•", LineMarker.Style.bullet), ("- item", "-", .bullet), ("o Item", "o", .bullet),
        ("1. item", "1.", .number), ("(12) item", "(12)", .number), ("١- بند", "١-", .number),
        ("a) item", "a)", .letter), ("(B) item", "(B)", .letter), ("أ. بند", "أ.", .letter),
        ("iv. item", "iv.", .roman),
        ("5.01 Title", "5.01", .outline(depth: 2)), ("1.2.3. Title", "1.2.3.", .outline(depth: 3)),
    ])
    func `splits markers off`(line: String, marker: String, style: LineMarker.Style) throws {
        let split = try #require(LineMarker.split(line))
        #expect(split.marker == LineMarker(text: marker, style: style))
        #expect(!split.rest.isEmpty)
    }

    @Test(arguments: ["A word", "2024 was", "e.g. this", "-5 degrees", "1.", "No. 5", "10% of it"])
    func `leaves text without a marker alone`(line: String) {
        #expect(LineMarker.split(line) == nil)
    }

    @Test(arguments: [
        ("1.2 Scope of work", 2), ("5.01 Technical Approach – 10% (100 points)", 2), ("4.0 SCOPE", 1),
        ("SECTION 3 – EVALUATION", 1), ("Annex B", 1), ("EVALUATION CRITERIA", 1), ("القسم 3 التقييم", 1),
        ("المادة ٥", 2),
    ])
    func `knows headings by their shape`(line: String, level: Int) {
        #expect(HeadingShape.level(of: line) == level)
    }

    @Test(arguments: [
        "1.3 The bidder shall submit one copy.", "The SCOPE", "Section 5 of the contract applies",
        "1.0 Scope ........ 3",
        "3.5 million people live there", "part of the work", "USA",
    ])
    func `does not take sentences for headings`(line: String) {
        #expect(HeadingShape.level(of: line) == nil)
    }
}
