import Foundation
import Testing

@testable import ProcessorHost

extension HostTests {
    @Suite("after its shutdown")
    struct Leaks {
        @Test("leaves no process, no descriptor and no file behind")
        func nothingLeft() async throws {
            let fixture = try HostFixture()
            try await fixture.install("echo.c", "segfault.c", "hang_cancel.c", "describe_hang.c")
            let descriptors = try Self.count("/proc/self/fd")
            try fixture.write(
                ["echo", "segfault", "hang_cancel", "describe_hang"], keys: ["hang_cancel": #""timeout": "50ms""#])
            let host = try await fixture.start { $0.describeTimeout = .seconds(2) }
            await withTaskGroup(of: Void.self) { group in
                for name in ["echo", "segfault", "hang_cancel"] {
                    for _ in 0..<4 { group.addTask { _ = await host.run(name) } }
                }
            }
            await host.shutdown()
            #expect(fixture.records.startedProcesses.count >= 6)
            #expect(fixture.records.startedProcesses.allSatisfy { kill($0, 0) != 0 })
            try await expectEventually { try Self.count("/proc/self/fd") <= descriptors }
            #expect(try Self.count(fixture.folder.appending(path: "tmp").path) == 0)
        }

        @Test("leaves nothing behind when its start is cancelled, and does not wait")
        func cancelledStart() async throws {
            let fixture = try HostFixture()
            try await fixture.install("describe_hang.c")
            let descriptors = try Self.count("/proc/self/fd")
            try fixture.write(["describe_hang"])
            // It would look at the library for longer than tests may take.
            let start = Task { try await fixture.start { $0.describeTimeout = .seconds(3600) } }
            let libraries = fixture.folder.appending(path: "tmp").path
            try await expectEventually { try Self.count(libraries) > 0 }
            start.cancel()
            await #expect(throws: CancellationError.self) { _ = try await start.value }
            #expect(try Self.count(libraries) == 0)
            try await expectEventually { try Self.count("/proc/self/fd") <= descriptors }
        }

        @Test("has removed what a host that was killed had left, but not what a living one uses")
        func abandoned() async throws {
            let fixture = try HostFixture()
            let parent = fixture.folder.appending(path: "tmp")
            let living = try RuntimeFolder(in: parent.path)
            let dead = parent.appending(path: "trubuild-host-dead00")
            try FileManager.default.createDirectory(
                at: dead.appending(path: "runs/1"), withIntermediateDirectories: true)
            let old = Date(timeIntervalSinceNow: -3600)
            for path in [dead.path, living.path] {
                try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
            }
            let next = try RuntimeFolder(in: parent.path)
            #expect(!FileManager.default.fileExists(atPath: dead.path))
            #expect(FileManager.default.fileExists(atPath: living.path))
            #expect(FileManager.default.fileExists(atPath: next.path))
        }

        private static func count(_ folder: String) throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: folder).count
        }
    }
}
