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
        #expect(result.contains(#""rfp_variant": "comm""#))
        #expect(result.contains(package.path))
        #expect(output.standardOutput.contains("result.json"))
    }

    @Test(
        "Neither a library's destructors nor a stream that it holds keep the host from its end",
        arguments: [("last_word", "process"), ("last_word", "in-process"), ("stream_holder", "in-process")])
    func ends(source: String, placement: String) async throws {
        let folder = try await HostFolder([.init(source: source, type: "tech_rfp_summary", placement: placement)])
        let (package, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let output = try await exec(folder, ["summary", "--package", package.path, "--out", out.path])
        #expect(output.status == 0, "\(output.standardError)")
    }

    @Test("A later job sees the results of an earlier exec, and of its package alone")
    func earlier() async throws {
        let folder = try await HostFolder([
            .init(source: "echo", type: "tech_rfp_analysis"), .init(source: "earlier", type: "tech_rfp_report"),
        ])
        let (package, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let analysis = try await exec(
            folder,
            ["analysis", "--package", package.path, "--payload", #"{"x": "€"}"#, "--out", out.path("a"), "--json"])
        #expect(analysis.status == 0, "\(analysis.standardError)")
        #expect(analysis.standardOutput.contains(#""job" : "\#(out.path("a/job.json"))""#))

        let arguments = ["report", "--package", package.path, "--out", out.path("r")]
        let report = try await exec(folder, arguments + ["--earlier", out.path("a")])
        #expect(report.status == 0, "\(report.standardError)")
        let found = try String(contentsOfFile: out.path("r/result.json"), encoding: .utf8)
        #expect(found.hasPrefix(#"{"status":0,"#))
        #expect(found.contains(#""payload":{"package_id":"#) && found.contains(#""x":"€"}"#))
        #expect(found.contains(#""job_type":"tech_rfp_analysis""#))

        let none = try await exec(folder, arguments)
        #expect(none.status == 0)
        #expect(try String(contentsOfFile: out.path("r/result.json"), encoding: .utf8) == #"{"status":-6,"size":0}"#)

        let other = try TemporaryDirectory()
        let foreign = try await exec(
            folder, ["report", "--package", other.path, "--out", out.path("r"), "--earlier", out.path("a")])
        #expect(foreign.status != 0)
        #expect(foreign.standardError.contains("of its own package alone"), "\(foreign.standardError)")

        // Without job.json the type has to be said.
        try FileManager.default.removeItem(atPath: out.path("a/job.json"))
        let untyped = try await exec(folder, arguments + ["--earlier", out.path("a")])
        #expect(untyped.status != 0)
        #expect(untyped.standardError.contains("--earlier TYPE=FOLDER"), "\(untyped.standardError)")
        let typed = try await exec(folder, arguments + ["--earlier", "analysis=\(out.path("a"))"])
        #expect(typed.status == 0, "\(typed.standardError)")
        #expect(
            try String(contentsOfFile: out.path("r/result.json"), encoding: .utf8).hasPrefix(#"{"status":0,"#))
        let missing = try await exec(folder, arguments + ["--earlier", out.path("nowhere")])
        #expect(missing.status != 0 && missing.standardError.contains("found no folder"))
    }

    @Test("A page is written beside the JSON, under the name of its content")
    func page() async throws {
        let folder = try await HostFolder([.init(source: "page", type: "tech_rfp_report")])
        let (package, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let output = try await exec(
            folder, ["report", "--package", package.path, "--out", out.path, "--json"])
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.contains(out.path("report.html")))
        #expect(output.standardOutput.contains(out.path("result.json")))
        let page = try String(contentsOfFile: out.path("report.html"), encoding: .utf8)
        #expect(page == "<!doctype html>\n<p>{\"€</p>\n")
    }

    @Test("A retry keeps a large checkpoint, and exec says why it tries again")
    func retry() async throws {
        let folder = try await HostFolder([.init(source: "big_checkpoint", type: "tech_rfp_analysis", maxAttempts: 2)])
        let (package, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let output = try await exec(folder, ["analysis", "--package", package.path, "--out", out.path])
        #expect(output.status == 0, "\(output.standardError)")
        #expect(
            output.standardError.contains(#/Attempt 1 gave no result, trying again in \d+(\.\d)? s: stopped half-way/#),
            "\(output.standardError)")
        let result = try String(contentsOfFile: out.path("result.json"), encoding: .utf8)
        #expect(result == #"{"size":1048576,"last":100}"#)
    }

    @Test("A folder may be named by anything that a folder may be named by")
    func oddNames() async throws {
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_summary")])
        let (parent, out) = (try TemporaryDirectory(), try TemporaryDirectory())
        let package = parent.path("back\\slash\nnewline")
        try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: false)
        let output = try await exec(folder, ["summary", "--package", package, "--out", out.path])
        #expect(output.status == 0, "\(output.standardError)")
        let result = try String(contentsOfFile: out.path("result.json"), encoding: .utf8)
        #expect(result.contains(#""package_id":"back_slash_newline""#))
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
