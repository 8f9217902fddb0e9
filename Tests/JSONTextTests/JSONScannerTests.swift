import Testing

@testable import JSONText

/// Feeds a text in pieces and returns what passes.
func scan(
    _ bytes: [UInt8], cutAt cuts: [Int] = [], requiring topLevel: JSONScanner.TopLevel = .anyValue
) throws(JSONError) -> [UInt8] {
    var scanner = JSONScanner(requiring: topLevel)
    var output: [UInt8] = []
    var start = 0
    for end in cuts + [bytes.count] {
        try Array(bytes[start..<end]).withUnsafeBufferPointer { piece throws(JSONError) in
            try scanner.feed(UnsafeRawBufferPointer(piece), into: &output)
        }
        start = end
    }
    try scanner.finish()
    return output
}

private let validTexts = [
    "{}", "[]", "null", "true", "false", "0", "-0", "12", "-1.5e+10", "1E5", "0.1", "1e-300", "\"\"", " \t\r\n{ } ",
    #"{"a":1,"b":[true,false,null,{"c":"d"}],"":""}"#, #""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, "\"é€😀\u{10FFFF}\"",
    "[1,2 , 3]", #"{"كلمة":"مرحبا بالعالم"}"#, "1.7976931348623157e308", "-1.7976931348623157E+308",
    "1.797693134862315807e308", "0e1000", "0.00e99999", "4.9e-324", "1e-5000", "123456789012345678901234567890",
    "[\"a plain run of more than eight bytes\",\"\u{7F}\"]", "17976931348623157" + String(repeating: "0", count: 292),
    "0." + String(repeating: "0", count: 400) + "1e700", "[[],{},[{}]]",
]

private let invalidTexts = [
    "", " ", "{", "[", "}", "]", "{]", "[}", "[1,]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "[1 2]",
    "1 2",
    "nul", "nulll", "True", "tru e", "+1", "01", "-",
    "-a", "1.", ".5", "1.e5", "1e", "1e+", "0x10", "NaN", "Infinity",
    "\"", "\"\\\"", #""\x""#, #""\u12"#, #""\u12G4""#, "\"\n\"", "\"\u{0}\"", "'a'", "\u{FEFF}{}", "{}{}", "[1]]",
    "// no\n1", "1e309", "-1e400", "1.7976931348623159e308", "17976931348623159" + String(repeating: "0", count: 292),
    "1" + String(repeating: "0", count: 309), "1e100001", "1e-20000", "0e-16384",
    "0." + String(repeating: "1", count: 16_384), "é",
]

/// Not texts of Swift: a literal would repair them.
private let invalidBytes: [[UInt8]] = [
    [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xC3, 0x28, 0x22], [0x22, 0xE0, 0x80, 0x80, 0x22],
    [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], [0x22, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xE2, 0x82],
    [0x7B, 0x00, 0x7D], [0x22, 0x1F, 0x22],
]

@Suite("JSONScanner")
struct JSONScannerTests {
    @Test("Texts that are JSON pass byte for byte", arguments: validTexts)
    func valid(text: String) throws {
        #expect(try scan(Array(text.utf8)) == Array(text.utf8))
    }

    @Test("Texts that are not JSON, and numbers that nobody can hold, are refused", arguments: invalidTexts)
    func invalid(text: String) {
        #expect(throws: JSONError.self) { try scan(Array(text.utf8)) }
    }

    @Test("Bytes that are not UTF-8 are refused", arguments: invalidBytes)
    func notUTF8(bytes: [UInt8]) {
        #expect(throws: JSONError.self) { try scan(bytes) }
    }

    @Test(
        "What jsonb cannot hold is dropped or replaced",
        arguments: [
            (#""a\u0000b""#, #""ab""#),
            (#"{"\u0000":"\u0000"}"#, #"{"":""}"#),
            (#""\ud800""#, #""\ufffd""#),
            (#""\uD800x""#, #""\ufffdx""#),
            (#""\udc00""#, #""\ufffd""#),
            (#""\ud800\ud800\udc00""#, #""\ufffd\ud800\udc00""#),
            (#""\ud800\u0000\udc00""#, #""\ufffd\ufffd""#),
            (#""\ud800\n""#, #""\ufffd\n""#),
            (#""\ud800\u0041""#, #""\ufffd\u0041""#),
            (#""\uDBFF\uDFFF""#, #""\uDBFF\uDFFF""#),
            (#""\ud800é""#, #""\ufffdé""#),
        ])
    func cleaned(text: String, clean: String) throws {
        #expect(try String(decoding: scan(Array(text.utf8)), as: UTF8.self) == clean)
    }

    @Test("A text gives the same result wherever it is cut")
    func everyCut() throws {
        let texts =
            validTexts.map { Array($0.utf8) } + invalidTexts.map { Array($0.utf8) } + invalidBytes
            + [Array(#"["\u0000é\ud83d\ude00\ud800",-1.5e-3,{"k\u0041":"😀"}]"#.utf8)]
            + [Array(#""\ud83d\u0000\ude00""#.utf8)]
        for text in texts where text.count < 200 {
            let whole = Result { () throws(JSONError) in try scan(text) }
            for cut in 0...text.count {
                let pieces = Result { () throws(JSONError) in try scan(text, cutAt: [cut]) }
                #expect(pieces == whole, "cut at \(cut) of \(text)")
            }
            let everywhere = Array(0...text.count)
            #expect(Result { () throws(JSONError) in try scan(text, cutAt: everywhere) } == whole)
        }
    }

    @Test("256 brackets may be open, 257 may not")
    func depth() throws {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let deep = { (depth: Int) in
                Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
            }
            #expect(try scan(deep(256)) == deep(256))
            #expect(throws: JSONError.self) { try scan(deep(257)) }
        }
    }

    @Test("An object can be demanded", arguments: ["[]", "1", "\"{}\"", " null"])
    func objectDemanded(text: String) throws {
        #expect(try scan(Array(" {\"a\":[]}".utf8), requiring: .object) == Array(" {\"a\":[]}".utf8))
        #expect(throws: JSONError.self) { try scan(Array(text.utf8), requiring: .object) }
    }

    @Test("An error says where and why, and stays")
    func errors() throws {
        #expect(throws: JSONError(offset: 5, reason: "'x' came where a value was expected")) {
            try scan(Array(#"{"a":x}"#.utf8), cutAt: [3])
        }
        #expect(throws: JSONError(offset: 4, reason: "the text ends where a colon was expected")) {
            try scan(Array(#"{"a""#.utf8))
        }
        var scanner = JSONScanner()
        var output: [UInt8] = []
        let first = #expect(throws: JSONError.self) {
            try [UInt8(ascii: "!")].withUnsafeBytes { try scanner.feed($0, into: &output) }
        }
        let second = #expect(throws: JSONError.self) {
            try [UInt8(ascii: "1")].withUnsafeBytes { try scanner.feed($0, into: &output) }
        }
        #expect(first == second)
        #expect(throws: try #require(first)) { try scanner.finish() }
    }

    @Test("A checked text and a quoted text are JSON")
    func checkedAndQuoted() throws {
        #expect(try JSONText(checking: #"{"a":"\u0000"}"#, requiring: .object).description == #"{"a":""}"#)
        #expect(throws: JSONError.self) { try JSONText(checking: "[", requiring: .anyValue) }
        var quoted: [UInt8] = []
        JSONText.appendQuoted("a\"\\\n\t\u{1}\u{1F}\u{0}é".utf8, to: &quoted)
        #expect(String(decoding: quoted, as: UTF8.self) == #""a\"\\\n\t\u0001\u001fé""#)
        #expect(try scan(quoted) == quoted)
    }
}
