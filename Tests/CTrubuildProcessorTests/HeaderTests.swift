import Foundation
import TestKit
import Testing

@Suite("The header alone")
struct HeaderTests {
    /// A compiler with the options of one language.
    struct Dialect: Sendable, CustomTestStringConvertible {
        let tool: String
        let options: [String]

        var testDescription: String { ([tool] + options).joined(separator: " ") }
    }

    static let dialects = [
        Dialect(tool: "cc", options: ["-x", "c", "-std=c99"]),
        Dialect(tool: "cc", options: ["-x", "c", "-std=c11"]),
        Dialect(tool: "clang", options: ["-x", "c", "-std=c99"]),
        Dialect(tool: "c++", options: ["-x", "c++", "-std=c++11"]),
        Dialect(tool: "c++", options: ["-x", "c++", "-std=c++20"]),
        Dialect(tool: "clang++", options: ["-x", "c++", "-std=c++17"]),
    ]

    @Test("It compiles without a warning as C and as C++, with the same layout", arguments: dialects)
    func compiles(dialect: Dialect) async throws {
        guard await ProcessorCompiler.has(dialect.tool) else {
            print("skipped: no \(dialect.tool) here")
            return
        }
        let layout = BuiltProducts.packageRoot.appending(path: "Sources/CTrubuildProcessor/layout.c").path
        let message = try await ProcessorCompiler.failure(
            of: dialect.tool,
            dialect.options
                + ["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-I", BuiltProducts.headerFolder.path]
                + [layout])
        #expect(message == nil)
    }

    @Test("The macros that authors use compile as C and as C++", arguments: dialects)
    func macros(dialect: Dialect) async throws {
        guard await ProcessorCompiler.has(dialect.tool) else { return }
        let source = """
            #include <trubuild/processor.h>
            static const trubuild_plugin_slice name = TRUBUILD_LITERAL("analysing");
            int macros(const trubuild_host *host, const trubuild_run *run);
            int macros(const trubuild_host *host, const trubuild_run *run)
            {
               return TRUBUILD_HAS(host, get_extension) && TRUBUILD_HAS(run, deadline_monotonic_ns) && name.len == 9
                  && TRUBUILD_ABI_VERSION(1, 2) == 0x10002u && TRUBUILD_MAGIC == 0x52504254u;
            }

            """
        let file = FileManager.default.temporaryDirectory.appending(path: "trubuild-\(UUID().uuidString).c")
        try source.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let message = try await ProcessorCompiler.failure(
            of: dialect.tool,
            dialect.options
                + ["-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-I", BuiltProducts.headerFolder.path]
                + [file.path])
        #expect(message == nil)
    }

    @Test("It includes stdint.h and stddef.h, and nothing else")
    func includes() throws {
        let header = try String(
            contentsOf: BuiltProducts.headerFolder.appending(path: "trubuild/processor.h"), encoding: .utf8)
        let includes = header.split(separator: "\n").filter { $0.hasPrefix("#include") }
        #expect(includes == ["#include <stddef.h>", "#include <stdint.h>"])
    }
}
