import Foundation

/// A processor that logs as fast as it can: what the log gets of it, and whether anything piles up.
struct LogBenchmark {
    static let part = "log flood"

    let bench: QueueBenchmarks

    func run() throws {
        for placement in bench.options.placements {
            bench.report.add(Self.part, placement.rawValue, try measure(placement))
        }
    }

    private func measure(_ placement: Placement) throws -> [Figure] {
        try bench.withHost("logs", placement) { folder, host, connection in
            _ = try bench.runJob(folder.jobType, connection, host)
            sleep(2)
            let before = ProcessTable.mebibytes("VmRSS", of: host.pid)
            let earlier = host.log
            let job = try bench.runJob(folder.jobType, connection, host)
            if let error = job.error { throw Failure("log flood: \(error)") }
            let growth = ProcessTable.mebibytes("VmHWM", of: host.pid) - before
            let log = host.log.dropFirst(earlier.count)
            let lines = Double(log.split(separator: "\n").filter { $0.contains("benchline") }.count)
            let dropped = log.matches(of: #/dropped=([0-9]+)/#).compactMap { Double($0.output.1) }.reduce(0, +)
            let seconds = try bench.result(of: job.id, connection)["seconds"] ?? .nan
            return [
                Figure("lines_per_s", (lines + dropped) / seconds), Figure("logged", lines), Figure("dropped", dropped),
                Figure("host_growth_MiB", growth),
            ]
        }
    }
}
