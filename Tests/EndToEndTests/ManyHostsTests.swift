import TestKit
import Testing

@Suite("Several hosts on one database", .timeLimit(.minutes(4)))
struct ManyHostsTests {
    @Test(
        "1,000 jobs and two hosts: each job completes exactly once, in either placement",
        arguments: ["process", "in-process"])
    func exactlyOnce(placement: String) async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis", placement: placement)])
        let hosts = try (0..<2).map { _ in try folder.serve(database.url) }
        for host in hosts { try await host.waitForLog("serving the queue") }

        try await database.query(
            """
            INSERT INTO jobs (id, type, payload, company_id)
            SELECT gen_random_uuid(), 'tech_rfp_analysis', jsonb_build_object('package_id', 'p-' || n), 'acme'
            FROM generate_series(1, 500) n;
            INSERT INTO jobs (id, type, payload, company_id)
            SELECT gen_random_uuid(), 'tech_rfp_analysis', jsonb_build_object('package_id', 'q-' || n), 'acme'
            FROM generate_series(1, 500) n;
            """)
        try await eventually(within: .seconds(120), "all jobs have completed") {
            try await database.value("SELECT count(DISTINCT job_id) FROM job_runs WHERE status = 'completed'") == "1000"
        }
        #expect(try await database.value("SELECT count(*) FROM job_runs") == "1000")
        #expect(try await database.value("SELECT count(*) FROM job_artifacts") == "1000")
        #expect(try await database.value("SELECT count(*) FROM trubuild.queue") == "0")
        for host in hosts { #expect(try await host.stop() == 0) }
    }
}
