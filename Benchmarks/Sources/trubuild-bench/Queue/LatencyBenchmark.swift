import Foundation

/// Pick-up latency: another client inserts single jobs, about 50 ms apart, for a host that has nothing else to do and whose
/// runner is warm. From the moment when the client knows that its INSERT is committed, to the first instruction of the processor.
struct LatencyBenchmark {
    static let part = "latency"

    /// How a job gets into the queue.
    enum Insert: String {
        case notifying = "NOTIFY"
        /// The trigger does not fire; the client writes the queue's row itself. So the host finds the job by its polls.
        case silent = "no NOTIFY"
    }

    /// What a latency begins with. A server that shares its processor with the host may tell its client of the commit late,
    /// when the host has already begun. The moment of sending is the client's own.
    enum Start { case commit, send }

    let bench: QueueBenchmarks

    static let floor = "no host: LISTEN, claim"

    func run() throws {
        bench.report.add(Self.part, Self.floor, try measureFloor().figures)
        for placement in bench.options.placements {
            let folder = try bench.folder("noop", placement)
            try bench.withDatabase { database in
                for (insert, samples) in [(Insert.notifying, bench.options.samples), (.silent, 200)] {
                    let latencies = try measure(folder, insert, samples: samples, database: database)
                    bench.report.add(Self.part, "\(placement.rawValue), \(insert.rawValue)", latencies.figures)
                }
            }
        }
    }

    /// - Returns: latencies in ms, of a host that is started for this and stopped again.
    func measure(
        _ folder: HostFolder, _ insert: Insert, samples: Int, from start: Start = .commit, database: String
    ) throws -> Percentiles {
        let host = try HostProcess(bench, folder, database: database)
        let connection = try Connection(database: database)
        if insert == .silent { try connection.execute("SET session_replication_role = replica") }
        try warmUp(connection, folder, insert, host)
        var begun: [String: Int64] = [:]
        for _ in 0..<samples {
            let job = BenchJob(type: folder.jobType)
            let sent = Machine.nanoseconds
            try connection.execute(statement(job, insert))
            begun[job.id] = start == .send ? sent : Machine.nanoseconds
            // A little off the beat, so that it cannot fall in with a timer of the host.
            usleep(UInt32.random(in: 40_000...60_000))
        }
        try bench.waitForJobs(begun.keys, connection, host)
        try host.stop()
        return Percentiles(try Self.latencies(of: begun, connection))
    }

    /// The same INSERTs, and a client that does no more than to claim them.
    private func measureFloor() throws -> Percentiles {
        try bench.withDatabase { database in
            let connection = try Connection(database: database)
            try connection.execute("SET session_replication_role = replica")
            let floor = LatencyFloor(database: database)
            var committed: [String: Int64] = [:]
            for _ in 0..<bench.options.samples {
                let job = BenchJob(type: LimitBenchmark.jobType)
                try connection.execute("\(job.silentInsertion) RETURNING \(LatencyFloor.notification)")
                committed[job.id] = Machine.nanoseconds
                usleep(UInt32.random(in: 40_000...60_000))
            }
            let claimed = try floor.stop()
            guard claimed.count == committed.count else {
                throw Failure("latency: of \(committed.count) jobs \(claimed.count) were claimed without a host")
            }
            return Percentiles(committed.map { id, time in Double((claimed[id] ?? 0) - time) / 1e6 })
        }
    }

    /// Time from then to the processor, in ms, of the jobs whose starts are given.
    static func latencies(of started: [String: Int64], _ connection: Connection) throws -> [Double] {
        let rows = try connection.execute(
            """
            SELECT r.job_id, a.data->>'began' FROM job_runs r JOIN job_artifacts a ON a.run_id = r.id
            WHERE r.job_id = ANY ('{\(started.keys.joined(separator: ","))}')
            """)
        let latencies = rows.compactMap { row -> Double? in
            guard let id = row[0], let start = started[id], let began = row[1].flatMap(Int64.init) else { return nil }
            return Double(began - start) / 1e6
        }
        guard latencies.count == started.count else {
            throw Failure("latency: of \(started.count) jobs \(latencies.count) have a result")
        }
        return latencies
    }

    /// Runs a few jobs, so that the runner is there and all has been used once.
    private func warmUp(_ connection: Connection, _ folder: HostFolder, _ insert: Insert, _ host: HostProcess) throws {
        let jobs = (0..<20).map { _ in BenchJob(type: folder.jobType) }
        for job in jobs { try connection.execute(statement(job, insert)) }
        try bench.waitForJobs(jobs.map(\.id), connection, host)
        sleep(1)
    }

    private func statement(_ job: BenchJob, _ insert: Insert) -> String {
        insert == .notifying ? job.insertion : job.silentInsertion
    }
}
