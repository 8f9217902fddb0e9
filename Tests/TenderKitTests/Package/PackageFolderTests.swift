import Foundation
import Glibc
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

    @Test func `tells what lies beside the folders, and keeps an archive without content`() throws {
        let folder = try TemporaryFolder()
        for name in ["B/o.md", "A/o.md", "loose.pdf", ".hidden/o.md"] { try folder.write("x", to: "tender/\(name)") }
        try folder.write("", to: "tender/marker")
        try folder.write("", to: "tender/A/offer.zip")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/tender/C", withDestinationPath: "A")
        let package = PackageFolder(folder.path)
        let folders = package.subfolders(of: "tender")
        #expect(folders.names == ["A", "B"])
        #expect(folders.passedOver.map(\.file) == ["tender/C", "tender/loose.pdf"])
        #expect(try package.list("tender/A").files.map(\.name) == ["tender/A/o.md", "tender/A/offer.zip"])
        #expect(package.subfolders(of: "tender/loose.pdf").passedOver.map(\.reasons) == [["a file, not a folder"]])
        #expect(package.subfolders(of: "absent") == PackageFolder.Folders())
    }

    @Test func `lists a folder whose name is not UTF-8 under its repaired name`() throws {
        let folder = try TemporaryFolder()
        let name: [UInt8] = Array("\(folder.path)/bad".utf8) + [0xFF]
        try #require(mkdir(name.map { CChar(bitPattern: $0) } + [0], 0o700) == 0)
        let file = try #require(fopen((name + Array("/o.md".utf8)).map { CChar(bitPattern: $0) } + [0], "w"))
        fputs("x", file)
        fclose(file)
        let package = PackageFolder(folder.path)
        #expect(package.folders(in: "") == ["bad\u{FFFD}"])
        #expect(try package.list("bad\u{FFFD}").files.map(\.name) == ["bad\u{FFFD}/o.md"])
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

    @Test func `reports an empty folder that is named like a document`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "rfp/annex.zip/a.pdf")
        for name in ["sheet.xlsx/in", "plain"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder.path)/rfp/\(name)", withIntermediateDirectories: true)
        }
        let listing = try PackageFolder(folder.path).list("rfp")
        #expect(listing.files.map(\.name) == ["rfp/annex.zip/a.pdf"])
        #expect(listing.passedOver == [FileProblem(file: "rfp/sheet.xlsx", reason: "an empty folder, not a file")])
    }

    @Test func `reports pipes, devices and folders too deep, with printable names`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "rfp/a.pdf")
        #expect(mkfifo("\(folder.path)/rfp/pipe\n.pdf", 0o600) == 0)
        let deep = Array(repeating: "d", count: 40).joined(separator: "/")
        try folder.write("x", to: "rfp/\(deep)/b.pdf")
        let listing = try PackageFolder(folder.path).list("rfp")
        #expect(listing.files.map(\.name) == ["rfp/a.pdf"])
        #expect(listing.passedOver.map(\.reasons) == [["folders nested deeper than 32"], ["not a regular file"]])
        #expect(listing.passedOver.last?.file == "rfp/pipe\\u{A}.pdf")
    }

    @Test func `reports a folder that may not be read, the first one too`() throws {
        let folder = try TemporaryFolder()
        try folder.write("x", to: "rfp/a.pdf")
        try folder.write("x", to: "rfp/closed/b.pdf")
        #expect(chmod(folder.path.string, 0o755) == 0)
        #expect(chmod("\(folder.path)/rfp/closed", 0) == 0)
        // Root may read everything. This thread alone looks at files as another user until the listing is done.
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setFileUser = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
        let user = setFileUser(geteuid() == 0 ? 65534 : geteuid())
        let listing = Result { try PackageFolder(folder.path).list("rfp") }
        let first = Result { try PackageFolder(folder.path).list("rfp/closed") }
        _ = setFileUser(uid_t(user))
        #expect(chmod("\(folder.path)/rfp/closed", 0o755) == 0)
        let problem = FileProblem(file: "rfp/closed", reason: "the folder cannot be read")
        #expect(try listing.get().files.map(\.name) == ["rfp/a.pdf"])
        #expect(try listing.get().passedOver == [problem])
        #expect(try first.get().passedOver == [problem])
    }

    @Test func `names are ordered as a listing orders them`() throws {
        let folder = try TemporaryFolder()
        let names = ["a/z.md", "a b/c.md", "a.md", "B.md", "é.md", "a/b/c.md"]
        for name in names { try folder.write("x", to: name) }
        let listed = try PackageFolder(folder.path).list("").files.map(\.name)
        #expect(names.sorted { PackageFolder.isListed($0, before: $1) } == listed)
    }
}
