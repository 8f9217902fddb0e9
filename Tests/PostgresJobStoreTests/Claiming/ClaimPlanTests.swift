import Foundation
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct ClaimPlanTests {
    /// 100,000 finished jobs, and as many waiting ones as told.
    private func database(waiting: Int) async throws -> (TestDatabase, PostgresJobStore) {
        let (database, store) = try await TestDatabase.opened()
        try await database.insert(100_000, type: "a")
        try await database.execute(
            """
            INSERT INTO job_runs (id, job_id, status) SELECT gen_random_uuid(), id, 'completed' FROM jobs;
            INSERT INTO job_artifacts (id, run_id, artifact_type, data)
                SELECT gen_random_uuid(), id, 'result', '{}' FROM job_runs;
            DELETE FROM trubuild.queue;
            """)
        for table in ["jobs", "job_runs", "job_artifacts", "trubuild.queue"] {
            try await database.execute("VACUUM ANALYZE \(table)")
        }
        // The plans are made now, for a queue that is empty; it fills afterwards.
        let tables = try store.session().tables
        for shares in [true, false] {
            let claim = ClaimStatement.sql(tables, locksJobs: true, shares: shares)
            try await database.execute("PREPARE claim_\(shares) AS \(claim)")
        }
        try await database.execute("PREPARE finish AS \(RunStatements.finish(tables))")
        for _ in 0..<8 {
            for shares in [true, false] {
                _ = try await guarded(database, Self.claim(slots: 10, shares: shares, by: store))
            }
            _ = try await guarded(database, Self.finish())
        }
        if waiting > 0 { try await database.insert(waiting, type: "a") }
        return (database, store)
    }

    /// Runs a statement as the store does, and returns what it printed.
    private func guarded(_ database: TestDatabase, _ sql: String) async throws -> String {
        let settings = PlanGuard.settings.map { PostgresStatement("SET LOCAL \($0.0) = '\($0.1)'") }
        let results = try await database.connection.pipeline(settings + [PostgresStatement(sql)])
        return results.last?.rows.compactMap { $0[0].string }.joined(separator: "\n") ?? ""
    }

    private static func claim(
        slots: Int, shares: Bool, ids: [String]? = nil, from start: String = "NULL", by store: PostgresJobStore
    ) -> String {
        let ids = ids ?? Array(repeating: "00000000-0000-7000-8000-000000000000", count: slots)
        return """
            EXECUTE claim_\(shares) ('{0,0}', '{\(slots),\(slots)}', '{a,alias}', \(slots),
                '{\(ids.joined(separator: ","))}',
                '00000000-0000-0000-0000-000000000000', '\(store.state.withLock { $0.host })',
                '{\(start),\(start)}')
            """
    }

    private static func finish(_ runs: [String] = ["00000000-0000-0000-0000-000000000009"]) -> String {
        func column(_ value: String) -> String {
            "'{\(Array(repeating: value, count: runs.count).joined(separator: ","))}'"
        }
        let ids = "'{\(runs.joined(separator: ","))}'"
        return """
            EXECUTE finish (\(ids), \(column("completed")), \(column("NULL")), \(column("NULL")), \(column("0")),
                \(column("0")), \(ids), \(ids), \(column("result")), \(column("1")))
            """
    }

    @Test(arguments: [1, 20_000], [true, false])
    func `neither history nor the length of the queue costs a claim anything`(_ waiting: Int, _ shares: Bool)
        async throws
    {
        let (database, store) = try await database(waiting: waiting)
        // The ids of the runs are all the same, so only one row may be claimed.
        let text = try await guarded(
            database, "EXPLAIN (ANALYZE, BUFFERS) \(Self.claim(slots: 1, shares: shares, by: store))")
        for table in ["jobs", "job_runs", "queue"] { #expect(!text.contains("Seq Scan on \(table)"), "\(text)") }
        #expect(!text.contains("JIT"), "\(text)")
        let blocks = try #require(text.firstMatch(of: #/shared hit=(\d+)/#).flatMap { Int($0.1) })
        #expect(blocks < 200, "\(text)")
        #expect(try await database.count("job_runs WHERE status = 'in_progress'") == 1)
        await store.close()
    }

    @Test(arguments: [true, false])
    func `what was taken since the last vacuum costs a claim nothing`(_ shares: Bool) async throws {
        let (database, store) = try await database(waiting: 20_000)
        for change in [
            "ALTER TABLE trubuild.queue SET (autovacuum_enabled = off)",
            """
            UPDATE trubuild.queue SET run_at = now() - (20001 - place) * interval '10 ms'
                FROM (SELECT job_id AS job, row_number() OVER (ORDER BY seq) AS place FROM trubuild.queue) r
                WHERE job_id = job
            """,
            "VACUUM trubuild.queue",
            "UPDATE trubuild.queue SET run_id = job_id WHERE run_at < (SELECT max(run_at) FROM trubuild.queue)",
        ] {
            try await database.execute(change)
        }
        let taken = "SELECT max(run_at)::text FROM trubuild.queue WHERE run_id IS NOT NULL"
        let last = try #require(try await database.column(taken).first ?? nil)
        let claim = Self.claim(slots: 1, shares: shares, from: "\"\(last)\"", by: store)
        let text = try await guarded(database, "EXPLAIN (ANALYZE, BUFFERS) \(claim)")
        let blocks = try #require(text.firstMatch(of: #/shared hit=(\d+)/#).flatMap { Int($0.1) })
        // From the beginning it is 600.
        #expect(blocks < 400, "\(text)")
        #expect(try await database.count("job_runs WHERE status = 'in_progress'") == 1)
        await store.close()
    }

    @Test(arguments: [true, false])
    func `every session of the store has the settings, and history is read without them`(_ listens: Bool) async throws {
        let store = try await TestDatabase.make().store(listens: listens)
        let names = PlanGuard.settings.map { "current_setting('\($0.0)')" }.joined(separator: ", ")
        let look = PostgresStatement("SELECT \(names)")
        for pool in [store.pool, store.leasePool, store.streamPool] {
            let row = try #require(try await pool.pipeline([look]).last?.rows.first)
            #expect(PlanGuard.settings.indices.map { row[$0].string } == PlanGuard.settings.map { $0.1 })
        }
        let lifted = try #require(try await store.pool.pipeline([PlanGuard.lifting, look]).last?.rows.first)
        #expect(PlanGuard.settings.indices.map { lifted[$0].string } == ["on", "on", "off", "auto"])
        await store.close()
    }

    @Test func `an ending finds its run by the key`() async throws {
        let (database, store) = try await database(waiting: 0)
        let text = try await guarded(database, "EXPLAIN (ANALYZE) \(Self.finish())")
        for table in ["jobs", "job_runs", "queue", "checkpoints"] {
            #expect(!text.contains("Seq Scan on \(table)"), "\(text)")
        }
        await store.close()
    }

    @Test(arguments: [true, false])
    func `a thousand runs are not compared with each other`(_ shares: Bool) async throws {
        let (database, store) = try await database(waiting: 20_000)
        let runs = (0..<1000).map { _ in UUID().uuidString }
        for statement in [Self.claim(slots: 1000, shares: shares, ids: runs, by: store), Self.finish(runs)] {
            let text = try await guarded(database, "EXPLAIN (ANALYZE) \(statement)")
            // What a join looks at and does not take: half a million rows, if it compares each with each.
            let removed = text.matches(of: #/Rows Removed by Join Filter: (\d+)/#).compactMap { Int($0.1) }
            #expect(removed.allSatisfy { $0 < 10_000 }, "\(text)")
        }
        #expect(try await database.count("job_artifacts") == 101_000, "it was a thousand")
        await store.close()
    }
}
