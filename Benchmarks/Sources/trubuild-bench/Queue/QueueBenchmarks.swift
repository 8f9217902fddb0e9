import Foundation

/// The measurements that need a server: one server for all of them, and a fresh database for each.
final class QueueBenchmarks {
    let options: Options
    let server: PostgresServer
    let report = Report()
    /// The program.
    let host: String
    /// A database as a host leaves it that has started and stopped.
    private let template: String

    /// - Throws: ``Failure`` when the project is not built.
    init(options: Options) throws {
        self.options = options
        let release = options.root.appending(path: ".build/release").standardizedFileURL.resolvingSymlinksInPath()
        host = release.appending(path: "trubuild-host").path
        for file in [host, release.appending(path: "trubuild-runner").path] {
            guard access(file, X_OK) == 0 else { throw Failure("\(file) is missing: run make build first") }
        }
        server = try PostgresServer(in: options.folder)
        template = try server.createDatabase()
        let first = try HostProcess(self, folder("noop", .process), database: template)
        let connection = try Connection(database: template)
        try wait(for: "the host's schema", limit: 60) {
            try first.check()
            return try connection.isTrue("SELECT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'trubuild_enqueue')")
                && connection.isTrue("SELECT EXISTS (SELECT FROM trubuild.intake WHERE backfilled_at IS NOT NULL)")
        }
        try first.stop()
    }

    func run(_ parts: [Part]) throws {
        for part in Part.allCases where parts.contains(part) {
            switch part {
            case .analysis: break
            case .limit: try LimitBenchmark(bench: self).run()
            case .drain: try DrainBenchmark(bench: self).run()
            case .latency: try LatencyBenchmark(bench: self).run()
            case .growth: try GrowthBenchmark(bench: self).run()
            case .insert: try InsertBenchmark(bench: self).run()
            case .runner: try RunnerBenchmark(bench: self).run()
            case .progress: try ProgressBenchmark(bench: self).run()
            case .artifact: try ArtifactBenchmark(bench: self).run()
            case .logs: try LogBenchmark(bench: self).run()
            case .idle: try IdleBenchmark(bench: self).run()
            case .guards: try GuardBenchmark(bench: self).run()
            case .peers: try PeerBenchmark(bench: self).run()
            case .soak: try SoakBenchmark(bench: self).run()
            }
        }
        // What the database could do changes with what else the machine has to do, so it is looked at twice.
        if parts.contains(.limit), parts.contains(.drain) { try LimitBenchmark(bench: self).repeatBest() }
        DrainBenchmark.addRatios(to: report)
    }

    /// The folder of a host whose manifest has one processor.
    func folder(_ processor: String, _ placement: Placement) throws -> HostFolder {
        try HostFolder(processor, placement, in: server.folder, root: options.root)
    }

    /// Carries out `body` with a fresh database that has the host's schema, and drops it.
    func withDatabase<Value>(_ body: (String) throws -> Value) throws -> Value {
        let name = try server.createDatabase(template: template)
        let value = try body(name)
        try server.dropDatabase(name)
        return value
    }

    /// Puts jobs into the queue, in batches as an App's import would, and lets the server write back what that has left.
    func insertJobs(_ count: Int, type: String, database: String) throws {
        let connection = try Connection(database: database)
        var left = count
        while left > 0 {
            let batch = min(left, 10_000)
            try connection.execute(
                """
                INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
                SELECT gen_random_uuid(), '\(type)', '{"package_id": "bench"}', 'company', 'user', now()
                FROM generate_series(1, \(batch))
                """)
            left -= batch
        }
        try connection.execute("CHECKPOINT")
    }

    /// Waits until the jobs are completed.
    func waitForJobs(_ ids: some Collection<String>, _ connection: Connection, _ host: HostProcess) throws {
        let list = ids.joined(separator: ",")
        try wait(for: "\(ids.count) jobs to be done", limit: 120) {
            try host.check()
            return try connection.numbers(
                "SELECT count(*) FROM job_runs WHERE job_id = ANY ('{\(list)}') AND status = 'completed'"
            )[0] == Double(ids.count)
        }
    }

    /// Asks again and again, `interval` seconds apart.
    func wait(for what: String, limit: Double, interval: Double = 0.05, _ condition: () throws -> Bool) throws {
        let start = ContinuousClock.now
        while try !condition() {
            guard ContinuousClock.now - start < .seconds(limit) else {
                throw Failure("waited \(limit) s for \(what) in vain")
            }
            usleep(UInt32(interval * 1e6))
        }
    }
}
