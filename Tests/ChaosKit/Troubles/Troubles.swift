import Foundation
import Logging
import PostgresClient
import Synchronization
import TestKit

/// A database that is there and does not do what it is asked, for one reason after the other, with hosts at work.
///
/// In each trouble a host must stay quiet: it counts how many transactions and connections are tried, and the processor time
/// and memory that hosts take.
public struct Troubles: ChaosScenario {
    public static let name = "troubles"

    static let capacity = 40_000

    public var hosts = 2
    /// How long each trouble lasts.
    public var duration = Duration.seconds(15)
    public var environment: [String: String] = [:]
    /// Only those whose title has this in it; all by default.
    public var only = ""

    public init() {}

    public func play() async throws -> ChaosReport {
        var report = ChaosReport(scenario: "A database that does not do what it is asked, \(duration) for each reason")
        var disk: SmallServerDisk?
        do {
            disk = try await SmallServerDisk(mebibytes: 48)
        } catch {
            report.measured("a full disk", "not tried: \(error)")
        }
        let stage = try await TroubledDatabase(hosts: hosts, environment: environment)
        for trouble in try await stage.troubles(disk: disk) where only.isEmpty || trouble.title.contains(only) {
            try await stage.play(trouble, for: duration, into: &report)
        }
        try await stage.finish(into: &report)
        disk?.remove()
        return report
    }
}

/// Something that a database does to those who use it.
struct Trouble: Sendable {
    let title: String
    /// Whether leases can be extended meanwhile, so that no run is lost.
    var keepsLeases = false
    let begin: @Sendable () async throws -> Void
    let end: @Sendable () async throws -> Void
}

/// A server of its own with hosts at work on it, reached through a proxy.
final class TroubledDatabase: Sendable {
    /// A busy loop would make thousands. Jobs that are done meanwhile take some each.
    private static let mostTransactionsPerSecond = 100.0
    private static let mostConnectionsPerSecond = 20.0
    private static let mostMebibytes = 64

    let server: PostgresServer
    let workload: Workload
    let proxy: TCPProxy
    /// It stays connected when nobody else can.
    let admin: PostgresConnection
    let fleet: [HostProcess]
    let feeder: Feeder
    private let played = Mutex(0)

    init(hosts: Int, environment: [String: String]) async throws {
        server = try await PostgresServer.start()
        try await Database(url: server.url()).query("ALTER SYSTEM SET max_connections = 30")
        try await server.restart()
        let app = Database(url: try await server.createDatabase())
        proxy = try TCPProxy(to: server.port)
        workload = try await Workload(app: app, capacity: Troubles.capacity)
        let url = app.url.replacing(":\(server.port)/", with: ":\(proxy.port)/")
        var fleet: [HostProcess] = []
        for _ in 0..<hosts { fleet.append(try await workload.host(url: url, environment: environment)) }
        self.fleet = fleet
        admin = try await .connect(PostgresConfiguration(url: app.url), logger: .silent)
        feeder = Feeder(workload, milliseconds: 40, ahead: 40, limit: Troubles.capacity)
        await feeder.start()
        _ = try await recovery()
    }

    /// Begins a trouble, looks on, ends it, and waits until all is well.
    func play(_ trouble: Trouble, for duration: Duration, into report: inout ChaosReport) async throws {
        let companions = Companions(
            trouble: played.withLock { played in
                played += 1
                return played
            })
        try await companions.begin(workload, for: duration + .seconds(1))
        try await trouble.begin()
        let before = try await sample()
        try await Task.sleep(for: duration)
        let after = try await sample()
        try await trouble.end()
        let back = try await recovery()
        let attempts = try await companions.attempts(workload)

        let seconds = duration / .seconds(1)
        let transactions = Double(after.transactions - before.transactions) / seconds
        let connections = Double(after.connections - before.connections) / seconds
        let processor = (after.processorTime - before.processorTime) / seconds / Double(fleet.count)
        let growth = after.megabytes - before.megabytes
        let done = try await count(
            """
            job_runs WHERE status = 'completed'
                AND completed_at AT TIME ZONE 'UTC' BETWEEN '\(before.moment)' AND '\(after.moment)'
            """)
        let isCutShort = attempts.contains { $0 > 1 }
        report.measured(
            trouble.title,
            String(
                format:
                    "back after %@; meanwhile %d jobs done, %.1f transactions/s, %.1f connections/s, %.1f %% cpu a host, "
                    + "%+d MiB; %@",
                back.asTime, done, transactions, connections, processor * 100, growth,
                isCutShort ? "runs began again" : "runs went on"))
        report.expect(
            transactions < Self.mostTransactionsPerSecond + 10 * Double(done) / seconds,
            "\(trouble.title): \(transactions) transactions a second")
        report.expect(
            connections < Self.mostConnectionsPerSecond, "\(trouble.title): \(connections) connections a second")
        report.expect(processor < 0.5, "\(trouble.title): a host keeps a processor busy, \(processor)")
        report.expect(growth < Self.mostMebibytes, "\(trouble.title): hosts have grown by \(growth) MiB")
        report.expect(!trouble.keepsLeases || !isCutShort, "\(trouble.title): runs did not go on, attempts \(attempts)")
    }

    func finish(into report: inout ChaosReport) async throws {
        let count = try await feeder.stop() + played.withLock { $0 } * Companions.number
        try await workload.finish(count)
        try await workload.audit(count, into: &report)
        let errors = try await workload.unexpectedErrors(besides: Workload.uncharged)
        report.expect(errors.isEmpty, "runs failed: \(errors)")
        for host in fleet {
            report.expect(try await host.stop() == 0, "a host did not stop well: \(host.log.suffix(500))")
        }
        await admin.close()
        proxy.close()
        try await server.stop()
    }

    /// Ends every connection of the hosts.
    func endHostSessions() async throws {
        _ = try await admin.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'trubuild-host'")
    }

    /// Seconds from now until a run begins that completes.
    private func recovery() async throws -> Double {
        let moment = try await admin.query("SELECT clock_timestamp()::text")[0, 0].string ?? ""
        var back: Double?
        try await eventually(within: .seconds(90), "runs complete again after \(moment)") {
            try await Task.sleep(for: .milliseconds(50))
            back = try await workload.recoveries(since: [moment]).first
            return back != nil
        }
        return back ?? 0
    }

    func count(_ rows: String) async throws -> Int {
        try await admin.query("SELECT count(*) FROM \(rows)")[0, 0].int ?? 0
    }

    private struct Sample {
        var moment = ""
        var transactions = 0
        var connections = 0
        var processorTime = 0.0
        var megabytes = 0
    }

    private func sample() async throws -> Sample {
        _ = try await admin.query("SELECT pg_stat_clear_snapshot()")
        let row = try await admin.query(
            "SELECT xact_commit + xact_rollback, clock_timestamp()::text FROM pg_stat_database WHERE datname = current_database()"
        )
        var sample = Sample(
            moment: row[0, 1].string ?? "", transactions: row[0, 0].int ?? 0, connections: proxy.accepted)
        for host in fleet {
            let resources = try Resources(of: host.pid)
            sample.processorTime += resources.processorTime
            sample.megabytes += resources.megabytes
        }
        return sample
    }
}

/// Jobs that run through one trouble, and report progress all the time.
private struct Companions {
    static let number = 4
    private let jobs: ClosedRange<Int>

    /// - Parameter trouble: counted from 1. Their numbers are the highest that are left.
    init(trouble: Int) {
        let last = Troubles.capacity - (trouble - 1) * Self.number
        jobs = (last - Self.number + 1)...last
    }

    /// Returns when all of them are at work.
    func begin(_ workload: Workload, for time: Duration) async throws {
        try await workload.insert(jobs, milliseconds: Int(time / .milliseconds(1)))
        try await eventually("the long jobs run") {
            try await workload.seconds(
                "SELECT count(*) FROM job_runs WHERE status = 'in_progress' AND progress <> '{}' AND job_id IN (\(ids))"
            )
                == [Double(Self.number)]
        }
    }

    /// Waits until they are done, and tells which attempt each took.
    func attempts(_ workload: Workload) async throws -> [Int] {
        var attempts: [Double] = []
        var runs: [String] = []
        do {
            try await eventually("the long jobs are done") {
                try await Task.sleep(for: .milliseconds(100))
                runs = try await workload.app.query(
                    "SELECT attempt_no, status, left(error, 80) FROM job_runs WHERE job_id IN (\(ids))")
                attempts = runs.filter { $0.contains("|completed|") }
                    .compactMap { $0.split(separator: "|").first.flatMap { Double($0) } }
                return attempts.count == Self.number
            }
        } catch { throw TestKitError("\(error), but \(runs)") }
        return attempts.map { Int($0) }
    }

    private var ids: String { jobs.map { "md5('job \($0)')::uuid" }.joined(separator: ", ") }
}

extension Logger {
    static let silent = Logger(label: "chaos") { _ in SwiftLogNoOpLogHandler() }
}
