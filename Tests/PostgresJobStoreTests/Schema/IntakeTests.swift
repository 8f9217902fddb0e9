import Foundation
import JobQueue
import PostgresClient
import Synchronization
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct IntakeTests {
    /// What lies in the tables before a host has ever been there: history, and three jobs that wait.
    private static let past = """
        INSERT INTO jobs (id, type, created_at)
        SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'a', '2026-01-01'::timestamp - n * interval '1 hour'
        FROM generate_series(1, 8) n;
        INSERT INTO job_runs (id, job_id, attempt_no, status)
        SELECT gen_random_uuid(), ('00000000-0000-0000-0000-00000000000' || job)::uuid, attempt, status
        FROM (VALUES (2, 1, 'completed'), (3, 1, 'failed'), (4, 1, 'cancelled'), (5, 1, 'in_progress'),
            (6, 1, 'failed'), (6, 2, 'pending'), (7, 1, 'pending'), (7, 2, 'completed')) r(job, attempt, status);
        """

    @Test func `jobs from before the trigger are picked up, and history is left alone`() async throws {
        let database = try await TestDatabase.make(.engine)
        try await database.execute(Self.past)
        let store = try database.store()
        _ = try await store.open()
        let runs = try await store.claim(.of("a"))
        #expect(runs.map { $0.job.id.description.last } == ["8", "6", "1"], "the oldest first")
        #expect(runs.map(\.attempt) == [1, 2, 1])
        await store.close()
    }

    @Test(arguments: [
        "ALTER TABLE jobs DISABLE TRIGGER USER; %; ALTER TABLE jobs ENABLE TRIGGER USER",
        "SET session_replication_role = replica; %; RESET session_replication_role",
    ])
    func `jobs that were inserted past the trigger are found by the next start`(_ script: String) async throws {
        let (database, first) = try await TestDatabase.opened()
        await first.close()
        try await database.execute(
            script.replacing("%", with: "INSERT INTO jobs (id, type) VALUES (gen_random_uuid(), 'a')"))
        #expect(try await database.count("trubuild.queue") == 0)
        let second = try database.store()
        #expect(try await second.open() == [])
        try await eventually("the job is queued") { try await database.count("trubuild.queue") == 1 }
        #expect(try await second.claim(.of("a")).count == 1)
        await second.close()
    }

    @Test(arguments: [
        "ALTER TABLE jobs DISABLE TRIGGER trubuild_enqueue", "ALTER TABLE jobs ENABLE REPLICA TRIGGER trubuild_enqueue",
        "DROP TRIGGER trubuild_enqueue ON jobs",
    ])
    func `a trigger that goes away is noticed, and polling finds the jobs`(_ script: String) async throws {
        let database = try await TestDatabase.make(.seed)
        let clock = ManualClock()
        let store = try database.store(now: clock.now)
        _ = try await store.open()
        await store.state.withLock(\.lookingBack)?.value
        try await database.execute(script)
        let job = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).isEmpty)
        clock.advance(by: .seconds(61))
        var claimed = try await store.claim(.of("a"))
        claimed += try await store.claim(.of("a"))
        #expect(claimed.map(\.job.id) == [job])
        await store.close()
    }

    @Test func `our schema can be dropped, and is built anew from the public tables`() async throws {
        let (database, first) = try await TestDatabase.opened()
        let jobs = [try await database.insert(type: "a"), try await database.insert(type: "a")]
        let run = try #require(try await first.claim(.of("a", slots: 1)).first)
        _ = try await first.finish([run.ended(.retry(.broken, after: .seconds(3600)))])
        await first.close()
        try await database.execute("DROP SCHEMA trubuild CASCADE")
        let late = try await database.insert(type: "a")
        let second = try database.store()
        #expect(try await second.open() == [])
        let runs = try await second.claim(.of("a"))
        #expect(runs.map(\.job.id) == [jobs[0], jobs[1], late])
        #expect(runs.map(\.attempt) == [2, 1, 1])
        await second.close()
    }

    @Test func `a table that was created anew gets its trigger and is read again`() async throws {
        let (database, first) = try await TestDatabase.opened()
        await first.close()
        try await database.execute("DROP TABLE job_artifacts, job_runs, jobs; \(SchemaVariant.drizzle.sql)")
        let early = try await database.insert(type: "a")
        let second = try database.store()
        _ = try await second.open()
        let late = try await database.insert(type: "a")
        #expect(try await second.claim(.of("a")).map(\.job.id) == [early, late])
        await second.close()
    }

    @Test func `no job is lost that is inserted while a host starts`() async throws {
        let database = try await TestDatabase.make(.seed)
        let isDone = AsyncStream.makeStream(of: Void.self)
        let inserting = (0..<3).map { _ in
            Task {
                let connection = try await database.connect(database.url)
                var count = 0
                while !Task.isCancelled {
                    _ = try await connection.pipeline([
                        PostgresStatement("INSERT INTO jobs (id, type) VALUES (gen_random_uuid(), 'a')"),
                        PostgresStatement("SELECT pg_sleep(0.002)"),
                    ])
                    count += 1
                    if count == 20 { isDone.continuation.yield() }
                }
                return count
            }
        }
        for await _ in isDone.stream { break }
        let store = try database.store()
        #expect(try await store.open() == [])
        try await eventually("more jobs after the start") { try await database.count("jobs") > 100 }
        for task in inserting { task.cancel() }
        for task in inserting { _ = await task.result }
        #expect(try await database.count("jobs") == database.count("trubuild.queue"))
        await store.close()
    }

    @Test func `an App without rights on our schema inserts jobs`() async throws {
        let (database, store) = try await TestDatabase.opened(.drizzle)
        let app = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute("GRANT SELECT, INSERT ON jobs TO \(app.name)")
        let connection = try await database.connect(app.url)
        // Nothing of the App's own can stand in for ours or for the server's, whatever its search path.
        try await database.execute(
            """
            CREATE SCHEMA app AUTHORIZATION \(app.name);
            CREATE FUNCTION app.trap() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RAISE ''trap''; END';
            """)
        try await connection.execute(
            script: """
                CREATE TEMP TABLE queue (job_id uuid, type text, run_at timestamptz);
                CREATE TABLE app.inserted (id uuid, type varchar);
                CREATE DOMAIN app.text AS integer;
                CREATE FUNCTION app.statement_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''infinity''::timestamptz';
                CREATE FUNCTION app.hashtext(pg_catalog.text) RETURNS integer LANGUAGE sql AS 'SELECT app.trap()';
                CREATE FUNCTION app.pg_try_advisory_xact_lock_shared(integer, integer) RETURNS boolean LANGUAGE sql
                    AS 'SELECT app.trap() = 1';
                CREATE FUNCTION app.pg_notification_queue_usage() RETURNS double precision LANGUAGE sql AS 'SELECT app.trap()::float8';
                CREATE FUNCTION app.pg_notify(pg_catalog.text, pg_catalog.text) RETURNS void LANGUAGE sql AS 'SELECT app.trap()';
                CREATE FUNCTION app.both(integer, integer) RETURNS integer LANGUAGE sql AS 'SELECT app.trap()';
                CREATE FUNCTION app.atleast(double precision, double precision) RETURNS boolean LANGUAGE sql
                    AS 'SELECT app.trap() = 1';
                CREATE OPERATOR app.& (LEFTARG = integer, RIGHTARG = integer, FUNCTION = app.both);
                CREATE OPERATOR app.>= (LEFTARG = double precision, RIGHTARG = double precision, FUNCTION = app.atleast);
                SET search_path = app, pg_temp, pg_catalog, public;
                """)
        let row = try await connection.query("INSERT INTO jobs (type, payload) VALUES ('a', '{}') RETURNING id")
        #expect(try await store.claim(.of("a")).map(\.job.id.description) == [row[0, 0].string])
        await #expect(throws: PostgresError.self) { _ = try await connection.query("SELECT * FROM trubuild.queue") }
        await #expect(throws: PostgresError.self) { try await connection.execute(script: "SELECT trubuild.enqueue()") }
        await store.close()
    }

    @Test func `jobs of one transaction are due in the order of their statements`() async throws {
        let (database, store) = try await TestDatabase.opened(.drizzle)
        let connection = try await database.connect(database.url)
        _ = try await connection.query("BEGIN")
        for type in ["b", "a"] { _ = try await connection.query("INSERT INTO jobs (type) VALUES ($1)", [.text(type)]) }
        _ = try await connection.query("COMMIT")
        let due = try await connection.query(
            "SELECT string_agg(type, '' ORDER BY run_at), count(DISTINCT run_at) FROM trubuild.queue")
        #expect(due[0, 0].string == "ba")
        #expect(due[0, 1].int == 2)
        await store.close()
    }

    @Test func `the trigger never stands in the way of an INSERT`() async throws {
        let (database, store) = try await TestDatabase.opened(.drizzle)
        try await database.execute(
            """
            INSERT INTO jobs (type) SELECT 'a' WHERE false;
            INSERT INTO jobs (id, type) VALUES ('00000000-0000-0000-0000-000000000001', 'a');
            INSERT INTO jobs (id, type) VALUES ('00000000-0000-0000-0000-000000000001', 'a') ON CONFLICT DO NOTHING;
            INSERT INTO jobs (id, type) VALUES ('00000000-0000-0000-0000-000000000001', 'a')
                ON CONFLICT (id) DO UPDATE SET payload = '[]';
            DELETE FROM jobs;
            INSERT INTO jobs (id, type) VALUES ('00000000-0000-0000-0000-000000000001', 'a');
            ALTER TABLE jobs ALTER type DROP NOT NULL;
            INSERT INTO jobs (type) VALUES (NULL), (repeat('long', 600));
            """)
        #expect(try await database.count("trubuild.queue") == 3)
        await store.close()
    }

    @Test func `a host that may not create triggers polls, says so, and gets the trigger when it may`() async throws {
        let (database, owner) = try await TestDatabase.opened(.engine)
        await owner.close()
        let host = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute(
            """
            DROP TRIGGER trubuild_enqueue ON jobs;
            GRANT SELECT, UPDATE ON jobs TO \(host.name);
            GRANT SELECT, INSERT, UPDATE ON job_runs, job_artifacts TO \(host.name);
            GRANT USAGE ON SCHEMA trubuild TO \(host.name);
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trubuild TO \(host.name);
            """)
        let clock = ManualClock()
        let store = try database.store(url: host.url, now: clock.now)
        let notices = try await store.open()
        #expect(notices.count == 1)
        #expect(notices.first?.contains("GRANT TRIGGER ON jobs TO \(host.name);") == true)

        let job = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
        clock.advance(by: .seconds(61))
        try await database.execute(
            """
            GRANT TRIGGER ON jobs TO \(host.name);
            GRANT EXECUTE ON FUNCTION trubuild.enqueue() TO \(host.name);
            """)
        #expect(try await store.claim(.of("a")).isEmpty, "the job is not taken twice")
        let next = try await database.insert(type: "a")
        #expect(try await database.count("trubuild.queue WHERE run_id IS NULL") == 1, "by the trigger")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [next])
        await store.close()
    }

    @Test func `a transaction that holds the table delays the trigger, not the host`() async throws {
        let database = try await TestDatabase.make(.seed)
        try await database.execute("BEGIN")
        let early = try await database.insert(type: "a")
        let clock = ManualClock()
        let store = try database.store(now: clock.now)
        let notices = try await store.open()
        #expect(notices.first?.contains("kept the trigger from being created") == true)
        try await database.execute("COMMIT")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [early])
        clock.advance(by: .seconds(61))
        _ = try await store.claim(.of("a"))
        let late = try await database.insert(type: "a")
        #expect(
            try await database.column("SELECT job_id::text FROM trubuild.queue WHERE run_id IS NULL") == [
                late.description
            ])
        await store.close()
    }

    @Test func `a disabled trigger is reported with its remedy`() async throws {
        let (database, first) = try await TestDatabase.opened()
        await first.close()
        try await database.execute("ALTER TABLE jobs DISABLE TRIGGER trubuild_enqueue")
        let store = try database.store()
        let notices = try await store.open()
        #expect(notices.first?.contains("ALTER TABLE public.jobs ENABLE TRIGGER trubuild_enqueue;") == true)
        let job = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
        await store.close()
    }
}
