import Foundation
import Logging
import PostgresClient
import TestKit

/// Works on the queue as the Python worker does that the host replaces, with its very statements: it polls the public
/// tables, locks the job's row to claim it, writes without a guard, and tries failed jobs again for ever.
actor OldWorker {
    private static let batch = 5

    private let url: String
    private let package: String
    /// Every so many-th run fails, as the model service sometimes did.
    private let failsEvery: Int
    private(set) var runs = 0
    private var isStopped = false
    private var work: Task<Void, any Error>?

    init(url: String, package: String, failsEvery: Int) {
        self.url = url
        self.package = package
        self.failsEvery = failsEvery
    }

    func start() { work = Task { try await serve() } }

    /// Ends after the batch that it works on.
    func stop() async throws {
        isStopped = true
        try await work?.value
    }

    private func serve() async throws {
        let logger = Logger(label: "old-worker") { _ in SwiftLogNoOpLogHandler() }
        let configuration = try PostgresConfiguration(url: url)
        var connections: [PostgresConnection] = []
        for _ in 0..<Self.batch { connections.append(try await .connect(configuration, logger: logger)) }
        while !isStopped {
            let jobs = try await connections[0].query(Self.pending).rows
            try await withThrowingTaskGroup { group in
                for (job, connection) in zip(jobs, connections) {
                    group.addTask { try await self.process(job, connection) }
                }
                try await group.waitForAll()
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        for connection in connections { await connection.close() }
    }

    private func process(_ job: PostgresRow, _ connection: PostgresConnection) async throws {
        guard let id = job[0].string, let number = job[1].string, let milliseconds = job[2].string.flatMap({ Int($0) }),
            let run = try await claim(id, connection)
        else { return }
        runs += 1
        if runs % failsEvery == 0 { return try await end(run, "failed", error: "model overloaded", connection) }

        let lock = open("\(package)/lock-\(number)", O_RDONLY | O_CLOEXEC)
        defer { close(lock) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            return try await end(run, "failed", error: "work.doubled: somebody else works on the job", connection)
        }
        _ = try await connection.query(
            "UPDATE job_runs SET progress = '{\"overallPercentageCompletion\": 0.5}' WHERE id = $1::uuid", [.text(run)])
        try await Task.sleep(for: .milliseconds(milliseconds))
        _ = try await connection.query(
            """
            INSERT INTO job_artifacts (id, run_id, artifact_type, data, created_at)
            VALUES (gen_random_uuid(), $1::uuid, 'result', '{"done": true}', now() AT TIME ZONE 'UTC')
            """, [.text(run)])
        try await end(run, "completed", error: nil, connection)
    }

    /// - Returns: the id of the run that was begun; nil when somebody else was first.
    private func claim(_ job: String, _ connection: PostgresConnection) async throws -> String? {
        _ = try await connection.query("BEGIN")
        _ = try await connection.query("SELECT id FROM jobs WHERE id = $1::uuid FOR UPDATE", [.text(job)])
        let newest = try await connection.query(
            "SELECT attempt_no, status FROM job_runs WHERE job_id = $1::uuid ORDER BY attempt_no DESC LIMIT 1",
            [.text(job)]
        ).rows.first
        guard newest == nil || newest?[1].string == "failed" else {
            _ = try await connection.query("ROLLBACK")
            return nil
        }
        let attempt = (newest?[0].string.flatMap { Int($0) } ?? 0) + 1
        let run = try await connection.query(
            """
            INSERT INTO job_runs (id, job_id, attempt_no, status, created_at, started_at)
            VALUES (gen_random_uuid(), $1::uuid, $2::int, 'in_progress', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
            RETURNING id
            """, [.text(job), .int(attempt)]
        ).rows.first?[0].string
        _ = try await connection.query("COMMIT")
        return run
    }

    /// Asks nobody whether the run is still open.
    private func end(_ run: String, _ status: String, error: String?, _ connection: PostgresConnection) async throws {
        _ = try await connection.query(
            """
            UPDATE job_runs SET status = $2, error = $3, completed_at = now() AT TIME ZONE 'UTC' WHERE id = $1::uuid
            """, [.text(run), .text(status), error.map { .text($0) } ?? .null])
    }

    private static let pending = """
        SELECT j.id, j.payload->>'lock', j.payload->>'ms' FROM jobs j LEFT JOIN LATERAL (
            SELECT status FROM job_runs WHERE job_id = j.id ORDER BY attempt_no DESC, created_at DESC LIMIT 1) r ON true
        WHERE r.status IS NULL OR r.status = 'failed' ORDER BY j.created_at LIMIT \(batch)
        """
}

/// The old worker and new hosts on one database, as in the days of the change.
public struct SideBySide: ChaosScenario {
    public static let name = "old-worker"

    public var hosts = 2
    public var jobs = 2000

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "\(hosts) hosts beside a stand-in for the old worker")
        let workload = try await Workload(app: .fresh(), capacity: jobs)
        let old = OldWorker(
            url: workload.app.url, package: "\(workload.folder.path)/packages/acme/load", failsEvery: 20)
        await old.start()
        var fleet: [HostProcess] = []
        // In portions, so that nobody finds an empty queue or a full one.
        let portion = max(jobs / 20, 1)
        for first in stride(from: 1, through: jobs, by: portion) {
            try await workload.insert(first...min(first + portion - 1, jobs), milliseconds: 20)
            if fleet.isEmpty {
                // Hosts are the faster ones: the old worker is at work when they come.
                try await eventually("the old worker is at work") { await old.runs > 0 }
                for _ in 0..<hosts { fleet.append(try await workload.host()) }
            }
            try await eventually("most of the jobs are begun") {
                Int(try await workload.app.value("SELECT count(*) FROM trubuild.queue WHERE run_id IS NULL")) ?? 0
                    < portion
            }
        }
        try await eventually("every job is completed") {
            try await Task.sleep(for: .milliseconds(100))
            return try await workload.app.value(
                "SELECT count(DISTINCT job_id) FROM job_runs WHERE status = 'completed'") == "\(jobs)"
        }
        try await old.stop()
        try await workload.finish(jobs)
        try await workload.audit(jobs, into: &report)
        let failures = try await workload.app.value("SELECT count(*) FROM job_runs WHERE error = 'model overloaded'")
        let share = await old.runs
        report.measured("runs of the old worker", share)
        report.measured("of these failed", failures)
        report.measured(
            "from INSERT to start",
            seconds: try await workload.seconds(
                """
                SELECT extract(epoch FROM
                    (r.started_at AT TIME ZONE 'UTC') - (j.created_at AT TIME ZONE current_setting('timezone')))
                FROM jobs j JOIN job_runs r ON r.job_id = j.id AND r.attempt_no = 1
                """))
        report.expect(share > 0, "the old worker had no run")
        report.expect(share < jobs, "the hosts were starved")
        let errors = try await workload.unexpectedErrors(besides: ["model overloaded"])
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        for host in fleet {
            report.expect(try await host.stop() == 0, "a host did not stop well: \(host.log.suffix(500))")
        }
        return report
    }
}
