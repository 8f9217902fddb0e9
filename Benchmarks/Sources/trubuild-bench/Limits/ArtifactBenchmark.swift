import Foundation

/// Artifacts from small to larger than allowed: the time from the INSERT of the job to its end, and what host and runner
/// take in memory for it.
struct ArtifactBenchmark {
    static let part = "artifact"

    let bench: QueueBenchmarks

    /// In kB, with names.
    private static let sizes = [
        (kilobytes: 1, name: "1 kB"), (1_000, "1 MB"), (100_000, "100 MB"), (1_000_000, "1 GB"),
    ]

    func run() throws {
        for placement in bench.options.placements {
            for (kilobytes, name) in Self.sizes {
                bench.report.add(Self.part, "\(placement.rawValue), \(name)", try measure(kilobytes, placement))
            }
        }
    }

    /// - Returns: also for one that is refused by its limit, which is what is to become of the largest.
    private func measure(_ kilobytes: Int, _ placement: Placement) throws -> [Figure] {
        try bench.withHost("large", placement, limits: ["artifact": "128 MiB"]) { folder, host, connection in
            // The way of large artifacts is warm then.
            _ = try bench.runJob(folder.jobType, payload: payload(300), connection, host)
            let before = ProcessTable.mebibytes("VmRSS", of: host.pid)
            let start = ContinuousClock.now
            let job = try bench.runJob(folder.jobType, payload: payload(kilobytes), connection, host)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let isTooLarge = kilobytes > 134_217
            guard job.error.map({ $0.contains("limits.artifact") }) ?? false == isTooLarge else {
                throw Failure("artifact of \(kilobytes) kB: \(job.error ?? "stored, although it is over its limit")")
            }
            let usage = HostUsage([host.pid])
            let stored = try connection.numbers(
                """
                SELECT coalesce(max(octet_length(data::text)), 0) FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id
                WHERE r.job_id = '\(job.id)'
                """)[0]
            guard isTooLarge == (stored == 0) else {
                throw Failure("artifact of \(kilobytes) kB: \(stored) bytes stored")
            }
            return [
                Figure("stored_MB", stored / 1e6), Figure("s", seconds),
                Figure("host_growth_MiB", usage.hostMebibytes - before), Figure("runner_MiB", usage.runnerMebibytes),
            ]
        }
    }

    private func payload(_ kilobytes: Int) -> String { #"{"package_id": "bench", "kb": \#(kilobytes)}"# }
}
