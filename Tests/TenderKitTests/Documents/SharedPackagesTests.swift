import Foundation
import SystemPackage
import Testing

@testable import TenderKit

/// Real tenders, where they are present.
@Suite(.enabled(if: Fixture.sharedPackages != nil)) struct SharedPackagesTests {
    private func read(_ path: String) async throws -> Document {
        let root = try #require(Fixture.sharedPackages)
        return try await DocumentReader().read(FilePath(root.appending(path: path).path), as: path)
    }

    @Test func `reads every document of every package`() async throws {
        let root = try #require(Fixture.sharedPackages)
        var count = 0
        for package in try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() {
            let folder = PackageFolder(FilePath(root.appending(path: package).path))
            for file in try folder.list("tech_rfp").files where DocumentReader.extensions.contains(file.fileExtension) {
                let document = try await DocumentReader().read(file.path, as: file.name)
                #expect(!document.blocks.isEmpty, "\(file.name)")
                for block in document.blocks { #expect(TextHygiene.clean(block.text) == block.text || block.isRow) }
                count += 1
            }
        }
        #expect(count > 30)
    }

    @Test func `finds the weights in the headings of a form`() async throws {
        let document = try await read(
            "us-ak-aries-support/tech_rfp/evaluation/Attachment 03 Proposal Evaluation Form.pdf")
        let headings = document.outline.filter { $0.hasPrefix("H") && $0.contains("%") }
        #expect(
            headings == [
                "H2 5.01 Technical Understanding and Approach – 10% (100 points)",
                "H2 5.02 Project Management Approach – 5% (50 points)",
                "H2 5.03 Approach to User Interface and User Experience Design– 5% (50 points)",
                "H2 5.04 Staffing Approach – 10% (100 points)",
                "H2 5.05 Similar Experience and Qualifications – 10% (100 points)",
                "H2 5.06 Verbal Presentation – 20% (200 points)",
            ])
    }

    @Test func `reads the criteria of an HTML table in Markdown`() async throws {
        let document = try await read("k8s-audit-2025/tech_rfp/rfp/rfp.md")
        let rows = document.rows.filter { $0.table == 0 }
        #expect(rows.first?.cells == ["Criteria", "Description", "Weight"])
        #expect(
            rows.map { $0.cells[0] }.dropLast() == [
                "Criteria", "Openness", "Scope", "Expertise", "Cost", "Past Performance", "Documentation Quality",
            ])
    }

    @Test func `reads a vendor's workbook`() async throws {
        let document = try await read("us-gsa-ads1/tech_rfp/tender/TechFlow/AttachmentE_ApproachCriteriaEvidence.xlsx")
        #expect(document.pageCount == 3)
        #expect(
            document.rows.filter { $0.row == 0 }.map { $0.cells.map { $0.lowercased() } }
                == Array(repeating: ["#", "criteria", "evidence"], count: 3))
    }

    @Test func `reads lettered criteria on their pages`() async throws {
        let document = try await read("us-gsa-ads1/tech_rfp/rfp/rfp.pdf")
        let items = document.blocks.filter {
            $0.page.map { $0 >= 18 } == true && $0.text.hasPrefix("assigned one leader")
        }
        #expect(items.count == 1)
        #expect(items.first?.section.first == "24.0 EVALUATION AND BASIS FOR AWARD")
        #expect(document.pageCount == 19)
    }
}

extension Block {
    fileprivate var isRow: Bool {
        if case .tableRow = kind { true } else { false }
    }
}
