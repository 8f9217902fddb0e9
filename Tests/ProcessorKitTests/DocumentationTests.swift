import FoundationEssentials
import Glibc
import ProcessorKit
import ProcessorTestKit
import Subprocess
import Testing

@Suite("What docs/processors.md shows is compiled")
struct DocumentationTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("Each snippet stands word for word in Examples, which the tests build")
    func snippets() throws {
        let page = try String(contentsOf: root.appending(path: "docs/processors.md"), encoding: .utf8)
        let sources = try [
            "Examples/WordCount/Package.swift", "Examples/WordCount/Sources/WordCount/WordCount.swift",
            "Examples/WordCount/Tests/WordCountTests/WordCountTests.swift", "Examples/hello-c/hello.c",
        ].map { try String(contentsOf: root.appending(path: $0), encoding: .utf8) }
        let snippets = Self.snippets(of: page, languages: ["swift", "c"])
        #expect(snippets.count >= 5)
        for snippet in snippets {
            #expect(sources.contains { $0.contains(snippet) }, "not in Examples:\n\(snippet)")
        }
    }

    @Test("The C processor compiles without a warning and runs", .timeLimit(.minutes(1)))
    func helloC() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let library = folder.appending(path: "libhello.so").path
        let compiled = try await Subprocess.run(
            .name("cc"),
            arguments: [
                "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-I",
                root.appending(path: "Sources/CTrubuildProcessor/include").path,
                root.appending(path: "Examples/hello-c/hello.c").path, "-o", library,
            ],
            output: .discarded, error: .string(limit: 65536))
        try #require(compiled.terminationStatus.isSuccess, "\(compiled.standardError)")

        // Never closed: the entry's table lives in the library.
        let handle = try #require(dlopen(library, RTLD_NOW | RTLD_LOCAL))
        let symbol = try #require(dlsym(handle, TRUBUILD_ENTRY_SYMBOL))
        let entry = unsafeBitCast(symbol, to: trubuild_processor_entry_fn.self)
        let result = try await TestHost().run(entry: { entry($0) })
        #expect(result.outcome == .ok)
        #expect(try result.artifact("result") == ["hello": "world"])
    }

    private static func snippets(of page: String, languages: Set<String>) -> [String] {
        var snippets: [String] = []
        var current: [Substring]?
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let lines = current { snippets.append(lines.joined(separator: "\n")) }
                current = current == nil && languages.contains(String(line.dropFirst(3))) ? [] : nil
            } else {
                current?.append(line)
            }
        }
        return snippets
    }
}
