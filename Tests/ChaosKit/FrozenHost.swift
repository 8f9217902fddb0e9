import Foundation
import TestKit

/// A host that is stopped in the middle of its work for longer than its lease, and goes on as if nothing had happened.
public struct FrozenHost: ChaosScenario {
    public static let name = "freeze"

    public var milliseconds = 15_000
    public var frozen = Duration.seconds(30)
    public var environment: [String: String] = [:]

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "SIGSTOP of a host for \(frozen), then SIGCONT")
        let workload = try await Workload(app: .fresh(), capacity: 100)
        let sleeper = try await workload.host(environment: environment)
        try await workload.insert(1...4, milliseconds: milliseconds)
        let open = "SELECT count(*) FROM job_runs WHERE status = 'in_progress' AND progress <> '{}'"
        try await eventually("the jobs run") { try await workload.app.value(open) == "4" }
        let other = try await workload.host(environment: environment)

        let begin = ContinuousClock.now
        let moment = try await workload.app.value("SELECT clock_timestamp()")
        sleeper.send(signal: SIGSTOP)
        let old = """
            SELECT r.id, r.status, r.error, r.progress, r.completed_at, (SELECT count(*) FROM job_artifacts a WHERE a.run_id = r.id)
            FROM job_runs r WHERE r.attempt_no = 1 AND r.status <> 'completed' ORDER BY r.id
            """
        try await eventually(within: .seconds(60), "the runs are taken over") {
            try await workload.app.value("SELECT count(*) FROM job_runs WHERE error LIKE 'worker lost%'") == "4"
        }
        try await Task.sleep(for: frozen - min(frozen, ContinuousClock.now - begin))
        let before = try await workload.app.query(old)
        sleeper.send(signal: SIGCONT)
        try await sleeper.waitForLog("the lease was lost")
        try await workload.finish(4)
        try await Task.sleep(for: .seconds(2))
        let after = try await workload.app.query(old)
        report.measured(
            "from stop to next attempt",
            seconds: try await workload.seconds(
                """
                SELECT extract(epoch FROM (r.started_at AT TIME ZONE 'UTC') - '\(moment)') FROM job_runs r WHERE attempt_no = 2
                """))
        report.measured("old runs changed", zip(before, after).count { $0 != $1 })
        report.expect(before == after, "an old run was written to: \(before) became \(after)")
        try await workload.audit(4, into: &report)

        // It is of use again.
        report.expect(try await other.stop() == 0, "the other host did not stop well")
        try await workload.insert(5...8, milliseconds: 10)
        try await workload.finish(8)
        report.expect(try await sleeper.stop() == 0, "the host did not stop well: \(sleeper.log.suffix(500))")
        return report
    }
}
