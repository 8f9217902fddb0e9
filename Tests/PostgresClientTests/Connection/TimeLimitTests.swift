import Glibc
import PostgresClient
import TestKit
import Testing

@Suite("Time limits and cancellation")
struct TimeLimitTests {
    /// Far below the sleeps of the statements, and far above what a busy machine needs.
    private let patience: Duration = .seconds(20)

    @Test("of the server end a statement and keep the connection")
    func serverTimeout() async throws {
        let connection = try await TestDatabase.connect { $0.statementTimeout = .milliseconds(100) }
        let error = try await TestDatabase.error { try await connection.query("SELECT pg_sleep(30)") }
        #expect(error.code == .timedOut && error.sqlState == "57014")
        #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
    }

    @Test("of a call end its statement on the server and keep the connection")
    func callTimeout() async throws {
        let connection = try await TestDatabase.connect()
        let started = ContinuousClock.now
        let error = try await TestDatabase.error {
            try await connection.query("SELECT pg_sleep(30)", timeout: .milliseconds(100))
        }
        #expect(error.code == .timedOut)
        #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
        #expect(started.duration(to: .now) < patience)
    }

    @Test("hold for locks")
    func lockTimeout() async throws {
        let first = try await TestDatabase.connect()
        let second = try await TestDatabase.connect { $0.lockTimeout = .milliseconds(50) }
        _ = try await first.query("SELECT pg_advisory_lock(4711)")
        let error = try await TestDatabase.error { try await second.query("SELECT pg_advisory_lock(4711)") }
        #expect(error.sqlState == "55P03")
    }

    @Test("end a call to a server that is frozen, and the connection with it")
    func frozenServer() async throws {
        let server = try await PostgresServer.start()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(url: server.url()), logger: TestDatabase.logger)
        let backend = try #require(try await connection.query("SELECT pg_backend_pid()")[0, 0].int)
        try server.signal(SIGSTOP, process: backend)
        let error = try await TestDatabase.error {
            try await connection.query("SELECT 1", timeout: .milliseconds(100))
        }
        #expect(error.code == .timedOut)
        #expect(await !connection.isUsable)
        try server.signal(SIGCONT, process: backend)
        try await server.stop()
    }

    @Test("let a cancelled task go at once; its statement stops on the server and the connection stays usable")
    func cancellation() async throws {
        let connection = try await TestDatabase.connect { $0.applicationName = "to be cancelled" }
        let observer = try await TestDatabase.connect()
        let running = "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 AND state = 'active'"
        let task = Task { try await connection.query("SELECT pg_sleep(30)") }
        try await eventually("the statement runs") {
            try await observer.query(running, [.text("to be cancelled")])[0, 0].int == 1
        }
        let started = ContinuousClock.now
        task.cancel()
        #expect(try await TestDatabase.error { try await task.value }.code == .cancelled)
        #expect(try await observer.query(running, [.text("to be cancelled")])[0, 0].int == 0)
        #expect(try await connection.query("SELECT 1")[0, 0].int == 1)
        #expect(started.duration(to: .now) < patience)
    }

    @Test("send nothing for a task that is cancelled already")
    func cancelledBefore() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int)")
        let task = Task {
            try? await Task.sleep(for: .seconds(60))
            _ = try await connection.query("INSERT INTO t VALUES (1)")
        }
        task.cancel()
        #expect(try await TestDatabase.error { try await task.value }.code == .cancelled)
        #expect(try await connection.query("SELECT count(*) FROM t")[0, 0].int == 0)
    }

    @Test("do not keep a busy connection from being closed")
    func closeWhileBusy() async throws {
        let connection = try await TestDatabase.connect { $0.applicationName = "to be closed" }
        let observer = try await TestDatabase.connect()
        let count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'to be closed' AND state = 'active'"
        let task = Task { try await connection.query("SELECT pg_sleep(30)") }
        try await eventually("the statement runs") { try await observer.query(count)[0, 0].int == 1 }
        let started = ContinuousClock.now
        await connection.close()
        #expect(try await TestDatabase.error { try await task.value }.code == .closed)
        #expect(try await TestDatabase.error { try await connection.query("SELECT 1") }.code == .closed)
        await connection.close()
        #expect(started.duration(to: .now) < patience)
    }
}
