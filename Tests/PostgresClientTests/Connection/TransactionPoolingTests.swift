import Logging
import TestKit
import Testing

@testable import PostgresClient

@Suite("Where a pooler lends sessions by the transaction", .serialized, .timeLimit(.minutes(1)))
struct TransactionPoolingTests {
    private static let limits = """
        SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
            current_setting('TimeZone') AS zone
        """

    private func connect() async throws -> PostgresConnection {
        var configuration = try PostgresConfiguration(url: try await PostgresServer.shared.createDatabase())
        configuration.isTransactionPooled = true
        configuration.statementTimeout = .seconds(7)
        configuration.lockTimeout = .seconds(3)
        return try await .connect(configuration, logger: .init(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test("every transaction sets its limits, and leaves none behind")
    func limits() async throws {
        let connection = try await connect()
        let row = try await connection.query(Self.limits)
        #expect(row.rowCount == 1 && row[0, 0].string == "7s" && row[0, 1].string == "3s" && row[0, 2].string == "UTC")
        try await connection.execute(script: "CREATE TABLE seen AS \(Self.limits)")
        try await connection.execute(script: "BEGIN")
        #expect(try await connection.query(Self.limits)[0, 0].string == "7s")
        try await connection.execute(script: "SET LOCAL lock_timeout = '1s'")
        #expect(try await connection.query(Self.limits)[0, 1].string == "1s", "the transaction keeps what it has set")
        try await connection.execute(script: "COMMIT")
        #expect(try await connection.query("SELECT statement FROM seen")[0, 0].string == "7s")
        // COMMIT ends the transaction that the limits were for: what follows in the script sees the session's own.
        try await connection.execute(script: "COMMIT; CREATE TABLE own AS \(Self.limits)")
        #expect(try await connection.query("SELECT statement FROM own")[0, 0].string == "0")
        await connection.close()
    }

    @Test("nothing is prepared, and errors name the caller's statements")
    func statements() async throws {
        let connection = try await connect()
        for _ in 0..<2 { _ = try await connection.query("SELECT $1::int", [.int(1)]) }
        #expect(try await connection.query("SELECT count(*) FROM pg_prepared_statements")[0, 0].int == 0)
        let results = try await connection.pipeline([PostgresStatement("SELECT 1"), PostgresStatement("SELECT 2")])
        #expect(results.map { $0[0, 0].int } == [1, 2])
        let error = await #expect(throws: PostgresError.self) {
            try await connection.pipeline([PostgresStatement("SELECT 1"), PostgresStatement("SELECT 1/0")])
        }
        #expect(error?.statementIndex == 1)
        let single = await #expect(throws: PostgresError.self) { try await connection.query("SELECT 1/0") }
        #expect(single?.statementIndex == nil && single?.sqlState == "22012")
        await connection.close()
    }
}
