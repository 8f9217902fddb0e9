import Foundation
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("with libraries that it refuses")
    struct Refusals {
        @Test("says why, and serves the others")
        func reasons() async throws {
            let fixture = try HostFixture()
            try await fixture.install(
                "echo.c", "snooze.c", "bad_major.c", "no_symbol.c", "threads.c", "artifacts.c", "describe_crash.c",
                "describe_hang.c")
            try fixture.setMode(0o646, of: fixture.plugins.appending(path: "threads.so"))
            try Data("#!/bin/sh".utf8).write(to: fixture.plugins.appending(path: "text.so"))
            try FileManager.default.createDirectory(
                at: fixture.plugins.appending(path: "folder.so"), withIntermediateDirectories: true)
            try fixture.write(
                [
                    "echo", "missing", "snooze", "bad_major", "no_symbol", "threads", "artifacts", "text", "folder",
                    "describe_crash", "describe_hang",
                ],
                keys: [
                    "snooze": #""sha256": "\#(String(repeating: "0", count: 64))""#,
                    "artifacts": #""job_types": ["tech_rfp_summary"]"#,
                    "missing": #""job_types": ["report"]"#,
                ])
            let host = try await fixture.start { $0.describeTimeout = .milliseconds(500) }
            let refused = Dictionary(uniqueKeysWithValues: host.refused.map { ($0.name, $0) })

            #expect(refused["missing"]?.code == "library.missing")
            #expect(refused["missing"]?.jobTypes == ["tech_rfp_report"])
            #expect(refused["missing"]?.reason.contains("\(fixture.plugins.path)/libmissing.so") == true)
            #expect(refused["snooze"]?.code == "library.sha256")
            #expect(refused["snooze"]?.reason.contains("the manifest wants 000000") == true)
            #expect(refused["bad_major"]?.code.hasPrefix("abi.") == true, "\(String(describing: refused["bad_major"]))")
            #expect(refused["no_symbol"]?.reason.contains("trubuild_processor_entry") == true)
            #expect(refused["threads"]?.code == "library.writable")
            #expect(refused["threads"]?.reason.hasSuffix("Run: chmod o-w \(fixture.plugins.path)/threads.so") == true)
            #expect(refused["artifacts"]?.code == "processor.job_types")
            #expect(refused["artifacts"]?.reason.contains("declares test_artifacts") == true)
            #expect(refused["text"]?.code == "library.not_elf")
            #expect(refused["folder"]?.code == "library.not_a_file")
            #expect(refused["describe_crash"]?.code == "processor.describe_crashed")
            #expect(refused["describe_crash"]?.reason.contains("SIGABRT") == true)
            #expect(refused["describe_crash"]?.reason.contains("describe_crash.c goes down") == true)
            #expect(refused["describe_hang"]?.code == "processor.describe_timeout")

            #expect(await host.catalog().processors.map(\.name) == ["echo"])
            #expect(await host.run("echo").artifacts != nil)
            #expect(await host.run("missing").failure?.code == "processor.refused")
            await host.shutdown()
        }

        @Test("refuses what a group may write: a library, or the folder that it lies in")
        func groupWritable() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c", "snooze.c")
            try fixture.setMode(0o664, of: fixture.plugins.appending(path: "echo.so"))
            try fixture.write(["echo", "snooze"])
            let first = try await fixture.start()
            #expect(first.refused.map(\.code) == ["library.writable"])
            #expect(first.refused.first?.reason.hasSuffix("Run: chmod g-w \(fixture.plugins.path)/echo.so") == true)
            await first.shutdown()

            try fixture.setMode(0o775, of: fixture.plugins)
            try fixture.write(["snooze"])
            let second = try await fixture.start()
            #expect(second.refused.map(\.code) == ["library.writable"])
            #expect(second.refused.first?.reason.hasSuffix("Run: chmod g-w \(fixture.plugins.path)") == true)
            await second.shutdown()
        }

        @Test("takes the right sha256, a path from the manifest's folder, a bare name with lib, and a link")
        func accepted() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c", "snooze.c", "threads.c")
            let files = FileManager.default
            try files.createDirectory(at: fixture.folder.appending(path: "other"), withIntermediateDirectories: true)
            try files.moveItem(
                at: fixture.plugins.appending(path: "snooze.so"), to: fixture.folder.appending(path: "other/snooze.so"))
            try files.moveItem(
                at: fixture.plugins.appending(path: "threads.so"), to: fixture.plugins.appending(path: "libt.so"))
            try files.createSymbolicLink(
                atPath: fixture.plugins.appending(path: "link.so").path,
                withDestinationPath: fixture.plugins.appending(path: "echo.so").path)
            let text = """
                {"version": 1, "processors": [
                  {"name": "a", "library": "link"}, {"name": "b", "library": "other/snooze"},
                  {"name": "c", "library": "t", "job_types": ["test_threads"]}]}
                """
            try text.write(to: fixture.manifest, atomically: true, encoding: .utf8)
            let host = try await fixture.start()
            #expect(host.refused == [])
            let types = await host.catalog().processors.map(\.jobTypes)
            #expect(types == [["test_echo"], ["test_snooze"], ["test_threads"]])
            await host.shutdown()
        }

        @Test("discovers what lies in Plugins, in the order of names, and refuses what clashes")
        func discovery() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c", "snooze.c", "threads.c", "describe_crash.c")
            let files = FileManager.default
            for (from, to) in [("snooze", "another"), ("echo", "zecho")] {
                try files.copyItem(
                    at: fixture.plugins.appending(path: "\(from).so"), to: fixture.plugins.appending(path: "\(to).so"))
            }
            try fixture.write(["echo"], keys: ["echo": #""concurrency": 1"#], discover: true)
            let host = try await fixture.start()
            #expect(await host.catalog().processors.map(\.name) == ["echo", "another", "threads"])
            #expect(host.refused.map(\.name) == ["describe_crash", "snooze", "zecho"])
            #expect(
                host.refused.map(\.code) == [
                    "processor.describe_crashed", "processor.job_type_clash", "processor.job_type_clash",
                ])
            #expect(host.refused[1].reason.hasPrefix("snooze and another both serve test_snooze"))
            #expect(host.refused[2].reason.hasPrefix("zecho and echo both serve test_echo"))
            #expect(await host.run("threads").artifacts?.count == 4)
            await host.shutdown()
        }

        @Test("is not disturbed by a library that is overwritten while it serves")
        func overwritten() async throws {
            try await HostFixture.serving(["echo.c"]) { host, fixture in
                #expect(await host.run("echo").artifacts != nil)
                let file = try FileHandle(forWritingTo: fixture.plugins.appending(path: "echo.so"))
                try file.truncate(atOffset: 0)
                try file.close()
                #expect(await host.run("echo").artifacts != nil)
            }
        }
    }
}
