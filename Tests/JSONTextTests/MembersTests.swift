import JSONText
import Testing

@Suite struct MembersTests {
    private func values(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return JSONText(trusted: bytes).values(ofMember: "a").map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        arguments: [
            (#"{"a":"x"}"#, [#""x""#]), (#" { "b" : 1 , "a" : [1, {"a": 2}] } "#, [#"[1, {"a": 2}]"#]),
            (#"{"a":1,"a":null}"#, ["1", "null"]), (#"{"b":{"a":1},"c":["a",1]}"#, []), ("{}", []), ("[]", []),
            ("", []),
            (#"{"b":"\"a\":1","a":-1.5e3}"#, ["-1.5e3"]), (#"{"b":"\\","a":true}"#, ["true"]), (#"{"a":""}"#, [#""""#]),
            (#"{"aa":1,"":2,"A":3}"#, []), (#"{"a":{"x":"}"},"b":"{"}"#, [#"{"x":"}"}"#]),
        ])
    func `Finds the outermost members of a name`(text: String, expected: [String]) {
        #expect(values(text) == expected)
    }

    @Test func `Ends inside the bytes, whatever they are`() {
        let text = Array(#"{"a":[1,{"b":"\u0041\"},{}"}],"a" : "x\\" , "a":{}}"#.utf8)
        for end in text.indices {
            for replaced in [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "\\"), 0] {
                var cut = Array(text[...end])
                cut[end / 2] = replaced
                for span in JSONText(trusted: cut).values(ofMember: "a") {
                    #expect(span.lowerBound >= 0 && span.upperBound <= cut.count)
                }
            }
        }
    }
}
