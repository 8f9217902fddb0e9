import Foundation
import Glibc
import Synchronization
import SystemPackage
import Testing

@testable import TenderKit

@Suite struct DocumentLibraryTests {
    private let uncached = TenderConfig(documentCache: .off)

    private func mixedPackage() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for name in ["rfp.docx", "criteria.xlsx", "criteria.pdf", "arabic.pdf", "scan.pdf"] {
            try folder.write(try Fixture.bytes(name), to: "fixtures/\(name)")
        }
        for number in 0..<20 { try folder.write("# Part \(number)\n\nText \(number).", to: "text/\(number).md") }
        try folder.write("no document", to: "fixtures/broken.pdf")
        try folder.write("frames", to: "film.mp4")
        try folder.writeZip([("b.md", "Inner b"), ("a.csv", "x,y\n1,2\n")], to: "offer.zip")
        return folder
    }

    @Test func `gives the same readings in the same order, whatever the width`() async throws {
        let folder = try mixedPackage()
        let files = try folder.files()
        var results: [[FileReading]] = []
        for width in [1, 2, 8] {
            results.append(try await DocumentLibrary(config: uncached, width: width).read(files))
        }
        #expect(results[0] == results[1])
        #expect(results[0] == results[2])
        #expect(results[0].count == files.count + 1)
        #expect(results[0].count { $0.document == nil } == 2)
        let expected = files.flatMap { $0.name == "offer.zip" ? ["offer.zip/a.csv", "offer.zip/b.md"] : [$0.name] }
        #expect(results[0].map(\.file) == expected)
    }

    @Test(arguments: [1, 2, 8])
    func `reports each file once before it is read, and how many are done, never backwards`(width: Int) async throws {
        let folder = try mixedPackage()
        let files = try folder.files()
        let calls = Mutex<[(name: String, done: Int)]>([])
        _ = try await DocumentLibrary(config: uncached, width: width).read(files) { name, done in
            calls.withLock { $0.append((name, done)) }
        }
        let seen = calls.withLock(\.self)
        #expect(seen.count == files.count + 2)
        #expect(Set(seen.map(\.name)).count == seen.count)
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.done <= $1.done })
        #expect(seen.allSatisfy { (0..<files.count).contains($0.done) })
        if width == 1 { #expect(seen.filter { !$0.name.contains(".zip/") }.map(\.done) == Array(files.indices)) }
    }

    @Test func `stops when the callback throws, and when the task is cancelled`() async throws {
        struct Stop: Error {}
        let folder = try mixedPackage()
        let files = try folder.files()
        let calls = Mutex(0)
        let library = DocumentLibrary(config: uncached, width: 2)
        await #expect(throws: Stop.self) {
            try await library.read(files) { _, done in
                calls.withLock { $0 += 1 }
                if done == 3 { throw Stop() }
            }
        }
        #expect(calls.withLock(\.self) <= 8)
        let task = Task {
            try await library.read(files) { _, done in
                if done == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `reports what disappeared, and what is no file, with a printable name`() async throws {
        let folder = try TemporaryFolder()
        for name in ["gone.md", "pipe\n\u{202E}.md", "linked.md", "a.md"] { try folder.write("Text", to: name) }
        let files = try folder.files()
        let outside = try TemporaryFolder()
        try outside.write("Secret", to: "secret.md")
        for name in ["gone.md", "pipe\n\u{202E}.md", "linked.md"] {
            try FileManager.default.removeItem(atPath: folder.path.appending(name).string)
        }
        #expect(mkfifo(folder.path.appending("pipe\n\u{202E}.md").string, 0o600) == 0)
        #expect(symlink("\(outside.path)/secret.md", folder.path.appending("linked.md").string) == 0)
        let readings = try await DocumentLibrary(config: uncached).read(files)
        #expect(
            readings.map(\.summary) == [
                "a.md: Text", "gone.md: document.missing", "linked.md: document.missing",
                "pipe\\u{A}\\u{202E}.md: document.missing",
            ])
        #expect(FileProblem(readings[1])?.lines == ["gone.md: cannot be opened: No such file or directory"])
        #expect(FileProblem(readings[3])?.reasons == ["not a regular file"])
    }

    @Test func `sees that a file was exchanged, with its size unchanged too`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("one", to: "a.md")
        let before = FileIdentity(of: file)
        #expect(before == FileIdentity(of: file))
        try folder.write("two", to: "b.md")
        #expect(rename(folder.path.appending("b.md").string, file.string) == 0)
        #expect(before != FileIdentity(of: file))
        #expect(unlink(file.string) == 0)
        #expect(FileIdentity(of: file) == nil)
    }

    @Test func `refuses a file beyond the limit without reading it`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path.appending("huge.pdf")
        try folder.write("%PDF-1.4", to: "huge.pdf")
        // Sparse: two gigabytes that take no room.
        #expect(truncate(file.string, 2 << 30) == 0)
        try folder.write("Text", to: "small.md")
        let readings = try await DocumentLibrary(config: uncached).read(try folder.files())
        #expect(readings.map(\.summary) == ["huge.pdf: document.too_large", "small.md: Text"])
        #expect(FileProblem(readings[0])?.reasons == ["2048 MiB, more than the 200 MiB allowed"])
    }

    @Test func `reads several folders at once`() async throws {
        let folder = try mixedPackage()
        let library = DocumentLibrary(config: uncached, width: 2, bytesInFlight: 1)
        let files = try folder.files()
        let alone = try await library.read(files)
        async let first = library.read(files)
        async let second = library.read(files)
        #expect(try await first == alone)
        #expect(try await second == alone)
    }
}
