import Foundation

/// The limit: pgbench writes the rows of our contract, in the host's own tables, as few statements can: one claims n jobs and
/// opens their runs, one ends the runs, stores an artifact for each and takes the jobs out of the queue. Nothing is sent to
/// a processor and no payload is read, so no host can be faster with these rows.
struct LimitBenchmark {
    static let part = "limit"
    static let jobType = "bench_limit"

    let bench: QueueBenchmarks

    /// By batch: more than can be done in the three seconds that each is given.
    private static let jobs = [1: 20_000, 10: 80_000, 100: 240_000, 1_000: 240_000]

    func run() throws {
        for batch in Self.jobs.keys.sorted() {
            for clients in [1, 2, 4] { try measure(batch, clients, part: Self.part) }
        }
    }

    /// The best three of ``run()`` once more.
    func repeatBest() throws {
        let rows = bench.report.measurements.filter { $0.part == Self.part }
        for row in rows.sorted(by: { $0["jobs_per_s"] ?? 0 > $1["jobs_per_s"] ?? 0 }).prefix(3) {
            try measure(Int(row["batch"] ?? 0), Int(row["clients"] ?? 0), part: "\(Self.part) again")
        }
    }

    private func measure(_ batch: Int, _ clients: Int, part: String) throws {
        try bench.withDatabase { database in
            try bench.insertJobs(Self.jobs[batch] ?? 0, type: Self.jobType, database: database)
            let connection = try Connection(database: database)
            try connection.execute("ANALYZE trubuild.queue")
            let before = try DatabaseCounters(connection)
            let (cpu, ended) = (bench.server.processorSeconds, Machine.secondsOfEndedChildren)
            _ = try Pgbench(server: bench.server, database: database).run(
                Self.script(batch), clients: clients, seconds: 3, options: "-c enable_seqscan=off -c jit=off")
            let seconds = bench.server.processorSeconds - cpu
            let clientSeconds = Machine.secondsOfEndedChildren - ended
            let wal = try (DatabaseCounters(connection) - before).wal
            let done = try connection.numbers(
                """
                SELECT count(*) FILTER (WHERE status = 'completed'), count(*), (SELECT count(*) FROM job_artifacts),
                    extract(epoch FROM max(completed_at) - min(started_at))
                FROM job_runs
                """)
            guard done[0] > 0, done[0] == done[1], done[0] == done[2] else {
                throw Failure("limit: \(done[0]) of \(done[1]) runs are completed, with \(done[2]) artifacts")
            }
            bench.report.add(
                part, "batch \(batch), \(clients) \(clients == 1 ? "client" : "clients")",
                [
                    Figure("batch", Double(batch)), Figure("clients", Double(clients)),
                    Figure("jobs_per_s", done[0] / done[3]),
                    Figure("client_us_per_job", clientSeconds / done[0] * 1e6),
                    Figure("server_us_per_job", seconds / done[0] * 1e6),
                    Figure("all_us_per_job", (clientSeconds + seconds) / done[0] * 1e6),
                    Figure("WAL_bytes_per_job", wal / done[0]),
                ])
        }
    }

    /// Takes jobs and opens their runs. Ids are in the order of time, as a host makes them: the microsecond, the client, the row.
    /// - Parameters:
    ///   - client: a number, as SQL.
    ///   - result: what of the new runs is returned.
    static func claim(_ batch: Int, client: String, result: String) -> String {
        """
        WITH taken AS MATERIALIZED (
            SELECT job_id, row_number() OVER () AS n FROM (
                SELECT job_id FROM trubuild.queue WHERE type = '\(jobType)' AND run_id IS NULL AND run_at <= now()
                ORDER BY run_at, seq LIMIT \(batch) FOR UPDATE SKIP LOCKED) q
        ), begun AS (
            INSERT INTO job_runs (id, job_id, attempt_no, status, created_at, started_at)
            SELECT \(id(client)), job_id, 1, 'in_progress', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
            FROM taken RETURNING id, job_id
        ), marked AS (
            UPDATE trubuild.queue q SET run_id = b.id FROM begun b
            WHERE q.job_id = b.job_id AND q.job_id = ANY (ARRAY(SELECT job_id FROM begun))
        )
        SELECT \(result) FROM begun
        """
    }

    private static func script(_ batch: Int) -> String {
        """
        \(claim(batch, client: ":client_id", result: "coalesce(array_agg(id), '{}')::text AS runs")) \\gset
        WITH ended AS (
            UPDATE job_runs SET status = 'completed', completed_at = now() AT TIME ZONE 'UTC'
            WHERE id = ANY (:runs::text::uuid[]) AND status = 'in_progress'
            RETURNING id, job_id
        ), stored AS (
            INSERT INTO job_artifacts (id, run_id, artifact_type, data, created_at)
            SELECT \(id(":client_id")), id, 'result', '{"began": 1234567890123456}', now() AT TIME ZONE 'UTC'
            FROM (SELECT id, row_number() OVER () AS n FROM ended) e
        )
        DELETE FROM trubuild.queue WHERE job_id = ANY (ARRAY(SELECT job_id FROM ended));
        """
    }

    private static func id(_ client: String) -> String {
        """
        (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1e6)::bigint), 16, '0')
            || lpad(to_hex((\(client))::int), 8, '0') || lpad(to_hex(n), 8, '0'))::uuid
        """
    }
}
