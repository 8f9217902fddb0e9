import Foundation
import TestKit

/// Processors that do the worst they can, beside jobs that have nothing to do with them.
public struct HostileNeighbours: ChaosScenario {
    public static let name = "hostile"

    /// How long a processor may run that has to be ended by its time-out.
    public var timeout = "10s"

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "\(HostileDeed.all.count) hostile processors, each beside jobs of others")
        let capacity = 20_000
        let entries = HostileDeed.all.map { $0.entry(timeout: timeout) }
        let workload = try await Workload(app: .fresh(), capacity: capacity, concurrency: 2, beside: entries)
        let other = "\(workload.folder.path)/packages/acme/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try "of somebody else".write(toFile: "\(other)/offer", atomically: true, encoding: .utf8)

        let host = try await workload.host()
        let feeder = Feeder(workload, milliseconds: 20, ahead: 60, limit: capacity)
        await feeder.start()
        try await eventually("the others are at work") {
            try await workload.app.value("SELECT count(*) >= 10 FROM job_runs WHERE status = 'completed'") == "t"
        }
        let before = try Resources(of: host.pid)
        let sibling = try Resources.children(of: host.pid).first ?? 0
        for deed in HostileDeed.all {
            let begin = ContinuousClock.now
            let path = deed.path.replacing("OTHER", with: "\(other)/offer").replacing("SIBLING", with: "\(sibling)")
            let job = try await workload.app.insert(
                type: deed.type, payload: #"{"package_id": "load", "deed": "\#(deed.deed)", "path": "\#(path)"}"#)
            let end = try await workload.app.end(of: job, within: .seconds(120))
            let answer = try await workload.app.query(
                """
                SELECT a.data->>'result' FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id
                WHERE r.job_id = '\(job)' AND a.artifact_type = 'result'
                """)
            let seen = end.status == "completed" ? "completed, \(answer.first ?? "no result")" : end.error
            let time = ((ContinuousClock.now - begin) / .seconds(1)).asTime
            report.measured(deed.name, "\(deed.wanted.joined(separator: ", or ")) after \(time)")
            report.expect(deed.wanted.contains(where: seen.contains), "\(deed.name): \(seen)")
        }
        let count = try await feeder.stop()
        // The rest of the look into the tables is about the others.
        try await workload.app.query(
            """
            DELETE FROM job_artifacts a USING job_runs r, jobs j
                WHERE r.id = a.run_id AND j.id = r.job_id AND j.type <> '\(Workload.type)';
            DELETE FROM job_runs r USING jobs j WHERE j.id = r.job_id AND j.type <> '\(Workload.type)';
            DELETE FROM jobs WHERE type <> '\(Workload.type)'
            """)
        try await workload.finish(count)
        try await workload.audit(count, into: &report)
        let errors = try await workload.unexpectedErrors(besides: [])
        report.expect(errors.isEmpty, "jobs of others failed: \(errors)")
        let after = try Resources(of: host.pid)
        report.measured("resident memory, MiB", "\(before.megabytes), then \(after.megabytes)")
        report.expect(after.megabytes <= before.megabytes + 64, "the host grows")
        report.expect(try await host.stop() == 0, "the host did not stop well: \(host.log.suffix(500))")
        return report
    }
}

/// Something that a processor does, and what its run is to say about it.
struct HostileDeed: Sendable {
    var name: String
    /// What the payload says it is to do; its name by default.
    var deed: String { word ?? name }
    var word: String?
    /// A file of `Tests/Processors`; `hostile` does what the payload names.
    var source = "hostile"
    /// For the payload: OTHER is a file of another package, SIBLING another runner's process.
    var path = ""
    /// The code of the error, or the result. One of them.
    var wanted: [String]

    var type: String { "test_\(name)" }

    /// Its own entry for each deed: the breaker takes a processor out of service that crashes all the time.
    func entry(timeout: String) -> HostFolder.Entry {
        let isEndless = ["hang", "deaf_to_sigterm"].contains(name)
        return HostFolder.Entry(
            source: source, type: type, concurrency: 1, timeout: isEndless ? timeout : "100s",
            limits: source == "hostile"
                ? ["memory": "512MiB", "scratch": "64MiB", "processes": 20, "cpu": 2] : [:])
    }

    static let all = [
        HostileDeed(name: "fork_bomb", wanted: ["[processor.processes]"]),
        HostileDeed(name: "fill_memory", wanted: ["[processor.memory]"]),
        HostileDeed(name: "null_memory", wanted: ["[processor.memory]"]),
        HostileDeed(name: "fill_scratch", wanted: ["[processor.scratch]"]),
        HostileDeed(name: "spin", wanted: ["[processor.cpu]"]),
        HostileDeed(name: "deaf_to_sigterm", wanted: ["[processor.timeout]"]),
        HostileDeed(name: "log_flood", wanted: ["completed, done"]),
        HostileDeed(name: "nest", wanted: ["completed, done"]),
        HostileDeed(name: "read_file", path: "/etc/passwd", wanted: ["completed, refused"]),
        HostileDeed(name: "read_other_package", word: "read_file", path: "OTHER", wanted: ["completed, refused"]),
        HostileDeed(name: "list_folder", path: "/tmp", wanted: ["completed, refused"]),
        HostileDeed(name: "write_file", path: "OTHER", wanted: ["completed, refused"]),
        HostileDeed(name: "connect_tcp", path: "5432", wanted: ["completed, refused"]),
        HostileDeed(name: "socket_udp", wanted: ["completed, refused"]),
        HostileDeed(name: "kill_parent", wanted: ["completed, refused"]),
        HostileDeed(name: "limit_parent", wanted: ["completed, refused"]),
        HostileDeed(name: "kill_sibling", path: "SIBLING", wanted: ["completed, refused"]),
        HostileDeed(name: "trace_sibling", path: "SIBLING", wanted: ["completed, refused"]),
        HostileDeed(name: "segfault", source: "segfault", wanted: ["[processor.crashed]"]),
        HostileDeed(name: "abort", source: "abort", wanted: ["[processor.crashed]"]),
        HostileDeed(name: "trap", source: "trap", wanted: ["[processor.crashed]"]),
        HostileDeed(name: "exit0", source: "exit0", wanted: ["[processor.exited]"]),
        HostileDeed(name: "hang", source: "hang", wanted: ["[processor.timeout]"]),
        // Whether it finds the socket depends on how many descriptors the host may have.
        HostileDeed(name: "forger", source: "forger", wanted: ["[processor.protocol]", "completed"]),
        HostileDeed(name: "garbage", source: "garbage", wanted: ["[processor."]),
        HostileDeed(name: "heir", source: "heir", wanted: ["[processor.exited]"]),
        HostileDeed(name: "orphan", source: "orphan", wanted: ["[processor."]),
        // Its runner keeps the socket out of reach of loops over small numbers.
        HostileDeed(name: "close_fds", source: "close_fds", wanted: ["completed", "[processor.lost_connection]"]),
        HostileDeed(name: "flood", source: "flood", wanted: ["completed"]),
        HostileDeed(name: "stdout", source: "stdout", wanted: ["completed"]),
        HostileDeed(name: "threads", source: "threads", wanted: ["completed"]),
    ]
}
