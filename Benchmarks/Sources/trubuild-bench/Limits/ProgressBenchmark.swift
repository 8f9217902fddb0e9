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
            try bench.server.logStatements(true)
            sleep(1)
            let earlier = writes()
            let job = try bench.runJob(folder.jobType, connection, host)
            if let error = job.error { throw Failure("progress: \(error)") }
            let growth = ProcessTable.mebibytes("VmHWM", of: host.pid) - before
            let figures = try bench.result(of: job.id, connection)
            let seconds = figures["seconds"] ?? .nan
            // The first report is written at once and the last one with the end: neither belongs to the pace.
            let written = writes() - earlier - 2
            try bench.server.logStatements(false)
            return [
                Figure("ns_per_call", figures["plain"] ?? .nan),
                Figure("ns_with_details", figures["details"] ?? .nan),
                Figure("million_calls", (figures["calls"] ?? .nan) / 1e6),
                Figure("database_writes_per_s", written / seconds), Figure("host_growth_MiB", growth),
            ]
        }
    }

    /// How many writes of progress the server's log has.
    private func writes() -> Double {
        Double(
            bench.server.log.split(separator: "\n").count {
                $0.contains("LOG:  execute ") && $0.contains("SET progress")
            })
    }
}
