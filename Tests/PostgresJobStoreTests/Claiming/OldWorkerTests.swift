import Foundation
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

/// The worker that a site migrates from: it locks the row of a job, looks at its newest run, and inserts the next one.
private struct OldWorker {
    let connection: PostgresConnection

    /// The five oldest jobs that have no run or a failed one.
    func poll() async throws -> [String] {
        let result = try await connection.query(
            """
            SELECT j.id FROM jobs j
            LEFT JOIN (SELECT DISTINCT ON (job_id) job_id, status FROM job_runs
                ORDER BY job_id, attempt_no DESC, created_at DESC) r ON r.job_id = j.id
            WHERE r.job_id IS NULL OR r.status = 'failed' ORDER BY j.created_at LIMIT 5
            """)
        return result.rows.compactMap { $0[0].string }
    }

    /// - Returns: the run's id, or nil if the job is not to be had.
    func claim(_ job: String) async throws -> String? {
        try await connection.execute(script: "BEGIN")
        let id = try await hold(job)
        try await connection.execute(script: "COMMIT")
        return id
    }

    /// Claims without committing.
    func hold(_ job: String) async throws -> String? {
        _ = try await connection.query("SELECT 1 FROM jobs WHERE id = $1::uuid FOR UPDATE", [.text(job)])
        let newest = try await connection.query(
            "SELECT attempt_no, status FROM job_runs WHERE job_id = $1::uuid ORDER BY attempt_no DESC LIMIT 1",
            [.text(job)])
        let last = newest.rows.first.map { ($0[0].int ?? 0, $0[1].string) }
        guard last == nil || last?.1 == "failed" else { return nil }
        let id = UUID().uuidString.lowercased()
        _ = try await connection.query(
            """
            INSERT INTO job_runs (id, job_id, attempt_no, status, created_at, started_at)
            VALUES ($1::uuid, $2::uuid, $3::int, 'in_progress', now(), now())
            """, [.text(id), .text(job), .int((last?.0 ?? 0) + 1)])
        return id
    }

    func complete(_ run: String) async throws {
        _ = try await connection.query(
            "UPDATE job_runs SET status = 'completed', completed_at = now() WHERE id = $1::uuid", [.text(run)])
    }
}

@Suite(.serialized) struct OldWorkerTests {
    @Test func `while the old worker claims a job, a host neither waits for it nor takes it`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let old = OldWorker(connection: try await database.connect(database.url))
        let (held, free) = (try await database.insert(type: "a"), try await database.insert(type: "a"))
        try await old.connection.execute(script: "BEGIN")
        #expect(try await old.hold(held.description) != nil)
        #expect(try await store.claim(.of("a")).map(\.job.id) == [free], "without waiting for the lock")
        #expect(try await database.count("trubuild.queue") == 2, "the job may yet become ours")
        try await old.connection.execute(script: "COMMIT")
        #expect(try await store.claim(.of("a")).isEmpty)
        #expect(try await database.column("SELECT job_id::text FROM trubuild.queue") == [free.description])
        await store.close()
    }

    @Test func `a job that the old worker gave up claiming becomes ours`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let old = OldWorker(connection: try await database.connect(database.url))
        let job = try await database.insert(type: "a")
        try await old.connection.execute(script: "BEGIN")
        _ = try await old.hold(job.description)
        #expect(try await store.claim(.of("a")).isEmpty)
        try await old.connection.execute(script: "ROLLBACK")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
        await store.close()
    }

    @Test func `the old worker takes neither a run of ours nor a retry that waits`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let old = OldWorker(connection: try await database.connect(database.url))
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        #expect(try await old.claim(job.description) == nil)
        _ = try await store.finish([run.ended(.retry(.broken, after: .seconds(60)))])
        #expect(try await old.claim(job.description) == nil)
        #expect(try await old.poll().isEmpty)
        await store.close()
    }

    @Test func `400 jobs between two hosts and the old worker are each run once`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        try await database.insert(400, type: "a")
        let other = try database.store()
        _ = try await other.open()
        let old = OldWorker(connection: try await database.connect(database.url))
        try await withThrowingTaskGroup { group in
            for store in [store, other] {
                group.addTask {
                    while try await database.count("trubuild.queue") > 0 {
                        let runs = try await store.claim(.of("a", slots: 4))
                        _ = try await store.finish(runs.map { $0.ended(.completed([])) })
                    }
                }
            }
            group.addTask {
                while true {
                    let jobs = try await old.poll()
                    if jobs.isEmpty { break }
                    for job in jobs { if let run = try await old.claim(job) { try await old.complete(run) } }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.count("job_runs WHERE status = 'completed' AND attempt_no = 1") == 400)
        #expect(try await database.count("job_runs") == 400)
        for store in [store, other] { await store.close() }
    }
}
