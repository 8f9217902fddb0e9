import Foundation
import TestKit

/// The database crashes, ends every connection again and again, and cannot be reached for a while, with hosts at work.
public struct Outages: ChaosScenario {
    public static let name = "outages"

    private static let capacity = 40_000

    public var hosts = 2
    /// At least.
    public var jobs = 8000
    public var terminations = 60
    public var partition = Duration.seconds(30)
    public var environment: [String: String] = [:]

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(
            scenario: "Crash of the server, \(terminations) times all connections ended, \(partition) without network")
        let server = try await PostgresServer.start()
        let app = Database(url: try await server.createDatabase())
        let proxy = try TCPProxy(to: server.port)
        let workload = try await Workload(app: app, capacity: Self.capacity)
        let url = app.url.replacing(":\(server.port)/", with: ":\(proxy.port)/")
        var fleet: [HostProcess] = []
        for _ in 0..<hosts { fleet.append(try await workload.host(url: url, environment: environment)) }
        let feeder = Feeder(workload, milliseconds: 40, ahead: 100, limit: Self.capacity)
        await feeder.start()
        try await Task.sleep(for: .seconds(1))

        try await server.restart(immediately: true)
        report.measured("back after a crash", try await recovery(workload))

        var moments: [String] = []
        for _ in 0..<terminations {
            moments.append(try await app.value("SELECT clock_timestamp()"))
            try await app.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trubuild-host'")
            try await Task.sleep(for: .seconds(1))
        }
        _ = try await recovery(workload)
        report.measured("back after terminations", seconds: try await workload.recoveries(since: moments))

        proxy.cut()
        try await Task.sleep(for: partition)
        proxy.mend()
        report.measured("back after a partition", try await recovery(workload))

        let count = try await feeder.stop(after: jobs)
        try await workload.finish(count)
        try await workload.audit(count, into: &report)
        let errors = try await workload.unexpectedErrors(besides: Workload.uncharged)
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        for host in fleet {
            report.expect(try await host.stop() == 0, "a host did not stop well: \(host.log.suffix(500))")
        }
        proxy.close()
        try await server.stop()
        return report
    }

    /// How long it takes from now until a run completes.
    private func recovery(_ workload: Workload) async throws -> String {
        try await workload.recovery(since: await workload.app.value("SELECT now()"))
    }
}

extension Workload {
    /// How long it took from each of some moments until a run began that completed.
    func recoveries(since moments: [String]) async throws -> [Double] {
        try await seconds(
            """
            SELECT extract(epoch FROM (SELECT min(started_at AT TIME ZONE 'UTC') FROM job_runs
                WHERE status = 'completed' AND started_at AT TIME ZONE 'UTC' > m) - m)
            FROM unnest('{\(moments.map { "\"\($0)\"" }.joined(separator: ","))}'::timestamptz[]) AS u(m)
            """)
    }

    /// How long it took from a moment until a run completed that began after it.
    func recovery(since moment: String) async throws -> String {
        var seconds = ""
        try await eventually(within: .seconds(30), "a run has completed since \(moment)") {
            seconds = try await app.value(
                """
                SELECT extract(epoch FROM min(completed_at AT TIME ZONE 'UTC') - '\(moment)') FROM job_runs
                WHERE status = 'completed' AND started_at AT TIME ZONE 'UTC' > '\(moment)'
                """)
            return !seconds.isEmpty
        }
        return (Double(seconds) ?? 0).asTime
    }
}
