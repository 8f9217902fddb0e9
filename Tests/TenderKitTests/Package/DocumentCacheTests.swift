import Foundation
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct DocumentCacheTests {
    private final class Warnings: Sendable {
        let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock(\.self) }
    }

    private let package: TemporaryFolder
    private let home: TemporaryFolder
    private let warnings = Warnings()

    init() throws {
        package = try TemporaryFolder()
        home = try TemporaryFolder()
    }

    private var folder: FilePath { home.path.appending("cache") }

    private var entries: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []).sorted()
    }

    private func library(limits: DocumentLimits = DocumentLimits(), maxBytes: Int = 1 << 30) -> DocumentLibrary {
        let warnings = warnings
        return DocumentLibrary(
            config: TenderConfig(documentCache: .folder(folder, maxBytes: maxBytes)),
            reader: DocumentReader(limits: limits), warn: { warnings.add($0) })
    }

    private func read(limits: DocumentLimits = DocumentLimits()) async throws -> [FileReading] {
        try await library(limits: limits).read(try package.files())
    }

    @Test func `finds by content what was read, under whatever name and in archives`() async throws {
        let pdf = try Fixture.bytes("criteria.pdf")
        try package.write(pdf, to: "a.pdf")
        try package.write(try Fixture.bytes("rfp.docx"), to: "b.docx")
        try package.write("Text is read as fast as it is found.", to: "c.md")
        let cold = try await read()
        #expect(entries.count == 2)
        // A mark in the entry shows that the second reading comes from there.
        let cached = library()
        let key = try #require(cached.cache?.key(try OpenFile(package.path.appending("a.pdf")).sha256()))
        var marked = try #require(cold[0].document)
        marked.blocks.append(Block(kind: .paragraph, text: "From the cache"))
        cached.cache?.store(marked, for: key)
        try package.writeArchive([.file("other.pdf", pdf)], to: "z.zip")
        let warm = try await read()
        #expect(warm[0].document == marked)
        #expect(warm[1...2] == cold[1...2])
        #expect(warm[3].file == "z.zip/other.pdf")
        #expect(warm[3].document?.file == "z.zip/other.pdf")
        #expect(warm[3].document?.blocks == marked.blocks)
        #expect(warnings.all.isEmpty)
        #expect(entries.count == 2)
    }

    @Test func `gives the same document from the cache as without one`() async throws {
        for name in ["rfp.docx", "criteria.xlsx", "criteria.pdf", "arabic.pdf"] {
            try package.write(try Fixture.bytes(name), to: name)
        }
        let off = DocumentLibrary(config: TenderConfig(documentCache: .off))
        let plain = try await off.read(try package.files())
        #expect(try await read() == plain)
        #expect(entries.count == 4)
        #expect(try await read() == plain)
    }

    @Test func `keeps what is slow to read`() {
        #expect(DocumentCache.pays(.pdf, bytes: 1))
        #expect(DocumentCache.pays(.zip, bytes: 1))
        #expect(DocumentCache.pays(.markdown, bytes: 100_000))
        #expect(!DocumentCache.pays(.markdown, bytes: 1000))
        #expect(!DocumentCache.pays(.unknown(extension: "mp4"), bytes: 100_000))
    }

    @Test func `other limits and other tools are other keys`() throws {
        var small = DocumentLimits()
        small.blocks = 3
        let settings = [
            CacheKey.setting(DocumentLimits(), tools: "a"), CacheKey.setting(small, tools: "a"),
            CacheKey.setting(DocumentLimits(), tools: "b"),
        ]
        #expect(Set(settings).count == 3)
        #expect(CacheKey.setting(DocumentLimits(), tools: "a") == settings[0])
        #expect(ReadingTools.identity() == ReadingTools.identity())
        #expect(ReadingTools.identity().contains("pdftotext"))
        #expect(readerVersion.count == 64)
    }

    @Test func `replaces entries that are cut, changed or somebody else's`() async throws {
        try package.write(try Fixture.bytes("criteria.pdf"), to: "a.pdf")
        let cold = try await read()
        let name = try #require(entries.first)
        let file = URL(filePath: folder.appending(name).string)
        let whole = try Data(contentsOf: file)
        var changed = whole
        changed[whole.count / 2] ^= 1
        for bad in [Data(), whole.dropLast(), changed, Data("something else".utf8)] {
            try bad.write(to: file)
            #expect(try await read() == cold)
            #expect(try Data(contentsOf: file) == whole)
        }
        // A link is not followed, and is replaced.
        let target = home.path.appending("target")
        try whole.write(to: URL(filePath: target.string))
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: target.string)
        #expect(try await read() == cold)
        #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: file.path)) == nil)
        #expect(warnings.all.isEmpty)
    }

    @Test func `does not keep what may be read better next time`() async throws {
        for reason in [
            "pdftotext took longer than 120.0 seconds: stopped", "tesseract is not installed: apt-get install it",
            "no text, a scan? To have scans read: tesseract is not installed",
            "a scan that was not read: pdftoppm could not draw the page",
        ] {
            #expect(SkippedPart(page: 1, reason: reason).isPassing)
        }
        for reason in ["no text; a scan?", "a scan, not read: text recognition stops after 500 pages of a file"] {
            #expect(!SkippedPart(page: 1, reason: reason).isPassing)
        }
        let cache = try #require(library().cache)
        var document = Document(file: "a", blocks: [])
        document.skipped = [SkippedPart(page: 2, reason: "tesseract took longer than 60.0 seconds: stopped")]
        cache.store(document, for: cache.key([1]))
        #expect(entries.isEmpty)
        // The limit is part of the key, so nothing that was read before can be found.
        try package.write(try Fixture.bytes("criteria.pdf"), to: "a.pdf")
        var limits = DocumentLimits()
        limits.toolTime = .nanoseconds(1)
        let readings = try await read(limits: limits)
        #expect(readings.map(\.summary) == ["a.pdf: document.time_limit"])
        #expect(entries.isEmpty)
        // A scan whose pages cannot be recognised in time is a document, with pages left out.
        try FileManager.default.removeItem(atPath: package.path.appending("a.pdf").string)
        try package.write(try Fixture.bytes("scan.pdf"), to: "scan.pdf")
        limits = DocumentLimits()
        limits.pageTime = .nanoseconds(1)
        #expect(try await read(limits: limits)[0].document?.skipped.isEmpty == false)
        #expect(entries.isEmpty)
    }

    @Test func `refuses a folder that others may write into, a link and a file, and reads without`() async throws {
        try package.write(try Fixture.bytes("criteria.pdf"), to: "a.pdf")
        #expect(mkdir(folder.string, 0o700) == 0)
        #expect(chmod(folder.string, 0o770) == 0)
        #expect(try await read()[0].document != nil)
        #expect(entries.isEmpty)
        #expect(rmdir(folder.string) == 0)
        #expect(symlink(home.path.string, folder.string) == 0)
        #expect(try await read()[0].document != nil)
        #expect(unlink(folder.string) == 0)
        try home.write("x", to: "cache")
        #expect(try await read()[0].document != nil)
        #expect(
            warnings.all == [
                "documents are not cached: others may write into \(folder): chmod go-w",
                "documents are not cached: \(folder) is a link or a file, wanted a folder",
                "documents are not cached: \(folder) is a link or a file, wanted a folder",
            ])
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
    func `refuses a folder of somebody else`() async throws {
        #expect(mkdir(folder.string, 0o700) == 0)
        #expect(chown(folder.string, 65534, 65534) == 0)
        #expect(library().cache == nil)
        #expect(
            warnings.all == ["documents are not cached: \(folder) belongs to user 65534, wanted one of user 0's own"])
    }

    @Test func `is made for its user alone`() throws {
        _ = try #require(library().cache)
        var status = stat()
        #expect(stat(folder.string, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(CacheFolder.standard.lastComponent?.string == "trubuild-documents-\(geteuid())")
    }

    @Test func `warns once and goes on when it can no longer be written`() async throws {
        for name in ["criteria.pdf", "arabic.pdf"] { try package.write(try Fixture.bytes(name), to: name) }
        let library = library()
        try FileManager.default.removeItem(atPath: folder.string)
        let readings = try await library.read(try package.files())
        #expect(readings.allSatisfy { $0.document != nil })
        #expect(warnings.all == ["documents are no longer cached in \(folder): No such file or directory"])
        #expect(try await library.read(try package.files()) == readings)
        #expect(warnings.all.count == 1)
    }

    @Test func `forgets what was not used for longest, and leaves strange files alone`() throws {
        let cache = try #require(library(maxBytes: 1 << 20).cache)
        let text = String(repeating: "x", count: 100_000)
        let document = Document(file: "a", blocks: [Block(kind: .paragraph, text: text)])
        try home.write("mine", to: "cache/notes.txt")
        try home.write(Array(repeating: 0, count: 50_000), to: "cache/unfinished-killed")
        // Last used a day apart, the last the longest ago.
        func age(_ name: String, days: Int) {
            var times = [timespec(tv_sec: 1_000_000 - days * 86_400, tv_nsec: 0), timespec()]
            times[1] = times[0]
            #expect(utimensat(AT_FDCWD, folder.appending(name).string, times, 0) == 0)
        }
        let keys = (0..<9).map { cache.key([$0]) }
        for (days, key) in keys.enumerated() {
            cache.store(document, for: key)
            age(key.name, days: days)
        }
        age("unfinished-killed", days: 100)
        // Found, hence used.
        #expect(cache.document(for: keys[8], as: "a") != nil)
        for number in 9..<12 { cache.store(document, for: cache.key([UInt8(number)])) }
        #expect(!entries.contains("unfinished-killed"))
        #expect(entries.contains("notes.txt"))
        #expect(cache.document(for: keys[8], as: "a") != nil)
        #expect(cache.document(for: keys[0], as: "a") != nil)
        #expect(cache.document(for: keys[7], as: "a") == nil)
        let bytes = try entries.map { try home.bytes(of: "cache/\($0)").count }.reduce(0, +)
        #expect(bytes <= 1 << 20)
        // A document that would push everything out is not kept.
        let large = Document(file: "a", blocks: [Block(kind: .paragraph, text: String(repeating: "y", count: 300_000))])
        cache.store(large, for: cache.key([100]))
        #expect(cache.document(for: cache.key([100]), as: "a") == nil)
    }

    @Test func `serves many readers and writers of one folder at once`() async throws {
        for name in ["rfp.docx", "criteria.xlsx", "criteria.pdf"] {
            for copy in 0..<4 { try package.write(try Fixture.bytes(name), to: "\(copy)/\(name)") }
        }
        let files = try package.files()
        let off = DocumentLibrary(config: TenderConfig(documentCache: .off))
        let plain = try await off.read(files)
        let libraries = (0..<4).map { _ in library() }
        try await withThrowingTaskGroup(of: [FileReading].self) { group in
            for library in libraries { group.addTask { try await library.read(files) } }
            for try await readings in group { #expect(readings == plain) }
        }
        #expect(entries.count == 3)
        #expect(warnings.all.isEmpty)
    }
}
