import Foundation
import TestKit

/// The primary server dies and its standby takes its place; hosts know both by one URL.
public struct Failover: ChaosScenario {
    public static let name = "failover"

    public var hosts = 2
    public var jobs = 2000

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "The primary dies, its standby is promoted")
        let primary = try await PostgresServer.start()
        let database = try await primary.createDatabase()
        let standby = try await primary.makeStandby()
        // Without this a commit that was answered may be lost with the primary, whoever makes it.
        let settings = Database(url: primary.url())
        try await settings.query("ALTER SYSTEM SET synchronous_standby_names = '*'")
        try await settings.query("SELECT pg_reload_conf()")
        let url =
            database.replacing(":\(primary.port)/", with: ":\(primary.port),127.0.0.1:\(standby.port)/")
            + "?target_session_attrs=read-write"
        let workload = try await Workload(app: Database(url: url), capacity: jobs)
        var fleet: [HostProcess] = []
        for _ in 0..<hosts { fleet.append(try await workload.host()) }
        let feeder = Feeder(workload, milliseconds: 20, ahead: 200, limit: jobs)
        await feeder.start()
        try await eventually("a quarter of the jobs is done") {
            Int(try await workload.app.value("SELECT count(*) FROM job_artifacts")) ?? 0 > jobs / 4
        }

        try await primary.pause(immediately: true)
        try await standby.promote()
        let promoted = try await workload.app.value("SELECT now()")
        report.measured("back after promotion", try await workload.recovery(since: promoted))
        let count = try await feeder.stop(after: jobs)
        try await workload.finish(count)
        try await workload.audit(count, into: &report)
        let errors = try await workload.unexpectedErrors(besides: Workload.uncharged)
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        for host in fleet {
            report.expect(try await host.stop() == 0, "a host did not stop well: \(host.log.suffix(500))")
        }
        try await standby.stop()
        primary.discard()
        return report
    }
}
