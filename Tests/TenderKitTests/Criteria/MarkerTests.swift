import Testing

@testable import TenderKit

@Suite("Numbering at the head of a line") struct MarkerTests {
    @Test(arguments: [
        ("5.01 Technical", "Technical"), ("Sec. 5.01 Technical", "Technical"), ("1) Team", "Team"),
        ("(a) Team", "Team"),
        ("iv. Price", "Price"), ("A.1 Similar projects", "Similar projects"), ("أ- الخبرة", "الخبرة"),
        ("١- الخبرة", "الخبرة"),
        ("• Price", "Price"), ("Factor 2 – Price", "Price"), ("Phase One: Interview", "Interview"),
        ("R3 Safety", "Safety"),
        ("المعيار الأول: الخبرة", "الخبرة"),
    ])
    func `goes`(line: String, rest: String) {
        let (marker, found) = Marker.split(line)
        #expect(marker != nil)
        #expect(found == rest)
    }

    @Test(arguments: [
        "Technical approach", "5 years of experience", "A clear method", "2024 accounts", "e.g. drawings", "Item list",
    ])
    func `is not seen in words`(line: String) {
        #expect(Marker.split(line).marker == nil)
    }

    @Test func `i follows h as a letter, not as a roman number`() throws {
        let items = "fghij".map { "\($0). item \($0)" }.joined(separator: "\n")
        let outline = try Outline(try CriteriaFixture.markdown(items))
        #expect(Set(outline.passages.map(\.level)).count == 1)
    }
}
