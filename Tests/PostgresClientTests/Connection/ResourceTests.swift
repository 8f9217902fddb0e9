import Foundation
import PostgresClient
import TestKit
import Testing

/// Other suites open connections of their own at the same time, so the counts are taken in a process of its own.
@Suite("Threads and descriptors")
struct ResourceTests {
    @Test("of a connection go with it: closed, dropped, cancelled or never made")
    func released() async throws {
        await #expect(processExitsWith: .success) { try await Self.openAndRelease() }
    }

    private static func openAndRelease() async throws {
        let server = try await PostgresServer.start()
        let good = try PostgresConfiguration(url: server.url())
        let bad = try PostgresConfiguration(url: "postgresql://127.0.0.1:\(freePort())/x")
        // The first connection initialises libraries, which may keep a descriptor.
        try await use(good)
        try await eventually("the first connection's thread has ended") { connectionThreads() == 0 }
        let descriptors = openDescriptors()
        for _ in 0..<100 {
            try await use(good)
            _ = try? await PostgresConnection.connect(bad, logger: TestDatabase.logger)
        }
        try await eventually("all threads have ended, of \(connectionThreads())") { connectionThreads() == 0 }
        try await eventually("\(openDescriptors()) descriptors are \(descriptors) again") {
            openDescriptors() == descriptors
        }
        try await server.stop()
    }

    private static func use(_ configuration: PostgresConfiguration) async throws {
        let closed = try await PostgresConnection.connect(configuration, logger: TestDatabase.logger)
        _ = try await closed.query("SELECT 1")
        await closed.close()
        let dropped = try await PostgresConnection.connect(configuration, logger: TestDatabase.logger)
        _ = try? await dropped.query("SELECT pg_sleep(30)", timeout: .milliseconds(1))
    }

    private static func connectionThreads() -> Int {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return tasks.count { task in
            let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
            return name?.hasPrefix("postgres") == true
        }
    }

    private static func openDescriptors() -> Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).count
    }
}
