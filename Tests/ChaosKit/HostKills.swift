import Foundation
import TestKit

/// SIGKILL of one of several hosts under load, again and again.
public struct HostKills: ChaosScenario {
    public static let name = "kill"

    public var hosts = 3
    public var kills = 10
    public var milliseconds = 500
    /// In which all but one in a hundred of the runs have to be taken over; nil to measure only.
    public var limit: Duration? = .seconds(15)
    /// Leases as they ship, unless this says otherwise.
    public var environment: [String: String] = [:]

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "SIGKILL of one of \(hosts) hosts, \(kills) times")
        let workload = try await Workload(app: .fresh(), capacity: 10_000)
        var fleet: [HostProcess] = []
        for _ in 0..<hosts { fleet.append(try await workload.host(environment: environment)) }
        let feeder = Feeder(workload, milliseconds: milliseconds, ahead: 8 * hosts, limit: 10_000)
        await feeder.start()
        // Others judge a host only after a steady lease of their own.
        try await Task.sleep(for: .seconds(1))

        for kill in 0..<kills {
            let victim = kill % hosts
            try await killed(fleet[victim], workload)
            fleet[victim] = try await workload.host(environment: environment)
        }
        let count = try await feeder.stop()
        try await workload.finish(count)
        let delays = try await seconds(until: "r.completed_at", workload)
        try await workload.audit(count, into: &report)
        report.measured("from kill to take-over", seconds: delays)
        // A job that has lost one worker before rests five seconds.
        report.measured("from kill to next attempt", seconds: try await seconds(until: "next.started_at", workload))
        if let limit {
            let slow = percentile(0.99, of: delays)
            report.expect(slow <= limit / .seconds(1), "one run in a hundred was taken over after \(slow.asTime)")
        }
        report.expect(delays.count >= kills, "only \(delays.count) runs were taken over after \(kills) kills")
        let errors = try await workload.unexpectedErrors(besides: ["worker lost"])
        report.expect(errors.isEmpty, "runs ended otherwise: \(errors)")
        for host in fleet {
            report.expect(try await host.stop() == 0, "a host did not stop well: \(host.log.suffix(500))")
        }
        return report
    }

    /// Kills a host that has runs, and waits until none of them is open.
    private func killed(_ host: HostProcess, _ workload: Workload) async throws {
        let runs = """
            SELECT q.run_id FROM trubuild.queue q JOIN trubuild.hosts h ON h.id = q.host
            WHERE h.name LIKE '%:\(host.pid)' AND q.run_id IS NOT NULL
            """
        try await workload.app.query("CREATE TABLE IF NOT EXISTS kills (pid int, at timestamptz)")
        try await eventually("the host has runs") {
            // Stopped while we look, so that it does not finish them meanwhile.
            host.send(signal: SIGSTOP)
            if try await !workload.app.query(runs).isEmpty { return true }
            host.send(signal: SIGCONT)
            return false
        }
        host.send(signal: SIGKILL)
        try await workload.app.query("INSERT INTO kills VALUES (\(host.pid), clock_timestamp())")
        try await eventually(within: .seconds(60), "the runs of the dead host are taken over") {
            try await Task.sleep(for: .milliseconds(50))
            return try await workload.app.query(runs).isEmpty
        }
    }

    /// From each kill to a moment in the life of the runs that it cost, in seconds.
    private func seconds(until moment: String, _ workload: Workload) async throws -> [Double] {
        try await workload.seconds(
            """
            SELECT extract(epoch FROM (\(moment) AT TIME ZONE 'UTC') - k.at)
            FROM job_runs r JOIN kills k ON r.error LIKE 'worker lost: %:' || k.pid || ' was last heard of%'
            JOIN job_runs next ON next.job_id = r.job_id AND next.attempt_no = r.attempt_no + 1
            """)
    }
}
