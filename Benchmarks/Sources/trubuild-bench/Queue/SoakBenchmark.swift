import Foundation

/// A soak: jobs come in at half the rate at which one host drains them, and each minute says how long they waited and what
/// the queue's table has become.
struct SoakBenchmark {
    static let part = "soak"
    private static let batchesPerSecond = 100.0

    let bench: QueueBenchmarks

    func run() throws {
        let folder = try bench.folder("noop", .process)
        let rate = try bench.options.rate.map(Double.init) ?? halfTheDrain(folder)
        let perBatch = max(1, Int(rate / Self.batchesPerSecond))
        let pause = Double(perBatch) / rate
        try bench.withDatabase { database in
            let connection = try Connection(database: database)
            try connection.execute("CREATE EXTENSION pgstattuple")
            let host = try HostProcess(bench, folder, database: database)
            sleep(2)
            var sent = 0
            for minute in 1...bench.options.minutes {
                var committed: [String: Int64] = [:]
                let start = Machine.nanoseconds
                var batches = 0.0
                while Machine.nanoseconds - start < 60_000_000_000 {
                    // One of each batch is timed.
                    let job = BenchJob(type: folder.jobType)
                    try connection.execute(job.insertion(amid: perBatch - 1))
                    committed[job.id] = Machine.nanoseconds
                    batches += 1
                    sent += perBatch
                    let ahead = batches * pause - Double(Machine.nanoseconds - start) / 1e9
                    if ahead > 0 { usleep(UInt32(ahead * 1e6)) }
                }
                try add("minute \(minute)", committed, batches * Double(perBatch) / 60, connection, host)
            }
            try bench.wait(for: "the last jobs", limit: 300, interval: 1) {
                try host.check()
                return try connection.isTrue("SELECT NOT EXISTS (SELECT FROM trubuild.queue)")
            }
            try host.stop()
            let done = try connection.numbers("SELECT count(*) FROM job_runs WHERE status = 'completed'")[0]
            guard Int(done) == sent else { throw Failure("soak: of \(sent) jobs \(done) runs are completed") }
        }
    }

    private func add(
        _ name: String, _ committed: [String: Int64], _ rate: Double, _ connection: Connection, _ host: HostProcess
    ) throws {
        // Before the wait, as the minute has left it.
        let queue = try connection.numbers(
            """
            SELECT dead_tuple_count, table_len / 1048576.0, pg_indexes_size('trubuild.queue') / 1048576.0
            FROM pgstattuple('trubuild.queue')
            """)
        try bench.waitForJobs(committed.keys, connection, host)
        let latencies = Percentiles(try LatencyBenchmark.latencies(of: committed, connection))
        bench.report.add(
            Self.part, name,
            [Figure("jobs_per_s", rate)] + latencies.figures + [
                Figure("dead_rows", queue[0]), Figure("queue_MiB", queue[1]), Figure("queue_indexes_MiB", queue[2]),
                Figure("host_MiB", ProcessTable.mebibytes("VmRSS", of: host.pid)),
            ])
    }

    private func halfTheDrain(_ folder: HostFolder) throws -> Double {
        if let rate = bench.report.best(DrainBenchmark.part, "jobs_per_s") { return rate / 2 }
        return try bench.withDatabase { database in
            let jobs = 10_000
            try bench.insertJobs(jobs, type: folder.jobType, database: database)
            let figures = try DrainBenchmark(bench: bench).drain(folder, hosts: 1, database: database, jobs: jobs)
            return figures[0].value / 2
        }
    }
}
