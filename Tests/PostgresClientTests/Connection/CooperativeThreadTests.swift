import Foundation
import PostgresClient
import TestKit
import Testing

@Suite("Waiting for the server")
struct CooperativeThreadTests {
    @Test("holds no thread of Swift's pool")
    func threads() async throws {
        // More statements wait for a lock than the pool has threads. If each held one, nobody could see them wait, or
        // release the lock.
        let size = min(ProcessInfo.processInfo.activeProcessorCount + 4, 100)
        let configuration = try await TestDatabase.configuration { $0.lockTimeout = .seconds(60) }
        let pool = PostgresPool(configuration: configuration, size: size, logger: TestDatabase.logger)
        let holder = try await TestDatabase.connect()
        _ = try await holder.query("SELECT pg_advisory_lock(1, 2)")
        try await withThrowingTaskGroup { group in
            for _ in 0..<size { group.addTask { _ = try await pool.query("SELECT pg_advisory_xact_lock(1, 2)") } }
            let waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 2 AND NOT granted"
            try await eventually("all statements wait") { try await holder.query(waiting)[0, 0].int == size }
            _ = try await holder.query("SELECT pg_advisory_unlock(1, 2)")
            try await group.waitForAll()
        }
        await pool.close()
    }
}
