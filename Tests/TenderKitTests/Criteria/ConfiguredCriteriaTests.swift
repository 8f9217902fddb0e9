import ProcessorKit
import TenderKit
import Testing

@Suite("Criteria of an analysis, from its payload")
struct ConfiguredCriteriaTests {
    private func read(_ criteria: String) throws -> ConfiguredCriteria {
        try #require(try ConfiguredCriteria.read(payload: Array(#"{"evaluation_criteria":\#(criteria)}"#.utf8)))
    }

    private func lines(_ criteria: String) throws -> [String] {
        try read(criteria).criteria.map { "\($0.scope) / \($0.name) = \($0.weight)" }
    }

    private func code(_ payload: String) -> String? {
        do {
            _ = try ConfiguredCriteria.read(payload: Array(payload.utf8))
            return nil
        } catch {
            return error.kind == .permanent ? error.code : "not permanent"
        }
    }

    @Test("Scopes and criteria keep the order of the text, names and descriptions their words")
    func order() throws {
        let found = try read(
            #"{"Z":{"Two b":{"weight":40,"description":" As is. "},"One":{"weight":"30"}},"A":{"Zero":{"weight":30}}}"#)
        #expect(
            found.criteria == [
                ConfiguredCriterion(scope: "Z", name: "Two b", weight: 40, description: "As is."),
                ConfiguredCriterion(scope: "Z", name: "One", weight: 30),
                ConfiguredCriterion(scope: "A", name: "Zero", weight: 30),
            ])
        #expect(found.scopes == ["Z", "A"])
        #expect(found.warnings.isEmpty)
    }

    @Test("Text that holds the object is read as the object, and metadata is looked at, too")
    func producers() throws {
        #expect(try lines(#""{\"S\":{\"A\":{\"weight\":100}}}""#) == ["S / A = 100.0"])
        let payload = #"{"package_id":"p","metadata":{"evaluation_criteria":{"S":{"A":100}}}}"#
        #expect(try ConfiguredCriteria.read(payload: Array(payload.utf8))?.criteria.map(\.name) == ["A"])
    }

    @Test(
        "A payload without criteria has none", arguments: ["{}", #"{"evaluation_criteria":null}"#, #"{"metadata":3}"#])
    func absent(payload: String) throws {
        #expect(try ConfiguredCriteria.read(payload: Array(payload.utf8)) == nil)
    }

    @Test("Criteria at any depth, bare weights, and none of a group at all")
    func nesting() throws {
        #expect(
            try lines(#"{"A":{"B":{"C":{"D":{"weight":50}}}},"E":"30%","F":{"G":20}}"#) == [
                "A / B / C / D = 50.0", "Evaluation criteria / E = 30.0", "F / G = 20.0",
            ])
    }

    @Test("Criteria named weight and description, and a group with a description of its own")
    func namesOfFields() throws {
        #expect(
            try lines(
                #"{"S":{"weight":{"weight":60},"description":{"weight":10}},"T":{"description":"t","A":{"weight":30}}}"#
            )
                == ["S / weight = 60.0", "S / description = 10.0", "T / A = 30.0"])
    }

    @Test(
        "Weights as people write them",
        arguments: [("15%", 15), (" 15,5 ", 15.5), ("١٥٫٥٪", 15.5), ("max. 20 points", 20), ("(7)", 7), ("-3", 0)])
    func weights(text: String, weight: Double) throws {
        #expect(try read(#"{"S":{"A":"\#(text)"}}"#).criteria.map(\.weight) == [weight])
    }

    @Test(
        "What has no weight is left out with a word",
        arguments: [
            #"{"weight":"n/a"}"#, #"{"description":"d"}"#, #""NaN""#, #""5 to 10""#, "true", "[1]", #"{"weight":null}"#,
        ])
    func noWeight(leaf: String) throws {
        let found = try read(#"{"S":{"Left":\#(leaf),"Kept":{"weight":100}}}"#)
        #expect(found.criteria.map(\.name) == ["Kept"])
        #expect(found.warnings.contains { $0.contains("Left") })
    }

    @Test("Of names that are one for the App the last counts, with a warning")
    func duplicates() throws {
        let found = try read(#"{"S":{"Quality":60,"Team":40},"T":{"QUALITY –":{"weight":60}}}"#)
        #expect(found.criteria.map(\.name) == ["Team", "QUALITY –"])
        #expect(found.warnings.count == 1)
        #expect(found.warnings[0].contains("Quality"))
    }

    @Test("Names in Arabic script are compared by their letters; numbers tell them apart for the App as well")
    func arabicNames() throws {
        let found = try read(#"{"S":{"الخبرة":30,"Team":30,"الخِبرة":40}}"#)
        #expect(found.criteria.map(\.name) == ["Team", "الخِبرة"])
        #expect(found.warnings.count == 2)
        let numbered = try read(#"{"S":{"الخبرة (1)":30,"الفريق (2)":30,"المنهجية (3)":40}}"#)
        #expect(numbered.criteria.count == 3 && numbered.warnings.isEmpty)
    }

    @Test("Weights that do not add up to 100, are negative or above are graded with a warning")
    func sums() throws {
        #expect(try read(#"{"S":{"A":50,"B":40}}"#).warnings.contains { $0.contains("90") })
        #expect(try read(#"{"S":{"A":-5,"B":100}}"#).warnings.contains { $0.contains("-5") })
        #expect(try read(#"{"S":{"A":101}}"#).warnings.count == 2)
        #expect(try read(#"{"S":{"A":33.3,"B":33.3,"C":33.4}}"#).warnings.isEmpty)
    }

    @Test(
        "Anything else is a permanent error with its code",
        arguments: [
            (#"{"evaluation_criteria":[]}"#, "criteria.wrong_type"),
            (#"{"evaluation_criteria":7}"#, "criteria.wrong_type"),
            (#"{"evaluation_criteria":"[1]"}"#, "criteria.wrong_type"),
            (#"{"evaluation_criteria":"{"}"#, "criteria.invalid_json"),
            (#"{"evaluation_criteria":""}"#, "criteria.invalid_json"),
            (#"{"evaluation_criteria":{}}"#, "criteria.none"),
            (#"{"evaluation_criteria":{"S":{"A":{}}}}"#, "criteria.none"),
            (#"{"evaluation_criteria":{"S":{" ":5}}}"#, "criteria.none"), ("[]", "payload.invalid"),
            ("{", "payload.invalid"),
            (#"{"evaluation_criteria":{"S":{"الخبرة":50,"السعر":50}}}"#, "criteria.same_name"),
        ])
    func errors(payload: String, wanted: String) {
        #expect(code(payload) == wanted)
    }

    @Test("Names and numbers of criteria have bounds")
    func bounds() {
        let many = (0...500).map { "\"c\($0)\":1" }.joined(separator: ",")
        #expect(code(#"{"evaluation_criteria":{"S":{\#(many)}}}"#) == "criteria.too_many")
        let long = String(repeating: "n", count: 1_001)
        #expect(code(#"{"evaluation_criteria":{"S":{"\#(long)":1}}}"#) == "criteria.name_too_long")
    }
}
