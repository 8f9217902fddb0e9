import Foundation

/// Whether the cost of a job depends on what else is in the tables: a drain, the latency and the plans with nothing else in
/// them, with a long history, with as many jobs that wait, and with an old snapshot, for which the server keeps each version of
/// each row.
struct GrowthBenchmark {
    static let part = "growth"
    static let planPart = "plans"

    enum State: String, CaseIterable {
        case empty, finished, waiting
        case snapshot = "old snapshot"

        var hasHistory: Bool { self == .finished || self == .waiting }
    }

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            let folder = try bench.folder("noop", placement)
            for state in State.allCases { try measure(state, folder, placement) }
        }
    }

    private func measure(_ state: State, _ folder: HostFolder, _ placement: Placement) throws {
        let count = state.hasHistory ? " \(bench.options.history)" : ""
        let name = "\(placement.rawValue),\(count) \(state.rawValue)"
        let jobs = bench.options.jobs
        try bench.withDatabase { database in
            let connection = try Connection(database: database)
            if state == .finished { try addHistory(connection, type: folder.jobType) }
            if state == .waiting {
                // The drain takes the first of those that wait.
                try bench.insertJobs(bench.options.history, type: folder.jobType, database: database)
            }
            try bench.insertJobs(jobs, type: folder.jobType, database: database)
            // Until its ROLLBACK. A transaction has a snapshot from its first statement on.
            let holder = try Connection(database: database)
            try holder.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            if state == .snapshot { try holder.execute("SELECT FROM jobs LIMIT 1") }
            var figures = try DrainBenchmark(bench: bench).drain(
                folder, hosts: 1, database: database, jobs: jobs, leavesRest: state == .waiting)
            if state == .waiting {
                // Jobs of a type that nobody serves stay; those of this type would run first.
                try connection.execute("UPDATE jobs SET type = 'bench_unserved'")
                try connection.execute("UPDATE trubuild.queue SET type = 'bench_unserved'")
                try connection.execute("VACUUM ANALYZE")
                try connection.execute("CHECKPOINT")
            }
            let latency = LatencyBenchmark(bench: bench)
            figures += try latency.measure(
                folder, .notifying, samples: bench.options.samples, from: .send, database: database
            ).figures
            bench.report.add(Self.part, name, figures)
            try addPlans(name, folder, database)
            try holder.execute("ROLLBACK")
        }
    }

    /// Finished jobs as a host has left them: runs and artifacts with time-ordered ids, jobs with those of the App.
    private func addHistory(_ connection: Connection, type: String) throws {
        try connection.execute("SET session_replication_role = replica")
        let count = bench.options.history
        try connection.execute(
            """
            INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
            SELECT gen_random_uuid(), '\(type)', '{"package_id": "bench"}', 'company', 'history',
                now() - (\(count + 3_600) - n) * interval '1 second'
            FROM generate_series(1, \(count)) AS n
            """)
        try connection.execute(
            """
            INSERT INTO job_runs (id, job_id, attempt_no, status, created_at, started_at, completed_at)
            SELECT \(Self.timeOrderedID("created_at")), id, 1, 'completed', created_at, created_at, created_at
            FROM jobs ORDER BY created_at
            """)
        try connection.execute(
            """
            INSERT INTO job_artifacts (id, run_id, artifact_type, data, created_at)
            SELECT \(Self.timeOrderedID("created_at")), id, 'result', '{"began": 1234567890123456}', created_at
            FROM job_runs ORDER BY created_at
            """)
        try connection.execute("VACUUM ANALYZE")
        try connection.execute("CHECKPOINT")
        try connection.execute("RESET session_replication_role")
    }

    /// A version 7 UUID of a column's time.
    private static func timeOrderedID(_ time: String) -> String {
        """
        (lpad(to_hex((extract(epoch FROM \(time)) * 1e3)::bigint), 12, '0') || '7'
            || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid
        """
    }

    private func addPlans(_ name: String, _ folder: HostFolder, _ database: String) throws {
        let jobs = 5_000
        // Before the log, which is for new sessions.
        let connection = try Connection(database: database)
        let plans = try PlanLog(server: bench.server, database: database)
        try bench.insertJobs(jobs, type: folder.jobType, database: database)
        let host = try HostProcess(bench, folder, database: database)
        try bench.wait(for: "\(jobs) jobs with their plans", limit: 300, interval: 0.2) {
            try host.check()
            return try connection.isTrue(
                "SELECT NOT EXISTS (SELECT FROM trubuild.queue WHERE type = '\(folder.jobType)')")
        }
        try host.stop()
        let statements = plans.hotStatements(calls: 3)
        guard !statements.isEmpty else { throw Failure("plans: the server has logged no plan") }
        for statement in statements.sorted(by: { $0.name < $1.name }) {
            bench.report.add(
                Self.planPart, "\(name): \(statement.name)",
                [
                    Figure("calls", Double(statement.calls)),
                    Figure("us_per_job", statement.milliseconds / Double(jobs) * 1e3),
                    Figure("blocks_per_job", statement.blocks / Double(jobs)),
                    Figure("tables_read_whole", Double(statement.wholeReads.count)),
                ])
        }
    }
}
