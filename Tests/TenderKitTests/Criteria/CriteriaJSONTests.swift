import ProcessorKit
import Testing

@testable import TenderKit

@Suite("Evaluation sheets in JSON") struct CriteriaJSONTests {
    private func lines(_ text: String) throws -> [String] {
        let source = CriteriaSource(file: "sheet.json", content: .json(Array(text.utf8)))
        return CriteriaFixture.lines(try CriteriaExtractor().criteria(fromSheets: [source]))
    }

    @Test(arguments: [
        #"{"Z":{"One":{"weight":60,"description":"d"}},"A":{"Two":{"weight":40}}}"#,
        #"{"Z":{"One":60},"A":{"Two":"40%"}}"#,
        #"{"result":{"Z":{"One":{"weight":"0.6"}},"A":{"Two":{"weight":"0.4"}}}}"#,
        #"[{"scope":"Z","criterion":"One","weight":60},{"scope":"A","criterion":"Two","weight":40}]"#,
        #"[{"Evaluation Scope":"Z","Breakdown":"One","Weight":"60%"},{"Evaluation Scope":"A","Breakdown":"Two","Weight":"40%"}]"#,
        #"{"scopes":[{"name":"Z","criteria":[{"name":"One","weight":60}]},{"name":"A","criteria":[{"name":"Two","weight":40}]}]}"#,
        #"{"Z":[{"name":"One","points":600}],"A":[{"name":"Two","points":400}]}"#,
    ])
    func `shapes that are understood`(text: String) throws {
        #expect(try lines(text) == ["Z / One = 60", "A / Two = 40"])
    }

    @Test func `a name that stands twice is kept twice`() throws {
        let source = CriteriaSource(file: "s.json", content: .json(Array(#"{"A":{"One":60,"One":40}}"#.utf8)))
        let artifact = CriteriaArtifact(try CriteriaExtractor().criteria(fromSheets: [source]).criteria)
        #expect(artifact.scopes[0].items.map(\.name) == ["One", "One (2)"])
    }

    @Test(arguments: [
        "", "{", "[1,2", #"{"a":01}"#, #"{"a":"\q"}"#, "nonsense", #"{"a":1}{"#, String(repeating: "[", count: 500),
    ])
    func `text that is not JSON is refused`(text: String) {
        let error = #expect(throws: ProcessorError.self) { try lines(text) }
        #expect(error?.code == "criteria.unreadable")
    }

    @Test(arguments: ["[]", "{}", "3", #"{"a":{"b":{"description":"no weight"}}}"#, #"["a","b"]"#])
    func `JSON without criteria is refused`(text: String) {
        let error = #expect(throws: ProcessorError.self) { try lines(text) }
        #expect(error?.code == "criteria.none_found")
    }

    @Test func `escapes and surrogate pairs`() throws {
        #expect(try OrderedJSON.parse(Array(#""a\u00e9\ud83d\ude00\ud800\n""#.utf8)) == .string("aé😀\u{FFFD}\n"))
    }

    @Test func `the only JSON file goes first`() throws {
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaSource(CriteriaFixture.csv("Criterion,Weight\nCsv,100", file: "a.csv")),
            CriteriaSource(file: "b.json", content: .json(Array(#"{"A":{"Json":100}}"#.utf8))),
        ])
        #expect(found.file == "b.json")
    }
}
