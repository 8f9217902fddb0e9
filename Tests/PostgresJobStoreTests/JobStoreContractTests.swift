import JSONText
import JobQueue
import PostgresClient
import PostgresJobStore
import TestKit
import Testing

@Suite(.serialized) struct JobStoreContractTests {
    @Test(arguments: JobStoreRule.all)
    func `keeps the rules of every store`(_ rule: JobStoreRule) async throws {
        let database = try await TestDatabase.make(.seed)
        // The rules insert only after the store is open, and so after the trigger is there.
        try await rule.check(database.storeUnderTest())
    }
}

extension TestDatabase {
    fileprivate func storeUnderTest() throws -> StoreUnderTest {
        StoreUnderTest(
            store: try store(),
            insert: { job in
                _ = try await connection.query(
                    """
                    INSERT INTO jobs (id, type, payload, company_id, user_id)
                    VALUES ($1::uuid, $2, $3::jsonb, $4, $5)
                    """,
                    [
                        .text(job.id.description), .text(job.type), .utf8(job.payload.bytes),
                        job.companyID.map { .text($0) } ?? .null, job.userID.map { .text($0) } ?? .null,
                    ])
            },
            cancel: { job in
                try await execute("UPDATE job_runs SET status = 'cancelled' WHERE job_id = '\(job)'")
            },
            rows: { job in
                let result = try await connection.query(
                    """
                    SELECT r.attempt_no, r.status, r.error, r.progress,
                        array_to_string(ARRAY(
                            SELECT a.artifact_type FROM job_artifacts a WHERE a.run_id = r.id ORDER BY a.id), ',')
                    FROM job_runs r WHERE r.job_id = $1::uuid ORDER BY r.attempt_no
                    """, [.text(job.description)])
                return result.rows.map { row in
                    StoreUnderTest.Row(
                        attempt: row[0].int ?? 0, status: row[1].string ?? "", error: row[2].string,
                        progress: row[3].utf8.map { JSONText(trusted: $0) },
                        artifactTypes: (row[4].string ?? "").split(separator: ",").map(String.init))
                }
            })
    }
}
