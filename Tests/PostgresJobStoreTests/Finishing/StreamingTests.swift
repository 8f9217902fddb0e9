import Foundation
import JSONText
import JobQueue
import PostgresClient
import Spool
import TestKit
import TestRandom
import Testing

@testable import PostgresJobStore

/// Results that lie in files.
@Suite(.serialized) struct StreamingTests {
    private let folder: TemporaryDirectory
    private let spool: Spool

    init() throws {
        folder = try TemporaryDirectory()
        spool = Spool(folder: folder.path, limit: 1 << 30)
    }

    private func claimed(
        _ variant: SchemaVariant = .seed, _ count: Int = 1
    ) async throws -> (TestDatabase, PostgresJobStore, [ClaimedRun]) {
        let (database, store) = try await TestDatabase.opened(variant)
        for _ in 0..<count { try await database.insert(type: "a") }
        return (database, store, try await store.claim(.of("a")))
    }

    private func spooled(_ text: String, type: String = "result") throws -> Artifact {
        try spooled(type) { append in try append(Array(text.utf8)) }
    }

    private func spooled(_ type: String, _ write: (([UInt8]) throws -> Void) throws -> Void) throws -> Artifact {
        let file = try spool.makeFile()
        try write { bytes in try bytes.withUnsafeBytes { try file.append($0) } }
        return Artifact(type: type, contentType: Artifact.json, content: .file(file))
    }

    /// A list of the text, so many times.
    private func list(of text: String, count: Int) throws -> Artifact {
        try spooled("result") { append in
            try append(Array("[".utf8))
            let piece = Array(String(repeating: "\(text),", count: 10_000).utf8)
            for _ in 0..<count / 10_000 { try append(piece) }
            try append(Array("\(text)]".utf8))
        }
    }

    @Test(arguments: SchemaVariant.allCases)
    func `artifacts and status are written together, with whatever stands in memory`(_ variant: SchemaVariant)
        async throws
    {
        let (database, store, runs) = try await claimed(variant)
        try await store.save(checkpoints: [runs[0].id: [1, 2, 3]])
        let text = #"{"x":"\"quoted\" \\ {a,b}\t\n مرحبا","# + "\n\t\r \"y\": [1, 2]}"
        let artifacts = [
            try spooled(text), Artifact(type: "report", data: .emptyObject), try spooled("[]", type: "more"),
        ]
        #expect(try await store.finish([runs[0].ended(.completed(artifacts))]) == [.written])
        let row = try #require(try await database.runs(of: runs[0].job.id).first)
        #expect((row.status, row.error, row.isCompleted) == ("completed", nil, true))
        #expect(
            try await database.rows("SELECT artifact_type, data::text FROM job_artifacts ORDER BY artifact_type") == [
                ["more", "[]"], ["report", "{}"],
                ["result", #"{"x": "\"quoted\" \\ {a,b}\t\n مرحبا", "y": [1, 2]}"#],
            ])
        #expect(
            try await database.column(
                """
                SELECT count(*)::text FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id
                WHERE abs(extract(epoch FROM a.created_at - r.completed_at)) < 5
                """) == ["3"], "times are those of the other rows")
        #expect(try await database.count("trubuild.queue") == 0)
        #expect(try await database.count("trubuild.checkpoints") == 0)
        await store.close()
    }

    @Test func `random documents arrive as they are`() async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let (database, store, runs) = try await claimed(.seed, 20)
        let parts = [#"\\"#, #"\n"#, #"\""#, "a", "é", "🦉", #"\u0041"#, #"\/"#, "\u{7f}", "{", "\\\\."]
        for run in runs {
            let strings = (0..<Int.random(in: 0...2000, using: &random)).map { _ in
                "\""
                    + (0..<Int.random(in: 0...40, using: &random)).map { _ in parts.randomElement(using: &random) ?? ""
                    }
                    .joined() + "\""
            }
            let text =
                "[" + strings.joined(separator: [",", ",\n", "\t,\r\n "].randomElement(using: &random) ?? ",") + "]"
            #expect(try await store.finish([run.ended(.completed([try spooled(text)]))]) == [.written], "seed \(seed)")
            let same = try await database.column(
                "SELECT (a.data = $2::jsonb)::text FROM job_artifacts a WHERE run_id = $1::uuid",
                [.text(run.id.description), .text(text)])
            #expect(same == ["true"], "seed \(seed)")
        }
        await store.close()
    }

    @Test func `a run that is over leaves nothing, before, in the middle and at the end`() async throws {
        let (database, store, runs) = try await claimed(.seed, 2)
        try await database.execute("UPDATE job_runs SET status = 'cancelled' WHERE id = '\(runs[0].id)'")
        #expect(try await store.finish([runs[0].ended(.completed([try spooled("[1]")]))]) == [.stale])
        #expect(try await database.count("job_artifacts") == 0)

        // The look before the stream finds the run in progress; a trigger ends it while its artifact comes in.
        try await database.execute(
            """
            CREATE EXTENSION IF NOT EXISTS dblink;
            CREATE FUNCTION cancel_meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                PERFORM dblink_exec('\(database.url)', 'UPDATE job_runs SET status = ''cancelled'' WHERE id = '''
                    || new.run_id || '''');
                RETURN new;
            END $$;
            CREATE TRIGGER cancel_meanwhile BEFORE INSERT ON job_artifacts
                FOR EACH ROW EXECUTE FUNCTION cancel_meanwhile();
            """)
        #expect(try await store.finish([runs[1].ended(.completed([try spooled("[1]")]))]) == [.stale])
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await database.runs(of: runs[1].job.id).map(\.status) == ["cancelled"])
        await store.close()
    }

    @Test func `a lost run leaves nothing`() async throws {
        let (database, store, runs) = try await claimed()
        // As another host that takes it over does.
        try await database.execute(
            """
            UPDATE job_runs SET status = 'failed', error = 'worker lost' WHERE id = '\(runs[0].id)';
            INSERT INTO job_runs (id, job_id, attempt_no, status)
            VALUES (gen_random_uuid(), '\(runs[0].job.id)', 2, 'in_progress');
            """)
        #expect(try await store.finish([runs[0].ended(.completed([try spooled("[1]")]))]) == [.stale])
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await database.runs(of: runs[0].job.id).map(\.status) == ["failed", "in_progress"])
        await store.close()
    }

    @Test func `a repetition after a lost answer is written, and its artifacts are there once`() async throws {
        let (database, store, runs) = try await claimed()
        let ending = runs[0].ended(.completed([try spooled("[1]")]))
        #expect(try await store.finish([ending]) == [.written])
        #expect(try await store.finish([ending]) == [.written])
        #expect(try await database.count("job_artifacts") == 1)
        await store.close()
    }

    @Test func `a session that is ended in the middle leaves nothing, and the same ending is written afterwards`()
        async throws
    {
        let (database, store, runs) = try await claimed()
        // Large enough to be caught in the middle.
        let ending = runs[0].ended(.completed([try list(of: #""a line of the result""#, count: 400_000)]))
        let writing = Task { try await store.finish([ending]) }
        try await eventually("it is copied") {
            try await database.column(
                """
                SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity
                WHERE datname = current_database() AND query LIKE 'COPY %' AND pid <> pg_backend_pid()
                """) == ["true"]
        }
        await #expect(throws: PostgresError.self) { try await writing.value }
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await database.runs(of: runs[0].job.id).map(\.status) == ["in_progress"])
        #expect(try await store.finish([ending]) == [.written])
        #expect(
            try await database.column("SELECT jsonb_array_length(data)::text FROM job_artifacts") == ["400001"])
        await store.close()
    }

    @Test func `a result in whose middle the session always ends is refused in the end`() async throws {
        let (database, store, runs) = try await claimed()
        try await database.execute(
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$;
            CREATE TRIGGER die BEFORE INSERT ON job_artifacts FOR EACH ROW EXECUTE FUNCTION die();
            """)
        let ending = runs[0].ended(.completed([try spooled("[1]")]))
        for _ in 0..<4 { await #expect(throws: PostgresError.self) { try await store.finish([ending]) } }
        guard case .refused(let error) = try await store.finish([ending])[0] else {
            Issue.record("not refused")
            return
        }
        #expect(error.code == "result_refused")
        #expect(error.message.hasPrefix("The database did not take the result, 3 bytes, in 5 attempts, at last: "))
        #expect(try await store.finish([runs[0].ended(.failed(error))]) == [.written])
        await store.close()
    }

    @Test func `what a jsonb cannot hold is refused, with the size, and the store goes on`() async throws {
        let (database, store, runs) = try await claimed(.seed, 3)
        // Clean by the rules of JSON, and yet more digits than a numeric can have.
        let tooFine = try spooled("0." + String(repeating: "0", count: 20_000) + "1")
        // 2^24 members: 34 MB of text are more than one allocation of the server can list.
        let tooMany = try list(of: "1", count: 17_000_000)
        for (run, artifact) in zip(runs, [tooFine, tooMany]) {
            guard case .refused(let error) = try await store.finish([run.ended(.completed([artifact]))])[0] else {
                Issue.record("not refused")
                return
            }
            #expect(error.code == "result_refused")
            #expect(
                error.message.hasPrefix(
                    "The database does not take the result (result \(artifact.content.size) bytes): "))
            #expect(try await store.finish([run.ended(.failed(error))]) == [.written])
        }
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await store.finish([runs[2].ended(.completed([try spooled("[1]")]))]) == [.written])
        await store.close()
    }

    @Test func `what only files take is refused`() async throws {
        let (_, store, runs) = try await claimed()
        let file = try spool.makeFile()
        let page = Artifact(type: "page", contentType: "text/html", content: .file(file))
        guard case .refused(let error) = try await store.finish([runs[0].ended(.completed([page]))])[0] else {
            Issue.record("not refused")
            return
        }
        #expect(error.message == "the artifact page is text/html, the database takes application/json")
        await store.close()
    }

    @Test func `a table with row-level security, which takes no COPY, gets it as a parameter`() async throws {
        let (database, store) = try await TestDatabase.opened()
        await store.close()
        let host = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute(
            """
            GRANT SELECT, UPDATE, TRIGGER ON jobs TO \(host.name);
            GRANT SELECT, INSERT, UPDATE ON job_runs TO \(host.name);
            GRANT SELECT, INSERT ON job_artifacts TO \(host.name);
            GRANT USAGE ON SCHEMA trubuild TO \(host.name);
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trubuild TO \(host.name);
            ALTER TABLE job_artifacts ENABLE ROW LEVEL SECURITY;
            CREATE POLICY all_rows ON job_artifacts TO \(host.name) USING (true) WITH CHECK (true);
            """)
        let secured = try database.store(url: host.url)
        _ = try await secured.open()
        try await database.insert(type: "a")
        let run = try #require(try await secured.claim(.of("a")).first)
        #expect(try await secured.finish([run.ended(.completed([try spooled("[1]")]))]) == [.written])
        #expect(try await database.column("SELECT data::text FROM job_artifacts") == ["[1]"])
        await secured.close()
    }
}
