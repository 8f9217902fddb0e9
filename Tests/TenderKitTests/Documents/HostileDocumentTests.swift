import Foundation
import SystemPackage
import Testing

@testable import TenderKit

/// Files that were made to hurt, or that nobody expects: each a clear error or a note, never a crash or a hang.
@Suite struct HostileDocumentTests {
    private func code(of file: FilePath, _ limits: DocumentLimits = DocumentLimits()) async -> DocumentError.Code? {
        do {
            _ = try await DocumentReader(limits: limits).read(file, as: file.lastComponent?.string ?? "")
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `tells an archive from an office file`() async throws {
        let folder = try TemporaryFolder()
        #expect(await code(of: try folder.writeZip([("a.txt", "x")], to: "a.zip")) == .archive)
        #expect(
            await code(of: try folder.write([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], to: "a.7z")) == .unsupported)
    }

    @Test func `holds the bound on entries`() async throws {
        let folder = try TemporaryFolder()
        var limits = DocumentLimits()
        limits.entries = 20
        let many = try folder.writeZip((0...20).map { ("f\($0)", "") }, to: "a.docx")
        #expect(await code(of: many, limits) == .tooLarge)
    }

    @Test func `refuses entities in every office format`() async throws {
        let folder = try TemporaryFolder()
        let bomb = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>"
        for part in ["word/document.xml", "xl/workbook.xml", "ppt/presentation.xml"] {
            #expect(await code(of: try folder.writeZip([(part, bomb)], to: "\(part.prefix(2)).docx")) == .damaged)
        }
    }

    @Test func `does not open a file of 2 GiB`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "large.pdf")
        #expect(file.withPlatformString { truncate($0, 2 << 30) } == 0)
        #expect(await code(of: file) == .tooLarge)
    }

    @Test func `bounds text files, blocks and documents`() async throws {
        let folder = try TemporaryFolder()
        var limits = DocumentLimits()
        limits.textFileBytes = 100
        let text = try folder.write(String(repeating: "word ", count: 100), to: "a.csv")
        #expect(await code(of: text, limits) == .tooLarge)
        limits = DocumentLimits()
        limits.blockBytes = 10
        limits.textBytes = 25
        let long = try folder.write("é23456789012345\n\nsecond\n\nthird one\n\nfourth", to: "b.txt")
        let document = try await DocumentReader(limits: limits).read(long, as: "b.txt")
        #expect(document.outline == ["P é23456789", "P second", "P third one"])
        #expect(document.skipped.count == 2)
    }

    @Test func `opens files of any name`() async throws {
        let folder = try TemporaryFolder()
        let pdf = try Fixture.bytes("scan.pdf")
        for name in ["-rf.pdf", "line\nbreak.pdf", "a\u{202E}fdp.exe", "$(x) `y`.pdf", "%n%s.pdf"] {
            let file = try folder.write(pdf, to: name)
            let document = try await DocumentReader().read(file, as: name)
            #expect(document.outline == ["P A page with text."])
        }
    }

    @Test func `passes over a million empty rows`() async throws {
        let folder = try TemporaryFolder()
        let rows = String(repeating: "<row><c/></row>", count: 1_000_000)
        let file = try folder.writeZip(
            [
                (
                    "xl/workbook.xml",
                    "<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>"
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/></Relationships>"
                ),
                (
                    "xl/s.xml",
                    "<worksheet><sheetData>\(rows)<row><c t='str'><v>last</v></c></row></sheetData></worksheet>"
                ),
            ], to: "a.xlsx")
        let document = try await DocumentReader().read(file, as: "a.xlsx")
        #expect(document.outline == ["H1 S", "T0.1000000 last"])
    }

    @Test func `notes a document without any text`() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.writeZip([("word/document.xml", "<document><body/></document>")], to: "a.docx")
        let document = try await DocumentReader().read(file, as: "a.docx")
        #expect(document.skipped == [SkippedPart(page: nil, reason: "there is no text in the file")])
    }

    @Test(arguments: ["a.txt", "a.md", "a.csv", "a.html", "a.docx"])
    func `stops when it is cancelled`(name: String) async throws {
        let folder = try TemporaryFolder()
        let lines = String(repeating: "<p>a</p>, b\n\n", count: 10_000)
        let file =
            name.hasSuffix("docx")
            ? try folder.writeZip([("word/document.xml", "<d>\(lines)</d>")], to: name)
            : try folder.write(lines, to: name)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await DocumentReader().read(file, as: name)
        }
        task.cancel()
        await #expect { try await task.value } throws: { ($0 as? DocumentError)?.code == .cancelled }
    }
}
