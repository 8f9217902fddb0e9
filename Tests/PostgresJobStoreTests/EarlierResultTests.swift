import Foundation
import JSONText
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct EarlierResultTests {
    private func query(
        _ company: String? = "company", package: String = "p", artifact: String = "result"
    ) -> EarlierQuery {
        EarlierQuery(
            jobTypes: ["a", "alias"], artifactType: artifact, scope: JobScope(company: company, package: package),
            excluding: JobID(UUID()), byteLimit: 64 << 20)
    }

    private func data(_ finding: EarlierFinding) -> String {
        if case .found(let result) = finding { result.data.description } else { "\(finding)" }
    }

    /// A job with runs and artifacts as the old worker leaves them.
    private func insert(
        _ database: TestDatabase, type: String = "a", payload: String = #"{"package_id": "p"}"#,
        company: String? = "company", runs: [(status: String, artifacts: [String?])], age: Int = 0
    ) async throws {
        let job = UUID()
        _ = try await database.connection.query(
            """
            INSERT INTO jobs (id, type, payload, company_id, created_at)
            VALUES ($1::uuid, $2, $3::jsonb, $4, timestamp '2026-01-01 12:00' - $5::int * interval '1 hour')
            """,
            [.text(job.uuidString), .text(type), .text(payload), company.map { .text($0) } ?? .null, .int(age)])
        for (number, run) in runs.enumerated() {
            let id = UUID()
            _ = try await database.connection.query(
                """
                INSERT INTO job_runs (id, job_id, attempt_no, status, completed_at)
                VALUES ($1::uuid, $2::uuid, $3::int, $4, timestamp '2026-01-01 12:34:56.789')
                """, [.text(id.uuidString), .text(job.uuidString), .int(number + 1), .text(run.status)])
            for artifact in run.artifacts {
                _ = try await database.connection.query(
                    """
                    INSERT INTO job_artifacts (id, run_id, artifact_type, data)
                    VALUES (gen_random_uuid(), $1::uuid, 'result', $2::jsonb)
                    """, [.text(id.uuidString), artifact.map { .text($0) } ?? .null])
            }
        }
    }

    @Test(arguments: SchemaVariant.allCases)
    func `every variant of the tables serves it, and only of a job whose latest run is completed`(
        _ variant: SchemaVariant
    ) async throws {
        let (database, store) = try await TestDatabase.opened(variant)
        try await insert(database, runs: [("failed", []), ("completed", ["[1]"])], age: 9)
        try await insert(database, type: "alias", runs: [("completed", ["[2]"])], age: 8)
        // Newer, but: completed once and failed since, no data, in progress, another type.
        try await insert(database, runs: [("completed", ["[3]"]), ("failed", [])], age: 7)
        try await insert(database, runs: [("completed", [nil])], age: 6)
        try await insert(database, runs: [("in_progress", ["[4]"])], age: 5)
        try await insert(database, type: "b", runs: [("completed", ["[5]"])], age: 4)
        guard case .found(let found) = try await store.newestResult(query()) else {
            Issue.record("nothing was found")
            return
        }
        #expect(found.data.description == "[2]")
        #expect(found.completedAt == "2026-01-01T12:34:56.789Z")
        #expect(found.payload.description == #"{"package_id": "p"}"#)
        await store.close()
    }

    @Test func `no other company and no other package is ever served`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        let owners: [(company: String?, payload: String)] = [
            ("other", #"{"package_id": "p"}"#), ("other", #"{"package_id": "p", "company_id": "company"}"#),
            ("company", #"{"package_id": "q"}"#), ("company", #"{"package_id": ["p"]}"#), ("company", #"["p"]"#),
            ("company", #"{"package_id": 1}"#), ("company ", #"{"package_id": "p"}"#),
            ("COMPANY", #"{"package_id": "p"}"#), (nil, #"{"package_id": "p"}"#),
            (nil, #"{"package_id": "p", "company_id": ["company"]}"#),
            (nil, #"{"package_id": "p", "company_id": null}"#), ("", #"{"package_id": "p", "company_id": "x"}"#),
            ("company", #"{"metadata": {"package_id": "p"}}"#),
        ]
        for owner in owners {
            try await insert(database, payload: owner.payload, company: owner.company, runs: [("completed", ["1"])])
        }
        #expect(try await store.newestResult(query()) == .none)
        #expect(try await store.newestResult(query("company", package: "1")) == .none)
        for text in ["' OR true --", "%", "company' --", "\u{202E}company"] {
            #expect(try await store.newestResult(query(text)) == .none)
            #expect(try await store.newestResult(query(package: text)) == .none)
            #expect(try await store.newestResult(query(artifact: text)) == .none)
        }
        #expect(data(try await store.newestResult(query(nil))) == "1")
        await store.close()
    }

    @Test(arguments: SchemaVariant.allCases)
    func `a hundred thousand jobs are looked through by their indexes`(_ variant: SchemaVariant) async throws {
        let (database, store) = try await TestDatabase.opened(variant)
        try await database.execute(
            """
            INSERT INTO jobs (id, type, payload, company_id, created_at)
                SELECT gen_random_uuid(), CASE n % 2 WHEN 0 THEN 'a' ELSE 'b' END,
                    jsonb_build_object('package_id', 'p' || n % 50, 'criteria', repeat('x', 500)),
                    'company-' || n % 1000, now() - n * interval '1 second' FROM generate_series(1, 100000) n;
            INSERT INTO job_runs (id, job_id, status) SELECT gen_random_uuid(), id, 'completed' FROM jobs;
            INSERT INTO job_artifacts (id, run_id, artifact_type, data)
                SELECT gen_random_uuid(), id, 'result', '{}' FROM job_runs;
            ANALYZE jobs; ANALYZE job_runs; ANALYZE job_artifacts;
            """)
        let wanted = query("company-6", package: "p6")
        guard case .found = try await store.newestResult(wanted) else {
            Issue.record("nothing was found")
            return
        }
        let tables = try store.session().tables
        try await database.execute("PREPARE look AS \(EarlierStatement.sql(tables, hasCompany: true))")
        let plan = try await database.column(
            """
            EXPLAIN (ANALYZE) EXECUTE look ('{a,alias}', 'result', 'p6', '00000000-0000-0000-0000-000000000000',
                1000000, 'company-6')
            """
        ).compactMap(\.self).joined(separator: "\n")
        #expect(!plan.contains("Seq Scan on job_runs"), "\(plan)")
        if variant != .seed {
            #expect(!plan.contains("Seq Scan on jobs"), "\(plan)")
            #expect(!plan.contains("Seq Scan on job_artifacts"), "\(plan)")
        }
        await store.close()
    }

    @Test func `a host that may not read artifacts says so when it is asked, and serves on`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let role = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute(
            """
            GRANT SELECT, UPDATE, TRIGGER ON jobs TO \(role.name); GRANT SELECT, INSERT, UPDATE ON job_runs TO \(role.name);
            GRANT INSERT ON job_artifacts TO \(role.name); GRANT USAGE ON SCHEMA trubuild TO \(role.name);
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trubuild TO \(role.name);
            """)
        let limited = try database.store(url: role.url)
        _ = try await limited.open()
        let error = await #expect(throws: PostgresError.self) { try await limited.newestResult(query()) }
        #expect(error?.description.contains("job_artifacts") == true)
        #expect(try await limited.claim(.of("a")).isEmpty)
        await limited.close()
        await store.close()
    }

    @Test func `many large checkpoints are saved in several statements, and each comes back`() async throws {
        let (database, store) = try await TestDatabase.opened()
        for _ in 0..<20 { try await database.insert(type: "a") }
        let runs = try await store.claim(.of("a"))
        try #require(runs.count == 20)
        let checkpoints = Dictionary(
            uniqueKeysWithValues: runs.enumerated().map { number, run in
                (run.id, [UInt8](repeating: UInt8(number), count: 1 << 20))
            })
        try await store.save(checkpoints: checkpoints)
        _ = try await store.finish(runs.map { $0.ended(.release(.broken, after: .zero)) })
        let wanted = Dictionary(uniqueKeysWithValues: runs.map { ($0.job.id, checkpoints[$0.id]) })
        for run in try await store.claim(.of("a")) { #expect(run.checkpoint == wanted[run.job.id]) }
        await store.close()
    }

    @Test func `an artifact that is not JSON is refused before the database sees it`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        let page = Artifact(type: "report", contentType: "text/html", content: .memory(Array("<p>".utf8)))
        guard case .refused(let error) = try await store.finish([run.ended(.completed([page]))]).first else {
            Issue.record("not refused")
            return
        }
        #expect(error.code == "result_refused")
        #expect(error.message.contains("text/html"))
        #expect(try await database.runs(of: job).map(\.status) == ["in_progress"])
        await store.close()
    }
}
