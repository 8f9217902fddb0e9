import Foundation

/// A host that has had work, and has none any more: what it asks of the server, and what it keeps.
struct IdleBenchmark {
    static let part = "idle"
    /// Runners may go after 60 s.
    private static let idleTime: UInt32 = 65
    private static let window: UInt32 = 60

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            let folder = try bench.folder("noop", placement)
            try bench.withDatabase { database in
                let connection = try Connection(database: database)
                let host = try HostProcess(bench, folder, database: database)
                let jobs = (0..<100).map { _ in BenchJob(type: folder.jobType) }
                for job in jobs { try connection.execute(job.insertion) }
                try bench.waitForJobs(jobs.map(\.id), connection, host)
                sleep(Self.idleTime)
                try bench.server.logStatements(true)
                sleep(1)
                let (start, usage) = (bench.server.log.utf8.count, HostUsage([host.pid]))
                sleep(Self.window)
                let log = String(decoding: bench.server.log.utf8.dropFirst(start), as: UTF8.self)
                let used = HostUsage([host.pid])
                try bench.server.logStatements(false)
                try host.check()
                let statements = log.split(separator: "\n").filter {
                    $0.contains("LOG:  execute ") || $0.contains("LOG:  statement: ")
                }
                bench.report.add(
                    Self.part, placement.rawValue,
                    [
                        Figure("statements_per_min", Double(statements.count) * 60 / Double(Self.window)),
                        Figure("host_ms_per_min", (used.host - usage.host) * 1e3 * 60 / Double(Self.window)),
                        Figure("host_MiB", ProcessTable.mebibytes("VmRSS", of: host.pid)),
                        Figure("runners", Double(ProcessTable().runners(of: host.pid).count)),
                    ])
                try host.stop()
            }
        }
    }
}
