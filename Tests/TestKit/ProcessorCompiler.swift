import Foundation
import Subprocess
import SystemPackage

/// Compiles the processors of Tests/Processors, each once in a test process, into a folder that goes with the process.
public actor ProcessorCompiler {
    private static let shared = ProcessorCompiler()

    private var libraries: [String: Task<String, any Error>] = [:]
    private var folder: URL?

    /// The path of the library of a processor.
    /// - Parameter source: the file in Tests/Processors: `echo.c`, `trap.swift`, `echo.rs`.
    public static func library(_ source: String) async throws -> String {
        try await shared.library(source)
    }

    /// The path of a library made of C source text.
    /// - Parameters:
    ///   - name: names the file; each name is used once.
    ///   - source: it may include the headers of Tests/Processors.
    public static func library(named name: String, source: String) async throws -> String {
        let file = try await shared.outputFolder().appending(path: "\(name).c")
        try source.write(to: file, atomically: true, encoding: .utf8)
        return try await shared.library(file, name: "\(name).c")
    }

    /// Runs a compiler or another program.
    /// - Parameter tool: a path, or a name to be found in PATH.
    /// - Returns: what it printed to standard error; nil when it succeeded.
    public static func failure(of tool: String, _ arguments: [String]) async throws -> String? {
        let result = try await run(
            tool.contains("/") ? .path(FilePath(tool)) : .name(tool), arguments: Arguments(arguments),
            output: .discarded, error: .string(limit: 1 << 20))
        return result.terminationStatus.isSuccess ? nil : result.standardError
    }

    /// Whether there is such a tool in PATH and it starts.
    public static func has(_ tool: String) async -> Bool {
        await (try? failure(of: tool, ["--version"])) == .some(nil)
    }

    private func library(_ source: String) async throws -> String {
        try await library(BuiltProducts.processorSources.appending(path: source), name: source)
    }

    private func library(_ source: URL, name: String) async throws -> String {
        if let task = libraries[name] { return try await task.value }
        let output = try outputFolder().appending(path: "\(name.replacing(".", with: "_")).so").path
        let task = Task {
            try await Self.compile(source.path, to: output)
            return output
        }
        libraries[name] = task
        return try await task.value
    }

    private func outputFolder() throws -> URL {
        if let folder { return folder }
        let folder = FileManager.default.temporaryDirectory.appending(path: "trubuild-processors-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        atexit {
            try? FileManager.default.removeItem(
                at: FileManager.default.temporaryDirectory.appending(path: "trubuild-processors-\(getpid())"))
        }
        return folder
    }

    private static func compile(_ source: String, to output: String) async throws {
        let header = BuiltProducts.headerFolder.path
        let (tool, arguments) =
            switch URL(filePath: source).pathExtension {
            case "swift": ("swiftc", ["-emit-library", "-I", header, "-module-name", "TestProcessor"])
            case "rs": ("rustc", ["--edition", "2021", "--crate-type", "cdylib", "-C", "prefer-dynamic=no"])
            default:
                (
                    "cc",
                    ["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-O1", "-Wall", "-Wextra", "-Werror"]
                        + ["-shared", "-fPIC", "-pthread", "-I", header, "-I", BuiltProducts.processorSources.path]
                )
            }
        if let message = try await failure(of: tool, arguments + [source, "-o", output]) {
            throw CompilerFailure(source: source, message: message)
        }
    }
}

/// A compiler did not accept a source.
public struct CompilerFailure: Error, CustomStringConvertible {
    public let source: String
    public let message: String

    public var description: String { "\(source) does not compile:\n\(message)" }
}
