import Foundation
import TestKit
import Testing

@Suite("trubuild-host exec runs one job over a folder", .timeLimit(.minutes(2)))
struct ExecTests {
    private func exec(_ folder: HostFolder, _ arguments: [String], in current: String = "/") async throws
        -> CommandOutput
    {
        try await runCommand(
            try BuiltProducts.program("trubuild-host"),
            ["exec"] + arguments + ["--manifest", folder.path + "/processors.json"], workingDirectory: current)
    }

    @Test("It writes each artifact to a file and exits with status 0")
    func completes() async throws {
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_summary")])
        let out = try TemporaryDirectory()
        let package = try TemporaryDirectory()
        let output = try await exec(
            folder, ["summary", "--package", package.path, "--payload", #"{"rfp_variant": "comm"}"#, "--out", out.path])
        #expect(output.status == 0, "\(output.standardError)")
        let result = try String(contentsOfFile: out.path("result.json"), encoding: .utf8)
        #expect(result.contains(#""rfp_variant":"comm""#))
        #expect(result.contains(package.path))
        #expect(output.standardOutput.contains("result.json"))
    }

    @Test("A run that fails gives its error on standard error and status 1")
    func fails() async throws {
        let folder = try await HostFolder([.init(source: "segfault", type: "tech_rfp_summary")])
        let out = try TemporaryDirectory()
        let output = try await exec(folder, ["summary", "--package", out.path, "--out", out.path, "--json"])
        #expect(output.status == 1)
        #expect(output.standardError.contains("SIGSEGV"))
        #expect(output.standardOutput.contains(#""status" : "failed""#))
        #expect(try FileManager.default.contentsOfDirectory(atPath: out.path).isEmpty)
    }

    @Test(
        "An unknown type, a missing folder and a bad payload are told apart",
        arguments: [
            (["nonsense", "--package", "/"], "No processor serves nonsense"),
            (["summary", "--package", "/nowhere"], "No package folder at /nowhere"),
            (["summary", "--package", "/", "--payload", "[]"], "wanted a JSON object"),
        ])
    func mistakes(arguments: [String], says: String) async throws {
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_summary")])
        let output = try await exec(folder, arguments)
        #expect(output.status != 0)
        #expect(output.standardError.contains(says), "\(output.standardError)")
    }
}
