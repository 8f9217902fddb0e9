import PostgresClient
import Synchronization
import TestKit
import Testing

@Suite("The pool")
struct PostgresPoolTests {
    private func pool(
        size: Int, waitLimit: Duration = .seconds(10), name: String = "pool"
    ) async throws -> PostgresPool {
        let configuration = try await TestDatabase.configuration { $0.applicationName = name }
        return PostgresPool(configuration: configuration, size: size, waitLimit: waitLimit, logger: TestDatabase.logger)
    }

    @Test("opens no more connections than it may, and serves everybody")
    func bounded() async throws {
        let pool = try await pool(size: 3, waitLimit: .seconds(60))
        let backends = try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<100 { group.addTask { try await pool.query("SELECT pg_backend_pid()")[0, 0].int } }
            var backends: Set<Int?> = []
            for try await backend in group { backends.insert(backend) }
            return backends
        }
        #expect(backends.count <= 3)
        await pool.close()
    }

    @Test("tells a caller that waited too long, or whose task was cancelled")
    func waiting() async throws {
        let pool = try await pool(size: 1, waitLimit: .milliseconds(50))
        try await pool.withConnection { _ in
            let error = try await TestDatabase.error { try await pool.query("SELECT 1") }
            #expect(error.code == .timedOut)
            let task = Task {
                try? await Task.sleep(for: .seconds(60))
                return try await pool.query("SELECT 1")
            }
            task.cancel()
            #expect(try await TestDatabase.error { try await task.value }.code == .cancelled)
        }
        #expect(try await pool.query("SELECT 1")[0, 0].int == 1)
        await pool.close()
    }

    @Test("rolls back what its user left open, and keeps the connection")
    func openTransaction() async throws {
        let pool = try await pool(size: 1)
        let first = try await pool.withConnection { connection in
            try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int)")
            _ = try await connection.query("BEGIN")
            _ = try await connection.query("INSERT INTO t VALUES (1)")
            return try await connection.query("SELECT pg_backend_pid()")[0, 0].int
        }
        #expect(try await pool.query("SELECT count(*) FROM t")[0, 0].int == 0)
        #expect(try await pool.query("SELECT pg_backend_pid()")[0, 0].int == first)
        await pool.close()
    }

    @Test("passes on what its user throws, and lends the connection again")
    func errors() async throws {
        struct Mine: Error {}
        let pool = try await pool(size: 1)
        await #expect(throws: Mine.self) { try await pool.withConnection { _ in throw Mine() } }
        #expect(try await pool.pipeline([PostgresStatement("SELECT 1")]).count == 1)
        await pool.close()
    }

    @Test("closes lent connections too when it is closed, and turns everybody away")
    func closing() async throws {
        let pool = try await pool(size: 1, name: "closing pool")
        let observer = try await TestDatabase.connect()
        let busy = Task { try await pool.query("SELECT pg_sleep(30)") }
        let count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'closing pool' AND state = 'active'"
        try await eventually("the statement runs") { try await observer.query(count)[0, 0].int == 1 }
        let waiting = Task { try await pool.query("SELECT 1") }
        await pool.close()
        #expect(try await TestDatabase.error { try await busy.value }.code == .closed)
        #expect(try await TestDatabase.error { try await waiting.value }.code == .closed)
        #expect(try await TestDatabase.error { try await pool.query("SELECT 1") }.code == .closed)
    }
}
