import Foundation
import TestKit
import Testing

@Suite("Behind pgbouncer in transaction mode, with WORKER_NOTIFY=off", .timeLimit(.minutes(3)))
struct PoolerTests {
    private static let settings = [
        "WORKER_NOTIFY": "off", "WORKER_POLL_INTERVAL": "0.1", "WORKER_BEAT_INTERVAL": "0.3", "WORKER_LEASE": "120",
    ]

    @Test("hosts migrate, claim, report, finish and cancel, and leave nothing in the server's sessions")
    func everything() async throws {
        let server = try await PostgresServer.start()
        let direct = Database(url: try await server.createDatabase())
        let pooler = try await Pooler.start(before: server)
        let url = pooler.url(direct.url)
        let folder = try await HostFolder([
            .init(source: "echo", type: "tech_rfp_analysis"), .init(source: "hang_cancel", type: "tech_rfp_summary"),
        ])
        // An empty database, and all at once.
        var hosts: [HostProcess] = []
        for _ in 0..<3 { hosts.append(try folder.serve(url, environment: Self.settings)) }
        for host in hosts { try await host.waitForLog("serving the queue", within: .seconds(60)) }

        let app = Database(url: url)
        try await app.query(
            """
            INSERT INTO jobs (id, type, payload, company_id)
            SELECT gen_random_uuid(), 'tech_rfp_analysis', '{"package_id": "p"}', 'acme' FROM generate_series(1, 60)
            """)
        try await eventually("every job is completed") {
            try await app.value("SELECT count(*) FROM job_runs WHERE status = 'completed'") == "60"
        }
        #expect(try await app.value("SELECT count(*) FROM job_artifacts") == "60")
        #expect(try await app.value("SELECT count(*) FROM job_runs") == "60")

        let byUpdate = try await app.insert(type: "tech_rfp_summary")
        let byFunction = try await app.insert(type: "tech_rfp_summary")
        try await eventually("both have reported progress") {
            try await app.value(
                "SELECT count(*) FROM job_runs WHERE status = 'in_progress' AND progress <> '{}'") == "2"
        }
        try await app.query("UPDATE job_runs SET status = 'cancelled' WHERE job_id = '\(byUpdate)'")
        #expect(try await app.value("SELECT trubuild.cancel('\(byFunction)')") == "t")
        // They would run for ever.
        try await eventually("their hosts have noticed, with a beat") {
            hosts.map {
                $0.log.components(separatedBy: "is ended by somebody else").count
                    + $0.log.components(separatedBy: "was ended by somebody else").count - 2
            }.reduce(0, +) >= 2
        }
        try await checkSessions(direct, through: app)
        for host in hosts { #expect(try await host.stop() == 0, "\(host.log)") }
        #expect(try await direct.value("SELECT count(*) FROM trubuild.hosts") == "0", "all have left")
        pooler.stop()
        try await server.stop()
    }

    /// What one client leaves in a session, the next one finds.
    private func checkSessions(_ direct: Database, through app: Database) async throws {
        for _ in 0..<10 {
            let found = try await app.value(
                """
                SELECT current_setting('statement_timeout') || ' ' || current_setting('lock_timeout') || ' '
                    || current_setting('idle_in_transaction_session_timeout') || ' '
                    || (SELECT count(*) FROM pg_prepared_statements) || ' '
                    || (SELECT count(*) FROM pg_listening_channels())
                """)
            #expect(found == "0 0 0 0 0")
        }
        #expect(try await direct.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0")
        let sessions = try await direct.value(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        #expect(Int(sessions).map { $0 <= 2 } == true, "\(sessions) sessions: somebody went past the pooler")
    }
}
