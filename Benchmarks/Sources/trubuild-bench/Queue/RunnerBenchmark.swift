import Foundation

/// Runners: from the commit to the processor's first instruction when the runner has to be started first, and what each of
/// the host's functions costs a processor.
struct RunnerBenchmark {
    static let part = "runner start"
    static let callPart = "callbacks, ns"

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            // In-process, the library is loaded when the host starts.
            if placement == .process {
                let folder = try bench.folder("noop", placement)
                for isCold in [true, false] {
                    bench.report.add(Self.part, isCold ? "cold" : "warm", try start(folder, isCold: isCold).figures)
                }
            }
            bench.report.add(Self.callPart, placement.rawValue, try calls(bench.folder("calls", placement)))
        }
    }

    /// - Parameter isCold: whether the idle runners are killed before each job.
    private func start(_ folder: HostFolder, isCold: Bool) throws -> Percentiles {
        try bench.withDatabase { database in
            let connection = try Connection(database: database)
            let host = try HostProcess(bench, folder, database: database)
            var committed: [String: Int64] = [:]
            for index in 0..<30 {
                if isCold {
                    for runner in ProcessTable().descendants(of: host.pid) { kill(runner, SIGKILL) }
                    usleep(300_000)
                }
                let job = BenchJob(type: folder.jobType)
                try connection.execute(job.insertion)
                // The first one waits for the host as well.
                if index > 0 { committed[job.id] = Machine.nanoseconds }
                try bench.waitForJobs([job.id], connection, host)
            }
            try host.stop()
            return Percentiles(try LatencyBenchmark.latencies(of: committed, connection))
        }
    }

    private func calls(_ folder: HostFolder) throws -> [Figure] {
        try bench.withDatabase { database in
            let connection = try Connection(database: database)
            let host = try HostProcess(bench, folder, database: database)
            let jobs = (0..<5).map { _ in BenchJob(type: folder.jobType) }
            for job in jobs {
                try connection.execute(job.insertion)
                try bench.waitForJobs([job.id], connection, host)
            }
            try host.stop()
            // Medians.
            return try connection.execute(
                """
                SELECT key, percentile_cont(0.5) WITHIN GROUP (ORDER BY value::float8)
                FROM job_artifacts a CROSS JOIN jsonb_each_text(a.data) WHERE a.artifact_type = 'result'
                GROUP BY key ORDER BY key
                """
            ).map { Figure($0[0] ?? "", Double($0[1] ?? "") ?? .nan) }
        }
    }
}
