import Foundation
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct PackageFolderTests {
    @Test func `lists documents in order, without markers and hidden files`() throws {
        let folder = try TemporaryFolder()
        for name in ["b.pdf", "a/z.md", "a/b/c.txt", "A.docx", ".hidden.pdf", "~$b.docx", "a\n\u{202E}.csv"] {
            try folder.write("x", to: "tech_rfp/rfp/\(name)")
        }
        try folder.write("", to: "tech_rfp/rfp/folder_marker")
        try folder.write("", to: "tech_rfp/rfp/empty.pdf")
        try folder.write("x", to: "tech_rfp/evaluation/other.csv")
        let listing = try PackageFolder(folder.path).list("tech_rfp/rfp")
        #expect(
            listing.files.map(\.name)
                == [
                    "A.docx", "a/b/c.txt", "a/z.md", "a\n\u{202E}.csv", "b.pdf", "empty.pdf",
                ].map { "tech_rfp/rfp/\($0)" })
        #expect(listing.files.map(\.fileExtension) == ["docx", "txt", "md", "csv", "pdf", "pdf"])
        #expect(listing.passedOver.isEmpty)
    }

    @Test func `stays within the package`() throws {
        let outside = try TemporaryFolder()
        try outside.write("x", to: "secret.pdf")
        let folder = try TemporaryFolder()
        try folder.write("x", to: "rfp/a.pdf")
        let manager = FileManager.default
        let links = [
            "out.pdf": "\(outside.path)/secret.pdf", "loop": folder.path.string, "in.pdf": "\(folder.path)/rfp/a.pdf",
        ]
        for (name, target) in links {
            try manager.createSymbolicLink(atPath: "\(folder.path)/rfp/\(name)", withDestinationPath: target)
        }
        let listing = try PackageFolder(folder.path).list("rfp")
        #expect(listing.files.map(\.name) == ["rfp/a.pdf", "rfp/in.pdf"])
        #expect(listing.passedOver.count == 2)
        #expect(try PackageFolder(folder.path).list("../\(outside.path.lastComponent?.string ?? "")").files.isEmpty)
        #expect(try PackageFolder(folder.path).list("absent").files.isEmpty)
    }

    @Test func `opens names that are not UTF-8, and bounds the count`() async throws {
        let folder = try TemporaryFolder()
        let name: [UInt8] = Array("\(folder.path)/caf".utf8) + [0xE9] + Array(".txt".utf8)
        let characters = name.map { CChar(bitPattern: $0) } + [0]
        let file = try #require(fopen(characters, "w"))
        fputs("words", file)
        fclose(file)
        let listing = try PackageFolder(folder.path).list("")
        let found = try #require(listing.files.first)
        #expect(found.name == "caf\u{FFFD}.txt")
        #expect(try await DocumentReader().read(found.path, as: found.name).blocks.count == 1)
        try folder.write("x", to: "b.txt")
        #expect(throws: DocumentError.self) { try PackageFolder(folder.path, fileLimit: 1).list("") }
    }
}
