import ProcessorKit
import Testing

@testable import TenderKit

@Suite("Evaluation sheets") struct SheetCriteriaTests {
    @Test func `title rows above the header, scope filled forward, total dropped`() throws {
        let found = try CriteriaFixture.sheet(
            """
            Technical Evaluation Sheet,,,
            Project: Tower B,,,
            ,,,
            Evaluation Scope,Evaluation Breakdown,Weight,Description
            Experience,Similar projects,30,Last 5 years
            ,Key staff,20,
            Approach,Programme,35,Realistic
            ,HSE plan,15,
            Total,,100,
            """)
        #expect(
            found == [
                "Experience / Similar projects = 30", "Experience / Key staff = 20", "Approach / Programme = 35",
                "Approach / HSE plan = 15",
            ])
    }

    @Test func `fractions become percent`() throws {
        let found = try CriteriaFixture.sheet(
            "Section,Criteria,Weighting\nA,One thing,0.15\nA,Another thing,0.35\nB,A third,0.5")
        #expect(found == ["A / One thing = 15", "A / Another thing = 35", "B / A third = 50"])
    }

    @Test func `points of a thousand become percent`() throws {
        let found = try CriteriaFixture.sheet(
            "Criterion,Points\nTechnical approach,250\nStaff,350\nCost,400\nTotal,1000")
        #expect(found == ["Technical approach = 25", "Staff = 35", "Cost = 40"])
    }

    @Test func `points of any stated total become percent`() throws {
        let found = try CriteriaFixture.sheet(
            "Criterion,Max points\nTechnical approach,120\nStaff,80\nCost,50\nTotal,250")
        #expect(found == ["Technical approach = 48", "Staff = 32", "Cost = 20"])
    }

    @Test func `weights with units, limits and a decimal comma`() throws {
        let found = try CriteriaFixture.sheet("Criterion;Weight\nOne;15 pts\nTwo;max 20\nThree;27,5\nFour;37,5 points")
        #expect(found == ["One = 15", "Two = 20", "Three = 27.5", "Four = 37.5"])
    }

    @Test func `weights that do not add up to 100 are left as they are`() throws {
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaFixture.csv("Scope,Criterion,Weight\nA,One,20%\nA,Two,25%\nB,Three,25%")
        ])
        #expect(CriteriaFixture.lines(found) == ["A / One = 20", "A / Two = 25", "B / Three = 25"])
        #expect(found.warnings == ["sheet.csv: the weights add up to 70, not 100."])
    }

    @Test func `rows without a weight are left out and named`() throws {
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaFixture.csv("Scope,Criterion,Weight\nA,One,60\nA,Two,n/a\nB,Three,40")
        ])
        #expect(CriteriaFixture.lines(found) == ["A / One = 60", "B / Three = 40"])
        #expect(found.warnings.contains { $0.contains("Two") })
    }

    @Test func `Arabic headers and digits`() throws {
        let found = try CriteriaFixture.sheet(
            "المحور,المعيار,الوزن النسبي,الوصف\nالفني,الخبرة,٣٠٪,خبرة سابقة\n,المنهجية,٣٠٪,\nالإداري,فريق العمل,٤٠٪,\nالمجموع,,١٠٠٪,"
        )
        #expect(found == ["الفني / الخبرة = 30", "الفني / المنهجية = 30", "الإداري / فريق العمل = 40"])
    }

    @Test func `no header at all`() throws {
        let found = try CriteriaFixture.sheet(
            "Experience of the firm,30\nProposed methodology,30\nQuality assurance plan,40")
        #expect(found == ["Experience of the firm = 30", "Proposed methodology = 30", "Quality assurance plan = 40"])
    }

    @Test func `group rows with their own number`() throws {
        let found = try CriteriaFixture.sheet(
            "No,Criteria,Score\n1,Technical,60\n1.1,Method,35\n1.2,Equipment,25\n2,Management,40\n2.1,Organisation,15\n2.2,Quality,25"
        )
        #expect(
            found == [
                "Technical / Method = 35", "Technical / Equipment = 25", "Management / Organisation = 15",
                "Management / Quality = 25",
            ])
    }

    @Test func `group rows without numbering`() throws {
        let found = try CriteriaFixture.sheet(
            "Criteria,Weight\nTechnical,60\nMethod,35\nEquipment,25\nManagement,40\nOrganisation,15\nQuality,25")
        #expect(
            found == [
                "Technical / Method = 35", "Technical / Equipment = 25", "Management / Organisation = 15",
                "Management / Quality = 25",
            ])
    }

    @Test func `group weight in a column of its own, items relative to the group`() throws {
        let found = try CriteriaFixture.sheet(
            "Category,Category weight,Criterion,Weight\nTechnical,70%,Method,60%\n,,Equipment,40%\nManagement,30%,Organisation,50%\n,,Quality,50%"
        )
        #expect(
            found == [
                "Technical / Method = 42", "Technical / Equipment = 28", "Management / Organisation = 15",
                "Management / Quality = 15",
            ])
    }

    @Test func `columns to be filled in by evaluators are not weights`() throws {
        let found = try CriteriaFixture.sheet(
            "Sr.,Evaluation Criteria,Max Score,Score Obtained,Remarks\n1,Track record,40,,\n2,Financial standing,20,,\n3,Design,40,,\n,Total,100,,"
        )
        #expect(found == ["Track record = 40", "Financial standing = 20", "Design = 40"])
    }

    @Test func `one criterion alone`() throws {
        #expect(try CriteriaFixture.sheet("Criterion,Weight\nQuality,100%") == ["Quality = 100"])
    }

    @Test func `sixty criteria`() throws {
        let rows = (1...60).map {
            "Scope \($0 / 10),Requirement \(Character(Unicode.Scalar(UInt8(64 + $0 % 26 + 1)))) of kind \($0),2"
        }
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaFixture.csv("Scope,Criterion,Weight\n" + rows.joined(separator: "\n"))
        ])
        #expect(found.criteria.count == 60)
    }

    @Test func `files in order of name; the first that gives criteria wins`() throws {
        let found = try CriteriaExtractor().criteria(fromSheets: [
            CriteriaSource(CriteriaFixture.csv("Criterion,Weight\nLater,100", file: "b.csv")),
            CriteriaSource(file: "a.pdf", content: .unreadable("damaged")),
            CriteriaSource(CriteriaFixture.csv("Criterion,Weight\nEarlier,60\nOther,40", file: "a2.csv")),
        ])
        #expect(CriteriaFixture.lines(found) == ["Earlier = 60", "Other = 40"])
        #expect(found.file == "a2.csv")
        #expect(found.warnings == ["a.pdf: damaged."])
    }

    @Test func `a sheet without criteria is refused with what was found`() throws {
        let error = #expect(throws: ProcessorError.self) {
            try CriteriaExtractor().criteria(fromSheets: [
                CriteriaSource(CriteriaFixture.csv("Name,Phone\nAli,12345\nSara,67890", file: "contacts.csv"))
            ])
        }
        #expect(error?.code == "criteria.none_found")
        #expect(error?.message.contains("contacts.csv") == true)
    }
}
