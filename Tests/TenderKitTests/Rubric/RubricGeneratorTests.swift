import Testing

@testable import TenderKit

@Suite("Rubrics")
struct RubricGeneratorTests {
    @Test("A subcontract package is told by its cues and asks for interfaces, drawings, hold points and logistics")
    func subcontract() throws {
        let rubric = try RequestText.rubric(RequestText.subcontract)
        #expect(rubric.contractClass == .subcontract)
        for name in [
            "Compliance with the specification", "Materials and shop drawings", "Interfaces and coordination",
            "Quality plan, inspection and hold points", "Fabrication and installation schedule",
            "Logistics, plant and materials supply", "Health, safety and environment",
        ] {
            #expect(rubric.names.contains(name), "\(rubric.names)")
        }
        #expect(rubric.reasons.first == "contract class: subcontract package")
    }

    @Test("Terms of reference ask for approach, key personnel and deliverables")
    func terms() throws {
        let rubric = try RequestText.rubric(RequestText.terms)
        #expect(rubric.contractClass == .service)
        let names = ["Understanding and technical approach", "Key personnel", "Work plan and deliverables"]
        #expect(names.allSatisfy(rubric.names.contains), "\(rubric.names)")
        #expect(rubric.names.contains("Stakeholders and communication"))
    }

    @Test("Works, goods and software are classes of their own")
    func classes() throws {
        let works = try RequestText.rubric(
            "# Construction of a school\n\nThe works comprise foundations and drainage.\n")
        #expect(works.contractClass == .construction)
        let goods = try RequestText.rubric(
            "# Supply and delivery of 40 monitors\n\nSpare parts are kept for 10 years.\n")
        #expect(goods.contractClass == .supply)
        let software = try RequestText.rubric("# Web application\n\nThe API reads the database; source code is open.\n")
        #expect(software.contractClass == .technology)
    }

    @Test("Descriptions quote the RFP with its place")
    func quotes() throws {
        let rubric = try RequestText.rubric(RequestText.subcontract)
        let text = try #require(rubric.criterion("Materials and shop drawings")?.description)
        #expect(
            text.contains("“Shop drawings shall be submitted 12 weeks before fabrication, in the BIM model at LOD 400”")
        )
        #expect(text.contains("part0.md, section “3 Shop drawings”"))
    }

    @Test(
        "A topic that the RFP never mentions is left out, unless every contract of the class needs it: then it says so")
    func silence() throws {
        let rubric = try RequestText.rubric(RequestText.subcontract)
        #expect(!rubric.names.contains("Information security and privacy"))
        #expect(!rubric.names.contains("Transition, training and knowledge transfer"))
        let text = try #require(rubric.criterion("Similar projects and experience")?.description)
        #expect(text.contains("states nothing specific"))
    }

    @Test("The more an RFP asks for a topic, the more it weighs")
    func emphasis() throws {
        let safety = (1...12).map { "The Subcontractor shall hold safety briefing number \($0); it is mandatory.\n" }
        let plain = try RequestText.rubric(RequestText.subcontract)
        let stressed = try RequestText.rubric(
            RequestText.subcontract + "\n\n## 11 Safety rules\n\n" + safety.joined(separator: "\n"))
        let name = "Health, safety and environment"
        #expect(stressed.weight(name) > plain.weight(name) + 2)
    }

    @Test("A heading of its own with many demands becomes a criterion")
    func ownHeading() throws {
        let text = """


            ## 11 Clean rooms
            Clean rooms shall reach ISO class 7 at rest.
            Particle counts shall be taken at 14 points in each room.
            Air showers shall be interlocked with both doors.
            """
        let rubric = try RequestText.rubric(RequestText.subcontract + text)
        let description = try #require(rubric.criterion("Clean rooms")?.description)
        #expect(description.contains("14 points"))
    }

    @Test("Two orders of the same documents give the same bytes")
    func order() throws {
        let one = try RequestText.document(RequestText.subcontract, file: "a.md")
        let other = try RequestText.document(RequestText.terms, file: "b.md")
        let generator = RubricGenerator()
        let forward = try generator.rubric(for: [one, other])
        #expect(try generator.rubric(for: [other, one]) == forward)
        #expect(try generator.rubric(for: [one, other]).artifact.json() == forward.artifact.json())
    }

    @Test("Documents without text are a permanent error")
    func noText() throws {
        #expect(throws: (any Error).self) { try RubricGenerator().rubric(for: [Document(file: "a.pdf", blocks: [])]) }
    }
}
