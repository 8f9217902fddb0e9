import PostgresClient
import TestKit
import Testing

@Suite("Lost connections")
struct LostConnectionTests {
    private func backend(of connection: PostgresConnection) async throws -> Int {
        try #require(try await connection.query("SELECT pg_backend_pid()")[0, 0].int)
    }

    @Test("are reported with the server's reason when it ends the session during a statement")
    func terminated() async throws {
        let connection = try await TestDatabase.connect()
        let observer = try await TestDatabase.connect()
        let backend = try await backend(of: connection)
        let task = Task { try await connection.query("SELECT pg_sleep(30)") }
        try await eventually("the statement runs") {
            let query = "SELECT state FROM pg_stat_activity WHERE pid = $1"
            return try await observer.query(query, [.int(backend)])[0, 0].string == "active"
        }
        _ = try await observer.query("SELECT pg_terminate_backend($1)", [.int(backend)])
        let error = try await TestDatabase.error { try await task.value }
        #expect(error.code == .connectionLost && error.sqlState == "57P01")
        #expect(await !connection.isUsable)
        #expect(try await TestDatabase.error { try await connection.query("SELECT 1") }.code == .closed)
    }

    @Test("are noticed by the next statement when they were idle")
    func terminatedWhileIdle() async throws {
        let connection = try await TestDatabase.connect()
        let observer = try await TestDatabase.connect()
        let backend = try await backend(of: connection)
        _ = try await observer.query("SELECT pg_terminate_backend($1, 10000)", [.int(backend)])
        #expect(try await TestDatabase.error { try await connection.query("SELECT 1") }.code == .connectionLost)
    }

    @Test("are replaced by the pool, also after the server crashed")
    func pool() async throws {
        let server = try await PostgresServer.start()
        let pool = PostgresPool(
            configuration: try PostgresConfiguration(url: server.url()), size: 2, logger: TestDatabase.logger)
        let observer = try await PostgresConnection.connect(
            PostgresConfiguration(url: server.url()), logger: TestDatabase.logger)
        let backend = try #require(try await pool.query("SELECT pg_backend_pid()")[0, 0].int)
        _ = try await observer.query("SELECT pg_terminate_backend($1, 10000)", [.int(backend)])
        #expect(try await pool.query("SELECT 1")[0, 0].int == 1)

        try await server.restart(immediately: true)
        #expect(try await pool.query("SELECT 1")[0, 0].int == 1)

        try await server.pause()
        let error = try await TestDatabase.error { try await pool.query("SELECT 1") }
        #expect(error.code == .connectionFailed)
        try await server.resume()
        #expect(try await pool.query("SELECT 1")[0, 0].int == 1)
        await pool.close()
        try await server.stop()
    }
}
