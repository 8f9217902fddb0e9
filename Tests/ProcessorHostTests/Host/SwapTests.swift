import Foundation
import TestKit
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("whose processors are replaced while it serves")
    struct Swaps {
        /// A processor whose results name their version. With a package it waits for a file "go" there.
        private static func library(_ version: Int) async throws -> String {
            let source = """
                #include <stdio.h>
                #include <time.h>
                #include <unistd.h>
                #include "common.h"
                static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
                {
                   char path[512];
                   struct timespec pause = {0, 1000000};
                   (void)instance;
                   snprintf(path, sizeof path, "%.*s/go", (int)run->package_dir.len, (const char *)run->package_dir.ptr);
                   report(host, run, 0.5, "waiting");
                   while (run->package_dir.len > 0 && access(path, F_OK) != 0) nanosleep(&pause, NULL);
                   return put_artifact(host, run, "result", "{\\"version\\":\(version)}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
                }
                TEST_PROCESSOR("test_swap")
                """
            return try await ProcessorCompiler.library(named: "swap_\(version)", source: source)
        }

        private let fixture: HostFixture
        private var file: URL { fixture.plugins.appending(path: "swap.so") }

        init() throws {
            fixture = try HostFixture()
        }

        /// Puts a version in place, as `install` or `mv` does.
        private func install(_ version: Int, as name: String = "swap.so") async throws {
            let new = fixture.plugins.appending(path: ".new")
            try? FileManager.default.removeItem(at: new)
            try FileManager.default.copyItem(atPath: try await Self.library(version), toPath: new.path)
            try fixture.setMode(0o644, of: new)
            #expect(rename(new.path, fixture.plugins.appending(path: name).path) == 0)
        }

        private func answer(of host: ProcessorHost, _ name: String = "swap") async -> String? {
            await host.run(name).artifacts?["result"]
        }

        @Test("new runs get the new one, those under way finish on the old one, and no copy of it is left")
        func renamed() async throws {
            try await install(1)
            try fixture.write(["swap"])
            let host = try await fixture.start()
            let package = fixture.folder.appending(path: "package").path
            try FileManager.default.createDirectory(atPath: package, withIntermediateDirectories: false)
            let events = RecordedEvents()
            async let old = host.run("swap", package: package, events: events)
            try await expectEventually { !events.progress.isEmpty }

            try await install(2)
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":2}"#)
            #expect(copies.count == 2)
            try Data().write(to: URL(filePath: "\(package)/go"))
            #expect(await old.artifacts == ["result": #"{"version":1}"#])
            try await expectEventually { copies.count == 1 }
            // Nothing has changed: the warm runner stays.
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":2}"#)
            #expect(fixture.records.startedProcesses.count == 2)
            await host.shutdown()
        }

        @Test("a file that is written over, and a link that is moved, are noticed, too")
        func otherWays() async throws {
            try await install(3)
            try fixture.write(["swap"])
            let host = try await fixture.start()
            let bytes = try Data(contentsOf: URL(filePath: try await Self.library(4)))
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: bytes)
            try handle.close()
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":4}"#)

            try await install(5, as: "five.so")
            try FileManager.default.removeItem(at: file)
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "five.so")
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":5}"#)
            await host.shutdown()
        }

        @Test(
            "a broken replacement is refused, and the old one serves on", arguments: ["half", "text", "crash", "mode"])
        func broken(_ kind: String) async throws {
            try await install(6)
            try fixture.write(["swap"])
            let host = try await fixture.start()
            switch kind {
            case "half":
                let bytes = try Data(contentsOf: URL(filePath: try await Self.library(7)))
                try bytes.prefix(bytes.count / 2).write(to: file, options: .atomic)
            case "text": try Data("no library".utf8).write(to: file, options: .atomic)
            case "crash":
                try await fixture.install("describe_crash.c")
                #expect(rename(fixture.plugins.appending(path: "describe_crash.so").path, file.path) == 0)
            default: try fixture.setMode(0o666, of: file)
            }
            if kind != "mode" { try fixture.setMode(0o644, of: file) }
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":6}"#)
            #expect(host.refused == [])
            #expect(fixture.records.all.contains { $0.message.hasPrefix("processor swap is not replaced") })
            try await install(7)
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":7}"#)
            await host.shutdown()
        }

        @Test("what crashed when it was described is not tried again under another name")
        func quarantine() async throws {
            try await install(8)
            try fixture.write(["swap"], discover: true)
            let host = try await fixture.start()
            try await fixture.install("describe_crash.c")
            _ = await host.refresh()
            #expect(host.refused.map(\.code) == ["processor.describe_crashed"])
            let plugins = fixture.plugins
            #expect(
                rename(plugins.appending(path: "describe_crash.so").path, plugins.appending(path: "harmless.so").path)
                    == 0)
            _ = await host.refresh()
            #expect(host.refused.map(\.name) == ["harmless"])
            #expect(host.refused.map(\.code) == ["library.quarantined"])
            #expect(await answer(of: host) == #"{"version":8}"#)
            await host.shutdown()
        }

        @Test(
            "a new library and a new entry serve, a removed one does not, and a manifest with a mistake changes nothing"
        )
        func manifest() async throws {
            try await install(9)
            try fixture.write(["swap"])
            let host = try await fixture.start()
            try await fixture.install("echo.c")
            try fixture.write(["swap", "echo"], keys: ["swap": #""concurrency": 7"#])
            _ = await host.refresh()
            #expect(await host.catalog().processors.map(\.name) == ["swap", "echo"])
            #expect(await host.catalog().processors.first?.concurrency == 7)
            #expect(await host.run("echo").artifacts != nil)

            try "{".write(to: fixture.manifest, atomically: true, encoding: .utf8)
            #expect(await host.refresh() == nil)
            #expect(await host.catalog().processors.count == 2)

            try fixture.write(["echo"])
            _ = await host.refresh()
            #expect(await host.catalog().processors.map(\.name) == ["echo"])
            #expect(await host.run("swap").failure?.code == "processor.refused")

            try FileManager.default.removeItem(at: fixture.plugins.appending(path: "echo.so"))
            _ = await host.refresh()
            #expect(await host.catalog().processors.isEmpty)
            #expect(host.refused.map(\.code) == ["library.missing"])
            await host.shutdown()
        }

        @Test("what runs inside the host is not replaced: two builds of it cannot live in one process")
        func inProcess() async throws {
            try await install(10)
            try fixture.write(["swap"], keys: ["swap": #""placement": "in-process""#])
            let host = try await fixture.start()
            #expect(await answer(of: host) == #"{"version":10}"#)
            try await install(11)
            _ = await host.refresh()
            #expect(await answer(of: host) == #"{"version":10}"#)
            #expect(fixture.records.all.contains { $0.metadata["code"] == "library.in_host" })
            await host.shutdown()
        }

        @Test(
            "the watch notices by itself, and no run that is handed over during a swap fails", .timeLimit(.minutes(1)))
        func watched() async throws {
            try await install(12)
            try fixture.write(["swap"], keys: ["swap": #""concurrency": 2"#])
            let host = try await fixture.start { $0.watchInterval = .milliseconds(10) }
            let watch = Task { await host.watch(reloads: AsyncStream { _ in }) }
            var versions: Set<String> = []
            for version in 13...16 {
                try await install(version)
                while !versions.contains(#"{"version":\#(version)}"#) {
                    async let other = answer(of: host)
                    let answers = await [answer(of: host), other].compactMap { $0 }
                    #expect(answers.count == 2)
                    versions.formUnion(answers)
                }
            }
            #expect(fixture.records.all.contains { $0.metadata["replacement"] == "true" })
            watch.cancel()
            await watch.value
            await host.shutdown()
            #expect(await host.refresh() != nil)
            #expect(await host.run("swap").artifacts == nil)
        }

        /// The host's private copies of libraries.
        private var copies: [String] {
            let temporary = fixture.folder.appending(path: "tmp").path
            let folders = (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []
            guard let host = folders.first(where: { $0.hasPrefix("trubuild-host-") }) else { return [] }
            return (try? FileManager.default.contentsOfDirectory(atPath: "\(temporary)/\(host)/libraries")) ?? []
        }
    }

    @Suite("with a processor that keeps crashing")
    struct Breaking {
        @Test("takes it out of service, leaves the others alone, and tries it again after a pause")
        func breaker() async throws {
            func breakEarly(_ configuration: inout ProcessorHostConfiguration) {
                configuration.breaker = .init(crashLimit: 3, pause: .milliseconds(300))
            }
            try await HostFixture.serving(["segfault.c", "echo.c"], configure: breakEarly) { host, fixture in
                func slots(_ name: String) async -> Int? {
                    await host.catalog().processors.first { $0.name == name }?.concurrency
                }
                let before = await slots("echo")
                for _ in 0..<3 { #expect(await host.run("segfault").failure?.code == "processor.crashed") }
                #expect(await slots("segfault") == 0)
                #expect(await slots("echo") == before)
                let reason = await host.catalog().processors.first { $0.name == "segfault" }?.outOfService
                #expect(reason?.contains("crashed 3 times, last: The processor segfault crashed: signal 11") == true)
                #expect(
                    fixture.records.all.contains {
                        $0.message.hasPrefix("processor segfault is out of service for 300 ms")
                    })
                var changes = host.changes.makeAsyncIterator()
                await changes.next()
                while await slots("segfault") == 0 { await changes.next() }
                #expect(await slots("segfault") == 1)
                #expect(await host.run("segfault").failure != nil)
                #expect(await slots("segfault") == 0)
            }
        }
    }
}

@Suite("The look at changed files")
struct ChangeDetectorTests {
    private func survey(_ size: Int64) throws -> FileSurvey {
        let folder = try TemporaryDirectory()
        let path = folder.path("file")
        try Data(count: Int(size)).write(to: URL(filePath: path))
        return FileSurvey(stamps: ["file": try #require(FileStamp(of: path))])
    }

    @Test("waits until nothing changes any more, and asks once")
    func settles() throws {
        let (old, half, whole) = (try survey(1), try survey(2), try survey(3))
        var detector = ChangeDetector(old)
        #expect(detector.look(old) == false)
        #expect(detector.look(half) == false)
        #expect(detector.look(whole) == false)
        #expect(detector.look(whole) == true)
        #expect(detector.look(whole) == false)
        #expect(detector.look(old) == false)
        #expect(detector.look(whole) == false, "it went back")
    }
}
