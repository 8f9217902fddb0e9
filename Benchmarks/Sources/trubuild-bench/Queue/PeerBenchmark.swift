import Foundation

/// Other queues on PostgreSQL, on the same server in the same run: those in Python as far as they install from PyPI, each as
/// it ships and at its best documented settings, and what others do in SQL, through pgbench.
struct PeerBenchmark {
    static let part = "peers"

    private static let packages = [
        "procrastinate": ["procrastinate"], "pgqueuer": ["pgqueuer", "asyncpg"], "chancy": ["chancy"],
        "oban": ["oban"],
    ]

    let bench: QueueBenchmarks

    func run() throws {
        try measureSQL()
        // A newer Python than the system's may be needed: oban wants 3.12.
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        let environment = "\(bench.server.folder)/venv"
        let log = "\(bench.server.folder)/peers.log"
        try ChildProcess([python, "-m", "venv", environment], log: log).wait()
        for (peer, packages) in Self.packages.sorted(by: { $0.key < $1.key }) {
            do {
                try ChildProcess(
                    ["\(environment)/bin/pip", "install", "-q", "psycopg[binary,pool]"] + packages, log: log
                ).wait()
            } catch {
                print("peers: \(peer) does not install: \("\(error)".suffix(300))")
                continue
            }
            for (mode, jobs) in [("default", 2_000), ("best", 20_000)] {
                let figures = try measure(peer, mode, jobs: jobs, python: "\(environment)/bin/python", log: log)
                bench.report.add(Self.part, "\(peer), \(mode)", figures)
            }
        }
    }

    private func measure(_ peer: String, _ mode: String, jobs: Int, python: String, log: String) throws -> [Figure] {
        let database = try bench.server.createDatabase()
        setenv("PGDATABASE", database, 1)
        defer { unsetenv("PGDATABASE") }
        let script = bench.options.root.appending(path: "Benchmarks/Peers/peer.py").standardizedFileURL.path
        let output = try ChildProcess(
            ["timeout", "300", python, script, peer, mode, "\(jobs)", "\(min(200, bench.options.samples))"], log: log
        ).wait()
        try bench.server.dropDatabase(database)
        // The peer may have logged something before.
        let line = output.split(separator: "\n").last { $0.hasPrefix("{") } ?? ""
        guard let figures = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Double] else {
            throw Failure("peers: \(peer) printed no figures:\n\(output.suffix(2_000))")
        }
        return figures.sorted { $0.key < $1.key }.map { Figure($0.key, $0.value) }
    }

    /// The statements of queues that keep one row for each job, and of those that keep none.
    private func measureSQL() throws {
        for (name, table, script) in [
            ("pg-boss-like SQL, batches of 2000", Self.bossTable, Self.boss),
            ("pgmq-like SQL, batches of 200", Self.mqTable, Self.mq),
        ] {
            let database = try bench.server.createDatabase()
            let connection = try Connection(database: database)
            for statement in table { try connection.execute(statement) }
            try connection.execute("VACUUM ANALYZE")
            try connection.execute("CHECKPOINT")
            let before = try connection.numbers("SELECT count(*) FROM queue WHERE NOT done")[0]
            let start = ContinuousClock.now
            _ = try Pgbench(server: bench.server, database: database).run(script, clients: 2, seconds: 4)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let left = try connection.numbers("SELECT count(*) FROM queue WHERE NOT done")[0]
            guard left > 0 else { throw Failure("peers: \(name) had too few jobs") }
            bench.report.add(Self.part, name, [Figure("jobs_per_s", (before - left) / seconds)])
            try bench.server.dropDatabase(database)
        }
    }

    private static let bossTable = [
        """
        CREATE TABLE queue (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, state smallint NOT NULL DEFAULT 0,
            priority int NOT NULL DEFAULT 0, data jsonb, output jsonb, created_on timestamptz NOT NULL DEFAULT now(),
            started_on timestamptz, completed_on timestamptz, retry_count int NOT NULL DEFAULT 0,
            done boolean GENERATED ALWAYS AS (state = 2) STORED)
        """,
        "CREATE INDEX ON queue (name, priority DESC, created_on, id) WHERE state = 0",
        "INSERT INTO queue (name, data) SELECT 'noop', '{\"package_id\": \"bench\"}' FROM generate_series(1, 400000)",
    ]

    private static let boss = """
        WITH next AS (
            SELECT id FROM queue WHERE name = 'noop' AND state = 0 ORDER BY priority DESC, created_on, id
            LIMIT 2000 FOR UPDATE SKIP LOCKED
        ), taken AS (
            UPDATE queue q SET state = 1, started_on = now() FROM next WHERE q.id = next.id RETURNING q.id
        )
        SELECT coalesce(array_agg(id), '{}')::text AS ids FROM taken \\gset
        UPDATE queue SET state = 2, completed_on = now(), output = '{"ok": true}'
        WHERE id = ANY (:ids::text::uuid[]) AND state = 1;
        """

    private static let mqTable = [
        """
        CREATE TABLE queue (msg_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, read_ct int NOT NULL DEFAULT 0,
            enqueued_at timestamptz NOT NULL DEFAULT now(), vt timestamptz NOT NULL DEFAULT now(), message jsonb,
            done boolean GENERATED ALWAYS AS (false) STORED)
        """,
        "CREATE INDEX ON queue (vt)",
        "INSERT INTO queue (message) SELECT '{\"package_id\": \"bench\"}' FROM generate_series(1, 600000)",
    ]

    private static let mq = """
        WITH next AS (
            SELECT msg_id FROM queue WHERE vt <= clock_timestamp() ORDER BY msg_id LIMIT 200 FOR UPDATE SKIP LOCKED
        ), taken AS (
            UPDATE queue q SET vt = clock_timestamp() + interval '30 s', read_ct = read_ct + 1
            FROM next WHERE q.msg_id = next.msg_id RETURNING q.msg_id
        )
        SELECT coalesce(array_agg(msg_id), '{}')::text AS ids FROM taken \\gset
        DELETE FROM queue WHERE msg_id = ANY (:ids::text::bigint[]);
        """
}
