import Foundation
import Testing

@testable import TenderKit

@Suite struct CriteriaArtifactTests {
    private let place = SourcePlace(file: "tech_rfp/rfp/rfp.pdf", page: 12)

    private func criterion(_ name: String, _ weight: Double?, scope: String = "", description: String? = nil)
        -> Criterion
    {
        Criterion(scope: scope, name: name, weight: weight, description: description, source: place)
    }

    @Test func `scopes and criteria keep their order, numbers are plain`() {
        let artifact = CriteriaArtifact([
            criterion("Zeta", 12.5, scope: "Quality"), criterion("Alpha", 40, scope: "Price"),
            criterion("Beta", 47.5, scope: "Quality"),
        ])
        let text = String(decoding: artifact.json(), as: UTF8.self)
        #expect(
            text == """
                {"Quality":{
                  "Zeta":{"weight":12.5},
                  "Beta":{"weight":47.5}},
                 "Price":{
                  "Alpha":{"weight":40}}}
                """)
    }

    @Test func `names that the App takes for one are numbered`() {
        let artifact = CriteriaArtifact([
            criterion("Quality", 20), criterion("QUALITY!", 20, scope: "B"), criterion("الخبرة", 30),
            criterion("المنهجية", 30),
        ])
        let names = artifact.scopes.flatMap { $0.items.map(\.name) }
        #expect(names == ["Quality", "الخبرة (3)", "المنهجية (4)", "QUALITY! (2)"])
        #expect(Set(names.map(AppKey.of)).count == 4)
        #expect(!names.map(AppKey.of).contains(""))
    }

    @Test func `a missing weight is 0 and said to be missing`() {
        let artifact = CriteriaArtifact([criterion("Price", nil), criterion("الخبرة", nil)])
        #expect(artifact.scopes[0].items[0].weight == 0)
        #expect(artifact.scopes[0].items[0].description == "The document states no weight.")
        #expect(artifact.scopes[0].items[1].description == "لا يذكر المستند وزنًا لهذا المعيار.")
    }

    @Test func `the place is cited where asked for`() {
        let artifact = CriteriaArtifact([criterion("Price", 10, description: "Lowest wins.")], citesSource: true)
        #expect(artifact.scopes[0].items[0].description == "Lowest wins. (rfp.pdf, p. 12)")
    }

    @Test func `a cited name cannot turn the text around`() {
        var named = criterion("Price", 10, description: ". Lowest wins.")
        named.source.file = "tech_rfp/rfp/a\n\u{202E}fdp.pdf"
        let artifact = CriteriaArtifact([named], citesSource: true)
        #expect(artifact.scopes[0].items[0].description == "Lowest wins. (afdp.pdf, p. 12)")
    }

    @Test func `empty names are left out`() {
        #expect(CriteriaArtifact([criterion(" – ", 10), criterion("", 10)]).scopes.isEmpty)
    }

    @Test func `awkward text stays valid JSON`() throws {
        let artifact = CriteriaArtifact([criterion("A \"b\" \\ c\u{0}\u{1}", 1, description: "line\nnext\ttab 😀")])
        let decoded = try JSONDecoder().decode([String: [String: Entry]].self, from: Data(artifact.json()))
        #expect(decoded["Evaluation criteria"]?["A \"b\" \\ c "]?.description == "line\nnext\ttab 😀")
    }

    private struct Entry: Decodable {
        var weight: Double
        var description: String?
    }
}
