import Foundation

/// A processor that does nothing but report: what a call costs it, and how often the database is written to.
struct ProgressBenchmark {
    static let part = "progress"

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            bench.report.add(Self.part, placement.rawValue, try measure(placement))
        }
    }

    private func measure(_ placement: Placement) throws -> [Figure] {
        try bench.withHost("reports", placement) { folder, host, connection in
            _ = try bench.runJob(folder.jobType, connection, host)
            let before = ProcessTable.mebibytes("VmRSS", of: host.pid)
            let updates = try updates(connection)
            let job = try bench.runJob(folder.jobType, connection, host)
            if let error = job.error { throw Failure("progress: \(error)") }
            let growth = ProcessTable.mebibytes("VmHWM", of: host.pid) - before
            let figures = try bench.result(of: job.id, connection)
            let seconds = figures["seconds"] ?? .nan
            // All but the one that ends the run.
            let written = try self.updates(connection) - updates - 1
            return [
                Figure("ns_per_call", figures["plain"] ?? .nan),
                Figure("ns_with_details", figures["details"] ?? .nan),
                Figure("million_calls", (figures["calls"] ?? .nan) / 1e6),
                Figure("database_writes_per_s", written / seconds), Figure("host_growth_MiB", growth),
            ]
        }
    }

    /// How often rows of `job_runs` were changed. A session tells that when it is idle, at most once a second.
    private func updates(_ connection: Connection) throws -> Double {
        sleep(2)
        return try connection.numbers("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'job_runs'")[0]
    }
}
