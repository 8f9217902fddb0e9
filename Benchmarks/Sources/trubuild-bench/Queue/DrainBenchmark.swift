import Foundation

/// Drain: jobs that do nothing but store a small result wait in the queue, and hosts as they ship work them off.
struct DrainBenchmark {
    static let part = "drain"

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            let folder = try bench.folder("noop", placement)
            for hosts in bench.options.hosts {
                try bench.withDatabase { database in
                    try bench.insertJobs(bench.options.jobs, type: folder.jobType, database: database)
                    let figures = try drain(folder, hosts: hosts, database: database, jobs: bench.options.jobs)
                    bench.report.add(
                        Self.part, "\(placement.rawValue), \(hosts) \(hosts == 1 ? "host" : "hosts")", figures)
                }
            }
        }
    }

    /// Adds to each row what share of the limit it is: by the clock, and by the processor time that a job takes in all. The
    /// second is hardly changed by others on the machine.
    static func addRatios(to report: Report) {
        let limits = report.measurements.filter { $0.part.hasPrefix(LimitBenchmark.part) }
        guard let rate = limits.compactMap({ $0["jobs_per_s"] }).max(),
            let cost = limits.compactMap({ $0["all_us_per_job"] }).min()
        else { return }
        report.extend(part) { row in row["jobs_per_s"].map { Figure("of_limit", $0 / rate) } }
        report.extend(part) { row in row["all_us_per_job"].map { Figure("of_limit_by_processor", cost / $0) } }
    }

    /// Works off jobs that wait in the database.
    /// - Parameters:
    ///   - jobs: how many.
    ///   - leavesRest: whether more wait; then it stops soon after.
    func drain(
        _ folder: HostFolder, hosts: Int, database: String, jobs: Int, leavesRest: Bool = false
    ) throws -> [Figure] {
        let connection = try Connection(database: database)
        let before = try DatabaseCounters(connection)
        let serverBefore = bench.server.processorSeconds
        let processes = try (1...hosts).map { try HostProcess(bench, folder, database: database, number: $0) }
        var runnerMebibytes = 0.0
        try bench.wait(for: "\(jobs) jobs to be done", limit: 1_800, interval: 0.5) {
            for process in processes { try process.check() }
            // Runners are replaced now and then, so there may be none at the end.
            runnerMebibytes = max(runnerMebibytes, HostUsage(processes.map(\.pid)).runnerMebibytes)
            if leavesRest {
                return try connection.numbers("SELECT count(*) FROM job_artifacts")[0] >= Double(jobs)
            }
            return try connection.isTrue("SELECT NOT EXISTS (SELECT FROM trubuild.queue)")
                && connection.isTrue("SELECT NOT EXISTS (SELECT FROM job_runs WHERE status = 'in_progress')")
        }
        if leavesRest { for process in processes { process.askToStop() } }
        let usage = HostUsage(processes.map(\.pid))
        let server = bench.server.processorSeconds - serverBefore
        for process in processes { try process.stop() }

        let delta = try DatabaseCounters(connection) - before
        let done = try check(connection, jobs: leavesRest ? nil : jobs, type: folder.jobType)
        return [
            Figure("jobs_per_s", done.jobs / done.seconds),
            Figure("host_us_per_job", usage.host / done.jobs * 1e6),
            Figure("runners_us_per_job", usage.runners / done.jobs * 1e6),
            Figure("server_us_per_job", server / done.jobs * 1e6),
            Figure("all_us_per_job", (usage.host + usage.runners + server) / done.jobs * 1e6),
            Figure("host_MiB", usage.hostMebibytes), Figure("runner_MiB", runnerMebibytes),
            Figure("WAL_bytes_per_job", delta.wal / done.jobs), Figure("commits_per_job", delta.commits / done.jobs),
        ]
    }

    /// Makes sure that each job was done once, with one artifact. Jobs of the user `history` do not count.
    /// - Parameter jobs: how many there have to be; nil for those that were completed. (A host that is asked to stop gives
    ///   back what it has claimed and not begun: these have a failed run and a pending one.)
    /// - Returns: how many there are, and the seconds from the first claim to the last completion.
    private func check(_ connection: Connection, jobs: Int?, type: String) throws -> (jobs: Double, seconds: Double) {
        let seen = try connection.numbers(
            """
            SELECT count(*), count(DISTINCT r.job_id), count(*) FILTER (WHERE r.status = 'completed'), sum(a.n), max(a.n),
                extract(epoch FROM max(r.completed_at) - min(r.started_at))
            FROM jobs j JOIN job_runs r ON r.job_id = j.id
            LEFT JOIN (SELECT run_id, count(*) AS n FROM job_artifacts GROUP BY run_id) a ON a.run_id = r.id
            WHERE j.type = '\(type)' AND j.user_id = 'user' \(jobs == nil ? "AND r.status = 'completed'" : "")
            """)
        let wanted = jobs.map(Double.init) ?? seen[0]
        guard wanted > 0, seen[0...3].allSatisfy({ $0 == wanted }), seen[4] == 1 else {
            throw Failure(
                "drain: of \(wanted) jobs there are \(seen[0]) runs of \(seen[1]) jobs, \(seen[2]) completed, with "
                    + "\(seen[3]) artifacts, at most \(seen[4]) a run")
        }
        return (wanted, seen[5])
    }
}
