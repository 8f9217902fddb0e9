import ChaosKit
import Logging
import PostgresClient
import TestKit
import Testing

@Suite("A connection that listens keeps no old row versions", .serialized, .timeLimit(.minutes(3)))
struct StuckListenerTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    private static let name = "listens-here"

    private let server: PostgresServer
    private let database: Database

    init() async throws {
        server = try await PostgresServer.start()
        database = Database(url: try await server.createDatabase())
        try await database.query("CREATE TABLE rows (n int) WITH (autovacuum_enabled = off)")
    }

    @Test("neither idle, nor when the network fails, nor for long when the server cannot get rid of what it sends")
    func snapshots() async throws {
        let proxy = try TCPProxy(to: server.port)
        var configuration = try PostgresConfiguration(
            url: database.url.replacing(":\(server.port)/", with: ":\(proxy.port)/"))
        configuration.applicationName = Self.name
        configuration.deadClientTimeout = .seconds(4)
        let listener = PostgresListener(configuration: configuration, channels: ["news"], logger: Self.logger)
        let (stream, continuation) = AsyncStream.makeStream(of: PostgresListener.Event.self)
        async let running: Void = listener.run { continuation.yield($0) }
        var events = stream.makeAsyncIterator()
        guard case .listening = await events.next() else {
            Issue.record("it does not listen")
            return
        }
        #expect(try await holdsSnapshot() == "f")
        #expect(try await vacuumed())

        proxy.cut()
        try await database.query("NOTIFY news")
        #expect(try await holdsSnapshot() == "f")
        #expect(try await vacuumed(), "a partition alone")

        // More than the sockets on the way can take.
        try await eventually("the server is stuck with notifications, and holds a snapshot for them") {
            try await flood()
            // On a slow machine the flood outlasts the patience of the server: it holds none, as it has given the client up.
            return try await holdsSnapshot() != "f"
        }
        try await eventually(within: .seconds(60), "the server gives the client up") {
            try await database.value("SELECT count(*) FROM pg_stat_activity WHERE application_name = '\(Self.name)'")
                == "0"
        }
        #expect(try await vacuumed())

        proxy.mend()
        proxy.sever()
        var isBack = false
        while !isBack, let event = await events.next() {
            if case .listening = event { isBack = true }
        }
        #expect(isBack)
        listener.close()
        await running
        proxy.close()
        try await server.stop()
    }

    @Test("(and a session that does hold a snapshot is seen to keep them)")
    func control() async throws {
        let holder = try await PostgresConnection.connect(PostgresConfiguration(url: database.url), logger: Self.logger)
        try await holder.execute(script: "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM rows")
        #expect(try await !vacuumed())
        await holder.close()
        try await server.stop()
    }

    private func holdsSnapshot() async throws -> String {
        try await database.value(
            """
            SELECT backend_xmin IS NOT NULL OR backend_xid IS NOT NULL FROM pg_stat_activity
            WHERE application_name = '\(Self.name)'
            """)
    }

    private func flood() async throws {
        try await database.query(
            """
            DO $$ BEGIN FOR n IN 1..50000 LOOP PERFORM pg_notify('news', repeat('x', 200) || n); END LOOP; END $$
            """)
    }

    /// Whether rows that are deleted now can be removed now: their pages are given back.
    private func vacuumed() async throws -> Bool {
        try await database.query("INSERT INTO rows SELECT generate_series(1, 1000)")
        try await database.query("DELETE FROM rows")
        try await database.query("VACUUM rows")
        return try await database.value("SELECT pg_relation_size('rows')") == "0"
    }
}
