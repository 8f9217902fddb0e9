import Foundation
import ProcessorKit
import SystemPackage
import TestRandom
import Testing

@testable import TenderKit

@Suite struct ArchiveTests {
    private let scratch: TemporaryFolder
    private let package: TemporaryFolder

    init() throws {
        scratch = try TemporaryFolder()
        package = try TemporaryFolder()
    }

    /// Reads the package without a cache, and checks that nothing stays in the scratch folder.
    private func read(_ limits: ArchiveLimits = ArchiveLimits(), width: Int = 2) async throws -> [FileReading] {
        var library = DocumentLibrary(config: TenderConfig(documentCache: .off), scratch: scratch.path, width: width)
        library.archiveLimits = limits
        let readings = try await library.read(try package.files())
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path.string).isEmpty)
        return readings
    }

    private func failure(_ limits: ArchiveLimits = ArchiveLimits()) async throws -> DocumentError {
        let readings = try await read(limits)
        try #require(readings.count == 1, "\(readings.map(\.summary))")
        guard case .failure(let error) = readings[0].outcome else {
            Issue.record("read \(readings[0].summary)")
            throw CancellationError()
        }
        return error
    }

    @Test(arguments: SampleFormat.allCases)
    func `becomes the files in it, sorted, in the archive's place`(format: SampleFormat) async throws {
        try package.write("First", to: "a.md")
        try package.writeArchive(
            [.file("folder/z.md", "Inner z"), .file("folder/b.txt", "Inner b"), .file("a.md", "Inner a")],
            to: "offer.\(format.rawValue)", format: format)
        try package.write("Last", to: "z.md")
        let archive = "offer.\(format.rawValue)"
        for width in [1, 2, 8] {
            #expect(
                try await read(width: width).map(\.summary) == [
                    "a.md: First", "\(archive)/a.md: Inner a", "\(archive)/folder/b.txt: Inner b",
                    "\(archive)/folder/z.md: Inner z", "z.md: Last",
                ])
        }
    }

    @Test func `leaves office files whole, and goes by content`() async throws {
        try package.writeZip([("word/document.xml", "<d><p><r><t>Hello</t></r></p></d>")], to: "offer.docx")
        try package.writeZip([("word/document.xml", "<d><p><r><t>Hello</t></r></p></d>")], to: "word.zip")
        try package.writeZip([("a.md", "Inner")], to: "zip-by-another-name.dat")
        try package.writeZip([("a.md", "Inner")], to: "damaged.docx")
        #expect(
            try await read().map(\.summary) == [
                "damaged.docx: document.archive", "offer.docx: Hello", "word.zip: Hello",
                "zip-by-another-name.dat/a.md: Inner",
            ])
    }

    @Test func `flattens archives in archives down to a depth`() async throws {
        try package.writeArchive([.file("deep.md", "Deepest")], to: "4.zip")
        for depth in [3, 2, 1] {
            let inner = try package.bytes(of: "\(depth + 1).zip")
            try FileManager.default.removeItem(atPath: package.path.appending("\(depth + 1).zip").string)
            try package.writeArchive(
                [.file("\(depth + 1).zip", inner), .file("\(depth).md", "Level \(depth)")], to: "\(depth).zip",
                format: depth == 2 ? .tgz : .zip)
        }
        #expect(
            try await read().map(\.summary) == [
                "1.zip/1.md: Level 1", "1.zip/2.zip/2.md: Level 2", "1.zip/2.zip/3.zip/3.md: Level 3",
                "1.zip/2.zip/3.zip/4.zip: document.archive",
            ])
    }

    @Test func `leaves out what a folder's listing leaves out, and reports what cannot be read`() async throws {
        try package.writeArchive(
            [
                .file("__MACOSX/._a.md", "x"), .file(".hidden.md", "x"), .file("x/.git/a.md", "x"),
                .file("~$a.docx", "x"),
                .file("marker", ""), .file("empty.pdf", ""), .file("film.mp4", "frames"), .file("a.md", "Read"),
            ], to: "offer.zip")
        #expect(
            try await read().map(\.summary) == [
                "offer.zip/a.md: Read", "offer.zip/empty.pdf: document.empty",
                "offer.zip/film.mp4: document.unsupported",
            ])
    }

    @Test func `never writes by the archive's names, and follows no links`() async throws {
        let outside = try TemporaryFolder()
        try outside.write("secret", to: "secret.md")
        try package.writeArchive(
            [
                .file("../../escape.md", "Up"), .file("\(outside.path)/absolute.md", "Absolute"),
                .file("..\\windows\\w.md", "Windows"),
                SampleEntry(name: Array("link.md".utf8), link: "\(outside.path)/secret.md"),
                .file("link.md/through.md", "Through"), .file("a\n\u{202E}.md", "Odd"),
            ], to: "offer.tar", format: .tar)
        let readings = try await read()
        let absolute = outside.path.string.dropFirst()
        #expect(
            Set(readings.map(\.summary)) == [
                "offer.tar/escape.md: Up", "offer.tar/\(absolute)/absolute.md: Absolute",
                "offer.tar/windows/w.md: Windows", "offer.tar/link.md: document.unsupported",
                "offer.tar/link.md/through.md: Through", "offer.tar/a\\u{A}\\u{202E}.md: Odd",
            ])
        #expect(try outside.files().map(\.name) == ["secret.md"])
    }

    @Test func `refuses bombs as a whole: by count, by ratio, by size`() async throws {
        try package.writeArchive((0..<40).map { .file("\($0).md", "Words") }, to: "count.zip")
        var limits = ArchiveLimits()
        limits.entries = 39
        #expect(
            try await failure(limits).description
                == "count.zip: an archive of more than 39 entries: refused as a whole. Send it in parts")

        limits = ArchiveLimits()
        try FileManager.default.removeItem(atPath: package.path.appending("count.zip").string)
        try package.writeArchive(
            [.file("a.md", "Fine"), .file("b.md", String(repeating: "0", count: 8 << 20))], to: "ratio.zip")
        limits.ratioFloor = 1 << 20
        #expect(
            try await failure(limits).description
                == "ratio.zip: an archive that expands beyond 200 times its size: refused as a whole")

        limits.ratioFloor = 64 << 20
        limits.bytes = 4 << 20
        let error = try await failure(limits)
        #expect(error.code == .tooLarge)
        #expect(error.reason.contains("expands beyond 4 MiB"))
        limits.archiveBytes = 100
        #expect(try await failure(limits).reason.contains("send it in parts"))
    }

    @Test func `refuses a zip file by its directory, before it writes anything`() throws {
        let block = String(repeating: "0", count: 3 << 20)
        let file = try package.writeArchive([.file("a.md", "Words"), .file("b.txt", block)], to: "a.zip")
        let hidden = try package.writeArchive([.file("a.md", "Words"), .file(".b", block)], to: "hidden.zip")
        var (few, small) = (ArchiveLimits(), ArchiveLimits())
        few.entries = 1
        small.bytes = 1 << 20
        for limits in [few, small] {
            let folder = try UnpackedFolder(in: scratch.path)
            // A folder that is gone fails whoever writes to it.
            folder.remove()
            var unpacker = ArchiveUnpacker(into: folder, limits: limits, fileBytes: 512 << 20)
            let failure = try #require(throws: ReadFailure.self) {
                try unpacker.unpack(file, name: "a.zip", bytes: 4000)
            }
            #expect(failure.code == .tooLarge)
        }
        // What is left out counts for nothing.
        let folder = try UnpackedFolder(in: scratch.path)
        defer { folder.remove() }
        var unpacker = ArchiveUnpacker(into: folder, limits: small, fileBytes: 512 << 20)
        #expect(try unpacker.unpack(hidden, name: "hidden.zip", bytes: 4000).map(\.name) == ["hidden.zip/a.md"])
    }

    @Test func `counts the bytes of archives in archives together`() async throws {
        let block = String(repeating: "0", count: 3 << 20)
        for name in ["a", "b"] { try package.writeArchive([.file("\(name).txt", block)], to: "\(name).zip") }
        let inner = try ["a.zip", "b.zip"].map { SampleEntry.file($0, try package.bytes(of: $0)) }
        for name in ["a.zip", "b.zip"] {
            try FileManager.default.removeItem(atPath: package.path.appending(name).string)
        }
        try package.writeArchive(inner, to: "outer.zip")
        var limits = ArchiveLimits()
        limits.bytes = 5 << 20
        #expect(try await failure(limits).file == "outer.zip")
        limits.bytes = 7 << 20
        #expect(try await read(limits).count == 2)
    }

    @Test func `says that an archive is encrypted, empty or cut`() async throws {
        try package.writeArchive([.file("a.md", "Secret")], to: "locked.zip", password: "pw")
        #expect(try await failure().description == "locked.zip: encrypted: remove the password and send it again")
        try FileManager.default.removeItem(atPath: package.path.appending("locked.zip").string)

        try package.writeArchive([.file(".hidden", "x")], to: "empty.zip")
        #expect(try await failure().code == .empty)
        try FileManager.default.removeItem(atPath: package.path.appending("empty.zip").string)

        try package.write([0x1F, 0x8B, 8, 0] + Array("no gzip".utf8), to: "odd.gz")
        #expect(try await failure().file == "odd.gz")
        try FileManager.default.removeItem(atPath: package.path.appending("odd.gz").string)

        var noise = SeededGenerator(seed: 7)
        let long = (0..<50_000).map { _ in UInt8.random(in: 32...126, using: &noise) }
        try package.writeArchive([.file("a.txt", "Whole"), .file("b.txt", long)], to: "cut.tar", format: .tar)
        try package.write(try package.bytes(of: "cut.tar").dropLast(10_000), to: "cut.tar")
        let summaries = try await read().map(\.summary)
        #expect(summaries.contains("cut.tar/a.txt: Whole"))
        #expect(summaries.contains("cut.tar/b.txt: document.damaged"))
    }

    @Test(arguments: [SampleFormat.zip, .sevenZip, .tgz])
    func `survives cut and changed archives`(format: SampleFormat) async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        try package.writeArchive(
            (0..<5).map { .file("folder/\($0).md", "# Heading \($0)\n\nText of file \($0).") }, to: "a", format: format)
        let whole = try package.bytes(of: "a")
        for round in 0..<60 {
            var bytes = whole
            if round.isMultiple(of: 3) {
                bytes = Array(bytes.prefix(Int.random(in: 1..<bytes.count, using: &random)))
            } else {
                for _ in 0..<Int.random(in: 1...10, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
                }
            }
            try package.write(bytes, to: "a")
            let readings = try await read()
            #expect(!readings.isEmpty, "round \(round), seed \(seed)")
            #expect(readings.allSatisfy { $0.file == "a" || $0.file.hasPrefix("a/") }, "round \(round), seed \(seed)")
        }
    }

    @Test func `a full or missing scratch folder is the machine's fault, not the archive's`() async throws {
        try package.writeZip([("a.md", "x")], to: "a.zip")
        let library = DocumentLibrary(
            config: TenderConfig(documentCache: .off), scratch: scratch.path.appending("absent"))
        let files = try package.files()
        await #expect { try await library.read(files) } throws: { error in
            guard let error = error as? ProcessorError else { return false }
            return error.code == "scratch.failed" && error.kind == .transient(after: nil)
        }
    }

    @Test func `reads names in the character sets of those who pack archives`() async throws {
        let dos720: [UInt8] = [0x9F, 0xE9, 0xEA, 0xE7, 0xA2, 0xA9, 0xA5]
        let windows1256: [UInt8] = [0xC7, 0xE1, 0xDA, 0xD1, 0xD6, 0x20, 0xC7, 0xE1, 0xDD, 0xE4, 0xED]
        let dos437: [UInt8] = Array("R".utf8) + [0x82] + Array("sum".utf8) + [0x82]
        #expect(ArchiveEntryName.text(Array("العرض".utf8)) == "العرض")
        #expect(ArchiveEntryName.text(dos720) == "المقترح")
        #expect(ArchiveEntryName.text(windows1256) == "العرض الفني")
        #expect(ArchiveEntryName.text(dos437) == "Résumé")
        // A mark behind a separator makes both one character.
        #expect(ArchiveEntryName.text(Array("a\\\u{200D}b/\u{301}..\\c".utf8)) == "a/\u{200D}b/\u{301}../c")
        #expect(ArchiveEntryName.cp437.count == 128)
        #expect(ArchiveEntryName.cp720.count == 128)

        try package.writeArchive(
            [SampleEntry(name: dos720 + Array(".md".utf8), bytes: Array("Offer".utf8))], to: "offer.zip")
        #expect(try await read().map(\.summary) == ["offer.zip/المقترح.md: Offer"])
    }
}
