import Foundation
import Glibc
import RunnerProtocol
import TestKit
import Testing

@testable import ProcessorHost

extension HostTests {
    /// On a kernel that confines all of it; on another one these rules do not hold, and the host says so.
    @Suite("confines a processor", .enabled(if: SandboxSupport.current.missing.isEmpty))
    struct Confined {
        private static let keys = [
            "hostile": #""memory": "512MiB", "scratch": "64MiB", "processes": 20, "cpu": 2, "timeout": "60s""#
        ]

        @Test(
            "which uses more than it may: the error names the limit, the next run works, and a neighbour never notices",
            arguments: [
                ("fork_bomb", "processor.processes", "The limit is 20 (manifest: processes)"),
                ("fill_memory", "processor.memory", "(manifest: memory)"),
                ("fill_shared", "processor.memory", "The limit is 512 MiB (manifest: memory)"),
                ("null_memory", "processor.memory", "The limit is 512 MiB (manifest: memory)"),
                ("fill_scratch", "processor.scratch", "The limit is 64 MiB (manifest: scratch)"),
                ("fill_nameless", "processor.scratch", "The limit is 64 MiB (manifest: scratch)"),
                ("spin", "processor.cpu", "(manifest: cpu)"),
            ])
        func exceeded(_ deed: String, _ code: String, _ words: String) async throws {
            try await HostFixture.serving(["hostile.c", "hang_cancel.c"], keys: Self.keys) { host, fixture in
                let events = RecordedEvents()
                async let neighbour = host.run("hang_cancel", id: "neighbour", events: events)
                try await expectEventually { !events.progress.isEmpty }
                let failure = try #require(await host.run("hostile", payload: Self.payload(deed)).failure)
                #expect(failure.code == code, "\(failure.message)")
                #expect(failure.message.contains(words), "\(failure.message)")
                #expect(try await Self.result(host, "nothing") == "done")
                await host.cancel(runID: "neighbour", reason: .user)
                guard case .cancelled(.user, _) = await neighbour.ending else {
                    Issue.record("the neighbour was harmed")
                    return
                }
            }
        }

        @Test("to its own package, its scratch folder, and the system's programs and libraries")
        func files() async throws {
            let packages = try TemporaryDirectory()
            for name in ["a", "b"] {
                try FileManager.default.createDirectory(atPath: packages.path(name), withIntermediateDirectories: true)
                try "text".write(toFile: packages.path("\(name)/file"), atomically: true, encoding: .utf8)
            }
            try await HostFixture.serving(["hostile.c"]) { host, fixture in
                func read(_ path: String, of package: String?, _ deed: String = "read_file") async throws -> String {
                    try await Self.result(host, deed, path, package: package.map(packages.path))
                }
                #expect(try await read(packages.path("a/file"), of: "a") == "done")
                #expect(try await read(packages.path("b/file"), of: "b") == "done")
                #expect(try await read(packages.path("b/file"), of: "a") == "refused")
                #expect(try await read(packages.path("a/file"), of: nil) == "refused")
                #expect(try await read(packages.path("a/file"), of: "a", "write_file") == "refused")
                #expect(try await read(packages.path("a/file"), of: "a", "chmod_file") == "refused")
                #expect(try await read("/usr/bin/env", of: nil) == "done")
                for path in [
                    "/etc/passwd", "/etc/shadow", "/proc/\(getpid())/environ", "/proc/\(getpid())/mem",
                    fixture.manifest.path,
                ] {
                    #expect(try await read(path, of: "a") == "refused", "\(path)")
                }
                for folder in ["/", "/tmp", "/proc", fixture.folder.appending(path: "tmp").path] {
                    #expect(try await read(folder, of: "a", "list_folder") == "refused", "\(folder)")
                }
                #expect(try await read("/tmp/trubuild-was-here", of: "a", "write_file") == "refused")
            }
        }

        @Test("to no network, unless the manifest says so")
        func network() async throws {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let port = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    #expect(bind(listener, address, size) == 0 && listen(listener, 5) == 0)
                    return getsockname(listener, address, &size)
                }
            }
            #expect(port == 0)
            let number = String(UInt16(bigEndian: address.sin_port))
            for allowed in [false, true] {
                let keys = ["hostile": #""network": \#(allowed)"#]
                try await HostFixture.serving(["hostile.c"], keys: keys) { host, _ in
                    let wanted = allowed ? "done" : "refused"
                    #expect(try await Self.result(host, "connect_tcp", number) == wanted)
                    #expect(try await Self.result(host, "socket_udp") == wanted)
                    #expect(try await Self.result(host, "socket_unix") == "refused")
                }
            }
        }

        @Test("away from the host and from other runners")
        func processes() async throws {
            try await HostFixture.serving(["hostile.c", "hang_cancel.c"]) { host, fixture in
                let events = RecordedEvents()
                async let neighbour = host.run("hang_cancel", id: "neighbour", events: events)
                try await expectEventually { !events.progress.isEmpty }
                let sibling = try "\(#require(fixture.records.startedProcesses.first))"
                for deed in ["kill_parent", "kill_sibling", "trace_sibling", "limit_parent"] {
                    #expect(try await Self.result(host, deed, sibling) == "refused", "\(deed)")
                }
                await host.cancel(runID: "neighbour", reason: .user)
                guard case .cancelled(.user, _) = await neighbour.ending else {
                    Issue.record("the neighbour was harmed")
                    return
                }
            }
        }

        @Test("and puts up with one that logs without end, ignores SIGTERM, or leaves folders 2,000 deep")
        func annoying() async throws {
            let keys = ["hostile": #""timeout": "1s""#]
            try await HostFixture.serving(["hostile.c"], keys: keys) { host, _ in
                let failure = try #require(await host.run("hostile", payload: Self.payload("deaf_to_sigterm")).failure)
                #expect(failure.code == "processor.timeout")
            }
            try await HostFixture.serving(["hostile.c"]) { host, fixture in
                #expect(try await Self.result(host, "log_flood") == "done")
                #expect(try await Self.result(host, "nest") == "done")
                #expect(try await Self.result(host, "nothing") == "done")
                let runs = try #require(
                    FileManager.default.enumerator(atPath: fixture.folder.appending(path: "tmp").path))
                #expect(!runs.contains { ($0 as? String)?.hasSuffix("/d") == true })
                #expect(fixture.records.startedProcesses.count == 1, "the runner is used again")
            }
        }

        @Test("to the package that its runner was started for: another folder of the same name is not read unseen")
        func replacedPackage() async throws {
            let packages = try TemporaryDirectory()
            let path = packages.path("p")
            func make() throws {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                try "text".write(toFile: "\(path)/file", atomically: true, encoding: .utf8)
            }
            try await HostFixture.serving(["hostile.c"]) { host, _ in
                try make()
                #expect(try await Self.result(host, "read_file", "\(path)/file", package: path) == "done")
                try FileManager.default.moveItem(atPath: path, toPath: packages.path("old"))
                try make()
                let report = await host.run(
                    "hostile", payload: Self.payload("read_file", "\(path)/file"), package: path)
                guard case .notBegun(let why) = report.ending else {
                    Issue.record("\(report)")
                    return
                }
                #expect(why.code == "processor.package_replaced")
                #expect(try await Self.result(host, "read_file", "\(path)/file", package: path) == "done")
            }
        }

        private static func payload(_ deed: String, _ path: String = "") -> String {
            #"{"deed":"\#(deed)","path":"\#(path)"}"#
        }

        /// What the processor says came of it.
        private static func result(
            _ host: ProcessorHost, _ deed: String, _ path: String = "", package: String? = nil
        ) async throws -> String {
            let report = await host.run("hostile", payload: payload(deed, path), package: package)
            let text = try #require(report.artifacts?["result"], "\(deed): \(report)")
            struct Answer: Decodable { let result: String }
            return try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).result
        }
    }
}
