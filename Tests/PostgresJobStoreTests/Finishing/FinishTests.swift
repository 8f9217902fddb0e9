import Foundation
import JSONText
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct FinishTests {
    private func claimed(
        _ variant: SchemaVariant = .seed, _ count: Int = 1
    ) async throws -> (TestDatabase, PostgresJobStore, [ClaimedRun]) {
        let (database, store) = try await TestDatabase.opened(variant)
        for _ in 0..<count { try await database.insert(type: "a") }
        return (database, store, try await store.claim(.of("a")))
    }

    /// What our schema holds of unfinished jobs.
    private func leftovers(_ database: TestDatabase) async throws -> [String] {
        try await database.column(
            """
            SELECT 'queue ' || job_id FROM trubuild.queue
            UNION ALL SELECT 'checkpoint ' || job_id FROM trubuild.checkpoints
            """
        ).compactMap(\.self)
    }

    @Test(arguments: SchemaVariant.allCases)
    func `completed: artifacts and status, and nothing is left in the queue`(_ variant: SchemaVariant) async throws {
        let (database, store, runs) = try await claimed(variant)
        try await store.save(checkpoints: [runs[0].id: [1, 2, 3]])
        let artifacts = [
            Artifact(type: "result", data: JSONText(#"{"x":"\"quoted\" \\ {a,b} مرحبا"}"#)),
            Artifact(type: "report", data: .emptyObject), Artifact(type: "odd, \"type\"", data: JSONText("null")),
        ]
        #expect(try await store.finish([runs[0].ended(.completed(artifacts))]) == [.written])
        let row = try #require(try await database.runs(of: runs[0].job.id).first)
        #expect((row.status, row.error, row.isCompleted) == ("completed", nil, true))
        #expect(
            try await database.rows("SELECT artifact_type, data::text FROM job_artifacts ORDER BY artifact_type") == [
                ["odd, \"type\"", "null"], ["report", "{}"], ["result", #"{"x": "\"quoted\" \\ {a,b} مرحبا"}"#],
            ])
        #expect(try await leftovers(database).isEmpty)
        await store.close()
    }

    @Test func `in tables of ours an ending finds room on its run's page, and no index gets an entry`() async throws {
        let (database, store) = try await TestDatabase.opened(nil)
        try await database.insert(500, type: "a")
        let runs = try await store.claim(.of("a", slots: 500))
        let pages = "SELECT id || ' ' || (ctid::text::point)[0] FROM job_runs ORDER BY id"
        let claimed = try await database.column(pages)
        _ = try await store.finish(runs.map { $0.ended(.completed([Artifact(type: "result", data: .emptyObject)])) })
        #expect(try await database.column(pages) == claimed)
        #expect(claimed.count == 500)
        await store.close()
    }

    @Test func `failed and cancelled: the job is over`() async throws {
        let (database, store, runs) = try await claimed(.seed, 2)
        try await store.save(checkpoints: [runs[0].id: [1], runs[1].id: [2]])
        let error = RunError(code: "c", message: "no\0 such \"file\" {x,\\y}\n")
        #expect(
            try await store.finish([runs[0].ended(.failed(error)), runs[1].ended(.cancelled(.broken))])
                == [.written, .written])
        let rows = [try await database.runs(of: runs[0].job.id), try await database.runs(of: runs[1].job.id)]
        #expect(rows.map { $0.map(\.status) } == [["failed"], ["cancelled"]])
        #expect(rows.map { $0.map(\.error) } == [["no such \"file\" {x,\\y}\n [c]"], ["It broke [broken]"]])
        #expect(rows.joined().filter(\.isCompleted).count == 2)
        #expect(try await leftovers(database).isEmpty)
        await store.close()
    }

    @Test(arguments: SchemaVariant.allCases)
    func `retry: this run failed, the next is pending and due after the delay`(_ variant: SchemaVariant) async throws {
        let (database, store, runs) = try await claimed(variant)
        try await store.save(checkpoints: [runs[0].id: [7, 0, 255]])
        #expect(try await store.finish([runs[0].ended(.retry(.broken, after: .seconds(3600)))]) == [.written])
        let rows = try await database.runs(of: runs[0].job.id)
        #expect(rows.map(\.status) == ["failed", "pending"])
        #expect(rows.map(\.attempt) == [1, 2])
        #expect(rows.map(\.error) == ["It broke [broken]", nil])
        #expect(rows.map(\.isStarted) == [true, false])
        #expect(rows.map(\.isCompleted) == [true, false])
        #expect(try await store.claim(.of("a")).isEmpty, "not due yet")
        #expect(
            try await database.column(
                """
                SELECT (run_at BETWEEN now() + interval '59 min' AND now() + interval '61 min')::text
                FROM trubuild.queue
                """
            )
                == ["true"])

        try await database.execute("UPDATE trubuild.queue SET run_at = now()")
        let next = try #require(try await store.claim(.of("a")).first)
        #expect(next.id.description == rows[1].id)
        #expect((next.attempt, next.chargedAttempts) == (2, 1))
        #expect(next.checkpoint == [7, 0, 255])
        await store.close()
    }

    @Test func `release: like a retry, but not charged`() async throws {
        let (database, store, runs) = try await claimed()
        var run = runs[0]
        for attempt in 2...4 {
            #expect(try await store.finish([run.ended(.release(.broken, after: .zero))]) == [.written])
            run = try #require(try await store.claim(.of("a")).first)
            #expect((run.attempt, run.chargedAttempts) == (attempt, 0))
        }
        #expect(try await store.finish([run.ended(.retry(.broken, after: .seconds(-5)))]) == [.written])
        run = try #require(try await store.claim(.of("a")).first)
        #expect((run.attempt, run.chargedAttempts) == (5, 1))
        #expect(
            try await database.runs(of: run.job.id).map(\.status) == [
                "failed", "failed", "failed", "failed", "in_progress",
            ])
        _ = try await store.finish([run.ended(.retry(.broken, after: .seconds(Int64.max)))])
        #expect(
            try await database.column("SELECT (run_at > now() + interval '99 years')::text FROM trubuild.queue") == [
                "true"
            ])
        await store.close()
    }

    @Test func `a run that the App cancelled is stale, and nothing of it is written or left`() async throws {
        let (database, store, runs) = try await claimed(.seed, 4)
        try await store.save(checkpoints: [runs[0].id: [1]])
        try await database.execute("UPDATE job_runs SET status = 'cancelled'")
        let verdicts: [Verdict] = [
            .completed([Artifact(type: "result", data: .emptyObject)]), .failed(.broken),
            .retry(.broken, after: .zero), .cancelled(.broken),
        ]
        let results = try await store.finish(zip(runs, verdicts).map { $0.ended($1) })
        #expect(results == [.stale, .stale, .stale, .stale])
        #expect(try await database.rows("SELECT DISTINCT status, error FROM job_runs") == [["cancelled", nil]])
        #expect(try await database.count("job_runs") == 4)
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await leftovers(database).isEmpty)
        await store.close()
    }

    @Test func `an ending that comes twice is written once`() async throws {
        let (database, store, runs) = try await claimed()
        let ending = runs[0].ended(.completed([Artifact(type: "result", data: .emptyObject)]))
        #expect(try await store.finish([ending, ending]) == [.written, .stale])
        #expect(try await store.finish([ending]) == [.written], "the answer to the first call may have been lost")
        #expect(try await store.finish([runs[0].ended(.failed(.broken))]) == [.stale])
        #expect(try await database.count("job_artifacts") == 1)
        await store.close()
    }

    @Test func `a queue that cannot be tidied now does not hide what was written`() async throws {
        let database = try await TestDatabase.make(.seed)
        var configuration = try PostgresConfiguration(url: database.url)
        configuration.lockTimeout = .milliseconds(50)
        let store = PostgresJobStore(configuration: configuration, makeID: { UUID() }, logger: TestDatabase.quiet)
        _ = try await store.open()
        try await database.insert(2, type: "a")
        let runs = try await store.claim(.of("a"))
        try await database.execute("UPDATE job_runs SET status = 'cancelled' WHERE id = '\(runs[1].id)'")
        try await database.execute(
            """
            BEGIN;
            SELECT FROM trubuild.queue WHERE run_id = '\(runs[1].id)' FOR UPDATE
            """)
        #expect(try await store.finish(runs.map { $0.ended(.completed([])) }) == [.written, .stale])
        try await database.execute("ROLLBACK")
        await store.close()
    }

    @Test func `a stale ending leaves the job's later run alone`() async throws {
        let (database, store, runs) = try await claimed()
        _ = try await store.finish([runs[0].ended(.retry(.broken, after: .zero))])
        #expect(try await store.finish([runs[0].ended(.failed(.broken))]) == [.stale])
        let next = try #require(try await store.claim(.of("a")).first)
        try await store.save(checkpoints: [next.id: [1]])
        #expect(try await store.finish([runs[0].ended(.completed([]))]) == [.stale])
        #expect(try await leftovers(database).count == 2)
        #expect(try await store.finish([next.ended(.completed([]))]) == [.written])
        await store.close()
    }

    @Test func `what the database refuses spoils no other ending, and stays open`() async throws {
        let (database, store, runs) = try await claimed(.seed, 4)
        // Clean by the rules of JSON, and yet more digits than a numeric can have.
        let tooFine = JSONText("0." + String(repeating: "0", count: 20_000) + "1")
        let good = Artifact(type: "result", data: .emptyObject)
        let results = try await store.finish([
            runs[0].ended(.completed([good])),
            runs[1].ended(.completed([good, Artifact(type: "report", data: tooFine)])),
            runs[2].ended(.retry(.broken, after: .zero)), runs[3].ended(.completed([])),
        ])
        #expect(results[0] == .written && results[2] == .written && results[3] == .written)
        guard case .refused(let error) = results[1] else { return #expect(Bool(false), "\(results[1])") }
        #expect(error.code == "result_refused")
        #expect(try await database.runs(of: runs[1].job.id).map(\.status) == ["in_progress"])
        #expect(try await database.count("job_artifacts") == 1)
        #expect(try await store.finish([runs[1].ended(.failed(error))]) == [.written])
        await store.close()
    }

    @Test func `constraints and index limits of the site's own are refusals too`() async throws {
        let (database, store, runs) = try await claimed(.engine, 2)
        try await database.execute("ALTER TABLE job_artifacts ADD CHECK (artifact_type <> 'secret')")
        let random = (0..<200_000).map { _ in String(UInt8.random(in: 0...9)) }.joined()
        let results = try await store.finish([
            runs[0].ended(.completed([Artifact(type: "secret", data: .emptyObject)])),
            // The old engine's index on the type holds no entry that long.
            runs[1].ended(.completed([Artifact(type: random, data: .emptyObject)])),
        ])
        for result in results {
            guard case .refused = result else { return #expect(Bool(false), "\(result)") }
        }
        await store.close()
    }

    @Test(arguments: ["P0001", "42501", "42804", "44000"])
    func `what a trigger of the site's own raises is a refusal`(_ sqlState: String) async throws {
        let (database, store, runs) = try await claimed(.seed, 2)
        try await database.execute(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '\(sqlState)'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON job_artifacts FOR EACH ROW EXECUTE FUNCTION refuse();
            """)
        let artifact = Artifact(type: "result", data: .emptyObject)
        let results = try await store.finish([runs[0].ended(.completed([artifact])), runs[1].ended(.completed([]))])
        guard case .refused(let error) = results[0] else { return #expect(Bool(false), "\(results[0])") }
        #expect(results[1] == .written)
        #expect(try await store.finish([runs[0].ended(.failed(error))]) == [.written])
        await store.close()
    }

    @Test func `a fault of the connection is thrown, and the same call repeated later is written`() async throws {
        let (database, store, runs) = try await claimed()
        try await database.execute("ALTER TABLE job_artifacts RENAME TO hidden")
        let ending = runs[0].ended(.completed([Artifact(type: "result", data: .emptyObject)]))
        await #expect(throws: PostgresError.self) { try await store.finish([ending]) }
        #expect(try await database.runs(of: runs[0].job.id).map(\.status) == ["in_progress"])
        try await database.execute("ALTER TABLE hidden RENAME TO job_artifacts")
        #expect(try await store.finish([ending]) == [.written])
        await store.close()
    }

    @Test func `a retry is claimable even if its row of the queue was lost`() async throws {
        let (database, store, runs) = try await claimed()
        try await database.execute("TRUNCATE trubuild.queue")
        #expect(try await store.finish([runs[0].ended(.retry(.broken, after: .zero))]) == [.written])
        #expect(try await store.claim(.of("a")).map(\.job.id) == [runs[0].job.id])
        await store.close()
    }

    @Test func `a batch of a thousand endings of every kind`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        try await database.insert(1000, type: "a")
        let runs = try await store.claim(.of("a", slots: 1000))
        let results = try await store.finish(
            runs.enumerated().map { index, run in
                switch index % 5 {
                case 0: run.ended(.completed([Artifact(type: "result", data: JSONText("[\(index)]"))]))
                case 1: run.ended(.failed(.broken))
                case 2: run.ended(.retry(.broken, after: .zero))
                case 3: run.ended(.release(.broken, after: .zero))
                default: run.ended(.cancelled(.broken))
                }
            })
        #expect(results.count == 1000 && results.allSatisfy { $0 == .written })
        #expect(
            try await database.rows("SELECT status, count(*)::text FROM job_runs GROUP BY 1 ORDER BY 1")
                == [["cancelled", "200"], ["completed", "200"], ["failed", "600"], ["pending", "400"]])
        #expect(try await database.count("trubuild.queue WHERE run_id IS NULL") == 400)
        #expect(
            try await database.column(
                """
                SELECT count(*)::text FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id AND r.status = 'completed'
                JOIN jobs j ON j.id = r.job_id AND (j.payload->>'n')::int = (a.data->>0)::int + 1
                """) == ["200"], "each artifact belongs to its run")
        #expect(try await store.finish([]) == [])
        await store.close()
    }
}
