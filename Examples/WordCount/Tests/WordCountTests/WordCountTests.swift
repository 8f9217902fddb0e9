import FoundationEssentials
import ProcessorTestKit
import Testing
import WordCount

@Suite("WordCount")
struct WordCountTests {
    @Test("Counts the words of each text file")
    func counts() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("to be or not to be".utf8).write(to: folder.appending(path: "hamlet.txt"))

        let result = try await TestHost(config: #"{"minimumLength":3}"#)
            .run(WordCount.self, TestJob(packageDirectory: folder.path))

        #expect(result.outcome == .ok)
        #expect(try result.artifact("result") == ["hamlet.txt": 1])
        #expect(result.progress.map(\.message) == ["hamlet.txt"])
    }

    @Test("A package that is not there is a permanent error")
    func missing() async throws {
        let result = try await TestHost().run(WordCount.self, TestJob(packageDirectory: "/nowhere"))
        #expect(result.outcome == .permanent)
        #expect(result.errorMessage.contains("/nowhere"))
    }
}
