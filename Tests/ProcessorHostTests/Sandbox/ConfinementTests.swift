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
                try await Self.expect("done", host, "nothing")
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
                func expect(
                    _ wanted: String, _ path: String, of package: String?, _ deed: String = "read_file"
                ) async throws {
                    try await Self.expect(wanted, host, deed, path, package: package.map { packages.path($0) })
                }
                try await expect("done", packages.path("a/file"), of: "a")
                try await expect("done", packages.path("b/file"), of: "b")
                try await expect("refused", packages.path("b/file"), of: "a")
                try await expect("refused", packages.path("a/file"), of: nil)
                try await expect("refused", packages.path("a/file"), of: "a", "write_file")
                try await expect("refused", packages.path("a/file"), of: "a", "chmod_file")
                try await expect("done", "/usr/bin/env", of: nil)
                for path in [
                    "/etc/passwd", "/etc/shadow", "/proc/\(getpid())/environ", "/proc/\(getpid())/mem",
                    fixture.manifest.path,
                ] {
                    try await expect("refused", path, of: "a")
                }
                for folder in ["/", "/tmp", "/proc/1/root", fixture.folder.appending(path: "tmp").path] {
                    try await expect("refused", folder, of: "a", "list_folder")
                }
                try await expect("refused", "/tmp/trubuild-was-here", of: "a", "write_file")
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
                    try await Self.expect(wanted, host, "connect_tcp", number)
                    try await Self.expect(wanted, host, "socket_udp")
                    try await Self.expect("refused", host, "socket_unix")
                }
            }
        }

        @Test("away from the host and from other runners")
        func processes() async throws {
            try await HostFixture.serving(["hostile.c", "hang_cancel.c"]) { host, fixture in
                let events = RecordedEvents()
                async let neighbour = host.run("hang_cancel", id: "neighbour", events: events)
                try await expectEventually { !events.progress.isEmpty }
                let sibling = String(try #require(fixture.records.startedProcesses.first))
                for deed in ["kill_parent", "kill_sibling", "trace_sibling", "limit_parent"] {
                    try await Self.expect("refused", host, deed, sibling)
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
                try await Self.expect("done", host, "log_flood")
                try await Self.expect("done", host, "nest")
                try await Self.expect("done", host, "nothing")
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
                try await Self.expect("done", host, "read_file", "\(path)/file", package: path)
                try FileManager.default.moveItem(atPath: path, toPath: packages.path("old"))
                try make()
                let report = await host.run(
                    "hostile", payload: Self.payload("read_file", "\(path)/file"), package: path)
                guard case .notBegun(let why) = report.ending else {
                    Issue.record("\(report)")
                    return
                }
                #expect(why.code == "processor.package_replaced")
                try await Self.expect("done", host, "read_file", "\(path)/file", package: path)
            }
        }

        private static func payload(_ deed: String, _ path: String = "") -> String {
            #"{"deed":"\#(deed)","path":"\#(path)"}"#
        }

        /// What the processor is to say that came of it.
        private static func expect(
            _ wanted: String, _ host: ProcessorHost, _ deed: String, _ path: String = "", package: String? = nil
        ) async throws {
            let report = await host.run("hostile", payload: payload(deed, path), package: package)
            let text = try #require(report.artifacts?["result"], "\(deed): \(report)")
            struct Answer: Decodable { let result: String }
            let result = try JSONDecoder().decode(Answer.self, from: Data(text.utf8)).result
            #expect(result == wanted, "\(deed) \(path)")
        }
    }
}
