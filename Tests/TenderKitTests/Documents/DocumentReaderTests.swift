import Foundation
import SystemPackage
import TestRandom
import Testing

@testable import TenderKit

@Suite struct DocumentReaderTests {
    private func failure(_ bytes: [UInt8], _ name: String) async throws -> DocumentError {
        do {
            let document = try await DocumentReader().read(bytes: bytes, as: name)
            Issue.record("read \(document.blocks.count) blocks of \(name)")
            throw CancellationError()
        } catch let error as DocumentError {
            return error
        }
    }

    private let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private func stream(_ name: String) -> [UInt8] {
        Array(repeating: 0, count: 512) + name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    @Test func `says what a file is and what to do`() async throws {
        let cases: [([UInt8], String, DocumentError.Code, String)] = [
            ([], "a.pdf", .empty, "empty"),
            (Array("text".utf8), "a.docx", .damaged, "not a zip container"),
            (Array("text".utf8), "a.png", .damaged, "no picture"),
            (Array("text".utf8), "a.dwg", .unsupported, ".dwg"),
            (Array("{\\rtf1 x}".utf8), "a.doc", .unsupported, "RTF"),
            (compound + stream("WordDocument"), "a.doc", .unsupported, "save it as .docx"),
            (compound + stream("Workbook"), "a.xls", .unsupported, "save it as .xlsx"),
            (compound + stream("EncryptedPackage"), "a.docx", .passwordProtected, "password"),
            ([0x50, 0x4B, 0x03, 0x04] + Array("rest".utf8), "a.docx", .damaged, "damaged"),
        ]
        for (bytes, name, code, words) in cases {
            let error = try await failure(bytes, name)
            #expect(error.code == code, "\(error)")
            #expect(error.description.contains(words), "\(error)")
            #expect(error.file == name)
        }
    }

    @Test func `goes by content, not by extension`() async throws {
        let bytes = try Fixture.bytes("criteria.xlsx")
        #expect(try await DocumentReader().read(bytes: bytes, as: "criteria.csv").rows.count == 7)
        let pdf = try Fixture.bytes("scan.pdf")
        #expect(try await DocumentReader().read(bytes: pdf, as: "scan").pageCount == 2)
    }

    @Test func `holds the bounds on size and expansion`() async throws {
        let folder = try TemporaryFolder()
        let spaces = String(repeating: " ", count: 40 << 20)
        let bomb = try folder.writeZip([("word/document.xml", "<d>\(spaces)</d>")], to: "bomb.docx")
        await #expect { try await DocumentReader().read(bomb, as: "bomb.docx") } throws: {
            ($0 as? DocumentError)?.code == .tooLarge
        }
        var limits = DocumentLimits()
        limits.fileBytes = 10
        let large = try folder.write("more than ten bytes", to: "a.txt")
        await #expect { try await DocumentReader(limits: limits).read(large, as: "a.txt") } throws: {
            ($0 as? DocumentError)?.code == .tooLarge
        }
    }

    @Test func `refuses document types and deep nesting in XML`() async throws {
        let folder = try TemporaryFolder()
        let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d><p><r><t>&x;</t></r></p></d>"
        let deep = String(repeating: "<a>", count: 5000)
        for (index, xml) in [entity, deep].enumerated() {
            let file = try folder.writeZip([("word/document.xml", xml)], to: "\(index).docx")
            await #expect { try await DocumentReader().read(file, as: "x.docx") } throws: {
                ($0 as? DocumentError)?.code == .damaged
            }
        }
    }

    @Test func `shows names without control and direction characters`() {
        let error = DocumentError(.empty, file: "a\n\u{202E}fdp.exe\u{1B}[0m", tried: ["x"], reason: "empty")
        #expect(error.description == "a\\u{A}\\u{202E}fdp.exe\\u{1B}[0m: empty (tried: x)")
        #expect(error.processorError.code == "document.empty")
    }

    @Test(arguments: [
        "rfp.docx", "criteria.xlsx", "criteria.pdf", "slides.pptx", "arabic-page.html", "photograph.png",
        "english-scan.jpg",
    ])
    func `survives cut and changed files`(name: String) async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let whole = try Fixture.bytes(name)
        var limits = DocumentLimits()
        limits.toolTime = .seconds(5)
        limits.pageTime = .seconds(5)
        // Pictures that can still be read take a second each.
        for round in 0..<(name.hasSuffix("g") ? 4 : 25) {
            var bytes = whole
            if round.isMultiple(of: 3) {
                bytes = Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &random)))
            } else {
                for _ in 0..<Int.random(in: 1...30, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
                }
            }
            do {
                let document = try await DocumentReader(limits: limits).read(bytes: bytes, as: name)
                for row in document.rows {
                    #expect(row.cells.count == document.rows.first { $0.table == row.table }?.cells.count)
                }
            } catch let error as DocumentError {
                #expect(!error.reason.isEmpty, "round \(round), seed \(seed)")
            }
        }
    }

    // Each takes a moment; what looks again from each opening to the end takes hours.
    @Test(.timeLimit(.minutes(5)), arguments: ["a.md", "a.txt", "a.csv", "a.html"])
    func `reads text that never closes what it opens`(name: String) async throws {
        let pieces = [
            "<", "< >", "<a ", "<table>", "<td rowspan=99999 colspan=99999>", "<!--", "[", "[x](", "![", "**", "_", "`",
            "|",
            "\"", "\"\",", "\\", "&", "&#x", ">", "- ", "(", "#", "~~", "a-\n",
        ]
        for piece in pieces {
            let text = "word " + String(repeating: piece, count: 50_000) + " end"
            _ = try await DocumentReader().read(text: text, as: name)
        }
    }

    @Test(arguments: ["rfp.docx", "criteria.xlsx", "criteria.pdf", "arabic.pdf", "arabic-office.pdf", "slides.pptx"])
    func `gives the same document each time`(name: String) async throws {
        let first = try await DocumentReader().read(Fixture.path(name), as: name)
        let second = try await DocumentReader().read(Fixture.path(name), as: name)
        #expect(first == second)
    }
}
