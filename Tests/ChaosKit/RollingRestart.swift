import Foundation
import TestKit

/// Hosts are replaced one after the other under load, as a deployment does, with hardly any grace.
public struct RollingRestart: ChaosScenario {
    public static let name = "rolling"

    public var hosts = 3
    public var rounds = 3
    public var milliseconds = 700

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "Rolling restart of \(hosts) hosts, \(rounds) rounds")
        let workload = try await Workload(app: .fresh(), capacity: 5000)
        let environment = ["WORKER_DRAIN_GRACE": "0.2"]
        var fleet: [HostProcess] = []
        for _ in 0..<hosts { fleet.append(try await workload.host(environment: environment)) }
        let feeder = Feeder(workload, milliseconds: milliseconds, ahead: 8 * hosts, limit: 5000)
        await feeder.start()
        var charged = 0
        for step in 0..<(hosts * rounds) {
            try await eventually("every host is at work") {
                try await workload.app.value(
                    "SELECT count(DISTINCT host) >= \(hosts) FROM trubuild.queue WHERE run_id IS NOT NULL") == "t"
            }
            let leaving = fleet[step % hosts]
            fleet[step % hosts] = try await workload.host(environment: environment)
            report.expect(try await leaving.stop() == 0, "a host did not stop well: \(leaving.log.suffix(500))")
            charged = max(charged, Int(try await workload.app.value("SELECT max(charged) FROM trubuild.queue")) ?? 0)
        }
        let count = try await feeder.stop()
        try await workload.finish(count)
        let interrupted = try await workload.app.value(
            "SELECT count(*) FROM job_runs WHERE error LIKE 'interrupted: the host is stopping%'")
        try await workload.audit(count, into: &report)
        report.measured(
            "from interruption to next",
            seconds: try await workload.seconds(
                """
                SELECT extract(epoch FROM next.started_at - r.completed_at) FROM job_runs r
                JOIN job_runs next ON next.job_id = r.job_id AND next.attempt_no = r.attempt_no + 1
                WHERE r.error LIKE 'interrupted: the host is stopping%'
                """))
        report.measured("interrupted", interrupted)
        report.measured("charged", charged)
        report.expect(Int(interrupted) ?? 0 > 0, "nothing was interrupted: the restarts did not meet any run")
        report.expect(charged == 0, "an attempt was charged")
        let errors = try await workload.unexpectedErrors(besides: ["interrupted: the host is stopping"])
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        for host in fleet { _ = try await host.stop() }
        return report
    }
}
