import Foundation
import JSONText
import JobQueue
import Logging
import PostgresClient
import PostgresJobStore
import TestKit

/// A database of the test's own, and a look into it that does not go through the store.
///
/// Suites that use it are serialized: all their tests at once would need more connections than the server has.
struct TestDatabase: Sendable {
    let url: String
    let connection: PostgresConnection

    /// - Parameter variant: the tables that exist before a host comes; none by default.
    static func make(_ variant: SchemaVariant? = nil) async throws -> TestDatabase {
        let url = try await PostgresServer.shared.createDatabase()
        let connection = try await PostgresConnection.connect(PostgresConfiguration(url: url), logger: quiet)
        if let variant { try await connection.execute(script: variant.sql) }
        return TestDatabase(url: url, connection: connection)
    }

    /// A database with a store that is open on it.
    static func opened(
        _ variant: SchemaVariant? = .seed, types: [String] = ["a", "b"]
    ) async throws -> (TestDatabase, PostgresJobStore) {
        let database = try await make(variant)
        let store = try database.store()
        _ = try await store.open()
        return (database, store)
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Its lease runs out when a test says so, not when the machine is busy.
    func store(
        url: String? = nil, poolSize: Int = 2, listens: Bool = true,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) throws -> PostgresJobStore {
        PostgresJobStore(
            configuration: try PostgresConfiguration(url: url ?? self.url), poolSize: poolSize,
            lease: try LeasePolicy(beatInterval: .seconds(10), duration: .seconds(600)), listens: listens,
            makeID: { UUID() }, now: now, logger: Self.quiet)
    }

    /// A connection as another role.
    func connect(_ url: String) async throws -> PostgresConnection {
        try await PostgresConnection.connect(PostgresConfiguration(url: url), logger: Self.quiet)
    }

    func execute(_ script: String) async throws { try await connection.execute(script: script) }

    /// The rows of a query, each value as text.
    func rows(_ sql: String, _ values: [PostgresValue] = []) async throws -> [[String?]] {
        let result = try await connection.query(sql, values)
        return result.rows.map { row in result.columns.indices.map { row[$0].string } }
    }

    /// The first column of a query.
    func column(_ sql: String, _ values: [PostgresValue] = []) async throws -> [String?] {
        try await rows(sql, values).map { $0[0] }
    }

    func count(_ table: String) async throws -> Int {
        try await connection.query("SELECT count(*) FROM \(table)")[0, 0].int ?? -1
    }

    /// Inserts a job as the App does.
    @discardableResult
    func insert(type: String, payload: String = #"{"package_id": "p"}"#) async throws -> JobID {
        let id = UUID()
        _ = try await connection.query(
            """
            INSERT INTO jobs (id, type, payload, company_id, user_id)
            VALUES ($1::uuid, $2, $3::jsonb, 'company', 'user')
            """,
            [.text(id.uuidString), .text(type), .text(payload)])
        return JobID(id)
    }

    /// Inserts that many jobs with one statement.
    func insert(_ count: Int, type: String) async throws {
        try await execute(
            """
            INSERT INTO jobs (id, type, payload)
            SELECT gen_random_uuid(), '\(type)', jsonb_build_object('n', n) FROM generate_series(1, \(count)) n
            """)
    }

    /// The runs of a job, oldest first.
    func runs(of job: JobID) async throws -> [RunRow] {
        let result = try await connection.query(
            """
            SELECT id, attempt_no, status, error, progress::text, started_at IS NOT NULL, completed_at IS NOT NULL
            FROM job_runs WHERE job_id = $1::uuid ORDER BY attempt_no
            """, [.text(job.description)])
        return result.rows.map { row in
            RunRow(
                id: row[0].string ?? "", attempt: row[1].int ?? 0, status: row[2].string ?? "", error: row[3].string,
                progress: row[4].string, isStarted: row[5].bool ?? false, isCompleted: row[6].bool ?? false)
        }
    }
}

/// A row of `job_runs`.
struct RunRow: Hashable {
    let id: String
    let attempt: Int
    let status: String
    let error: String?
    let progress: String?
    let isStarted: Bool
    let isCompleted: Bool
}

extension ClaimRequest {
    /// As many runs as there are of these types, which share the slots.
    static func of(_ types: String..., slots: Int = 100) -> ClaimRequest {
        ClaimRequest(groups: [Group(types: types, slots: slots)], limit: slots)
    }
}

extension ClaimedRun {
    func ended(_ verdict: Verdict) -> RunEnding { RunEnding(run: id, job: job.id, verdict: verdict) }
}

extension RunError {
    static let broken = RunError(code: "broken", message: "It broke")
}

extension JSONText {
    init(_ text: String) { self.init(trusted: Array(text.utf8)) }
}
