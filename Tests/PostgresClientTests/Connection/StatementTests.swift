import PostgresClient
import TestKit
import Testing

@Suite("Statements")
struct StatementTests {
    @Test("that the server refuses say why, and leave the connection usable")
    func refused() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE keys (k int PRIMARY KEY)")
        let cases = [("SELECT * FROM nowhere", "42P01"), ("SELEC", "42601"), ("SELECT 1/0", "22012")]
        for (sql, sqlState) in cases {
            let error = try await TestDatabase.error { try await connection.query(sql) }
            #expect(error.code == .server && error.sqlState == sqlState && error.statementIndex == nil)
        }
        let insert = "INSERT INTO keys VALUES ($1)"
        _ = try await connection.query(insert, [.int(77)])
        let error = try await TestDatabase.error { try await connection.query(insert, [.int(77)]) }
        #expect(error.sqlState == "23505" && error.detail?.contains("77") == true)
        #expect(!error.description.contains("77"))
        #expect(await connection.isUsable)
    }

    @Test("are prepared once")
    func preparedOnce() async throws {
        let connection = try await TestDatabase.connect()
        for n in 1...3 { #expect(try await connection.query("SELECT $1::int", [.int(n)])[0, 0].int == n) }
        let prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int'"
        #expect(try await connection.query(prepared)[0, 0].int == 1)
        let unprepared = try await TestDatabase.connect { $0.statementCacheSize = 0 }
        _ = try await unprepared.query("SELECT $1::int", [.int(1)])
        #expect(try await unprepared.query("SELECT count(*) FROM pg_prepared_statements")[0, 0].int == 0)
    }

    @Test("whose prepared plan went stale are prepared again")
    func stalePlan() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int); INSERT INTO t VALUES (1)")
        #expect(try await connection.query("SELECT * FROM t").columns == ["a"])
        try await connection.execute(script: "ALTER TABLE t ADD COLUMN b int")
        #expect(try await connection.query("SELECT * FROM t").columns == ["a", "b"])
    }

    @Test("whose plan went stale in a transaction fail there, and work after it")
    func stalePlanInTransaction() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int)")
        _ = try await connection.query("SELECT * FROM t")
        try await connection.execute(script: "ALTER TABLE t ADD COLUMN b int")
        _ = try await connection.query("BEGIN")
        #expect(try await TestDatabase.error { try await connection.query("SELECT * FROM t") }.sqlState == "0A000")
        _ = try await connection.query("ROLLBACK")
        #expect(try await connection.query("SELECT * FROM t").columns == ["a", "b"])
    }

    @Test("that the server has forgotten, as behind a pooler, are sent unprepared")
    func forgotten() async throws {
        let connection = try await TestDatabase.connect()
        _ = try await connection.query("SELECT $1::int", [.int(1)])
        try await connection.execute(script: "DEALLOCATE ALL")
        #expect(try await connection.query("SELECT $1::int", [.int(2)])[0, 0].int == 2)
        #expect(try await connection.query("SELECT count(*) FROM pg_prepared_statements")[0, 0].int == 0)
    }

    @Test("of a pipeline all take effect, and answer in order")
    func pipeline() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int)")
        let inserts = (1...1000).map { PostgresStatement("INSERT INTO t VALUES ($1) RETURNING a", [.int($0)]) }
        let results = try await connection.pipeline(inserts + [PostgresStatement("SELECT count(*) FROM t")])
        #expect(results.dropLast().map { $0[0, 0].int } == Array(1...1000))
        #expect(results.last?[0, 0].int == 1000)
        #expect(try await connection.pipeline([]).isEmpty)
    }

    @Test("of a pipeline have no effect when one fails, and the error names it")
    func atomicPipeline() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int PRIMARY KEY)")
        let error = try await TestDatabase.error {
            try await connection.pipeline(
                [1, 2, 2, 3].map { PostgresStatement("INSERT INTO t VALUES ($1)", [.int($0)]) }
                    + [PostgresStatement("SELECT 'not reached'")])
        }
        #expect(error.sqlState == "23505" && error.statementIndex == 2)
        #expect(try await connection.query("SELECT count(*) FROM t")[0, 0].int == 0)
        let syntax = try await TestDatabase.error {
            try await connection.pipeline([PostgresStatement("INSERT INTO t VALUES (9)"), PostgresStatement("SELEC")])
        }
        #expect(syntax.sqlState == "42601" && syntax.statementIndex == 1)
        #expect(try await connection.query("SELECT count(*) FROM t")[0, 0].int == 0)
    }

    @Test("of a pipeline may ask and answer more than the buffers of both sides hold")
    func largePipeline() async throws {
        let connection = try await TestDatabase.connect()
        let text = String(repeating: "x", count: 100_000)
        let results = try await connection.pipeline(
            (0..<200).map { _ in PostgresStatement("SELECT repeat($1, 2)", [.text(text)]) })
        #expect(results.allSatisfy { $0[0, 0].utf8?.count == 200_000 })
    }

    @Test("of a script run in one transaction, and a script's own transaction does not outlive its failure")
    func script() async throws {
        let connection = try await TestDatabase.connect()
        try await connection.execute(script: "CREATE TEMPORARY TABLE t (a int); INSERT INTO t VALUES (1)")
        for script in ["INSERT INTO t VALUES (2); SELECT 1/0", "BEGIN; INSERT INTO t VALUES (2); SELECT 1/0; COMMIT"] {
            let error = try await TestDatabase.error { try await connection.execute(script: script) }
            #expect(error.sqlState == "22012")
            #expect(try await connection.query("SELECT count(*) FROM t")[0, 0].int == 1)
        }
    }

    @Test("that may not run in a transaction can be run")
    func outsideTransaction() async throws {
        let connection = try await TestDatabase.connect()
        _ = try await connection.query("VACUUM pg_class")
    }

    @Test("that would copy data end the connection with an error, not with a hang")
    func copy() async throws {
        let connection = try await TestDatabase.connect()
        let error = try await TestDatabase.error { try await connection.execute(script: "COPY pg_class TO STDOUT") }
        #expect(error.code == .protocolViolation)
        #expect(try await TestDatabase.error { try await connection.query("SELECT 1") }.code == .closed)
    }
}
