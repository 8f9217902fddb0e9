import Foundation
import TestKit
import Testing

@Suite("The SQL of the queue's contract works around a live host", .timeLimit(.minutes(2)))
struct QueueContractTests {
    @Test("Every statement, unchanged, through psql: tables, insert, status, results")
    func statements() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)

        let job = try await database.value(QueueDocument.insertion)
        let end = try await database.end(of: job)
        #expect(end.status == "completed", "\(end.error)")

        let status = try await database.value(QueueDocument.status.replacing("your-job-id", with: job))
        #expect(status.hasPrefix("\(job)|completed|{"))
        let results = try await database.query(QueueDocument.results.replacing("your-job-id", with: job))
        #expect(results.count == 1)
        #expect(results.first?.hasPrefix("result|{") == true)
        #expect(results.first?.contains(#""package_id": "proj-12345""#) == true)
        #expect(try await host.stop() == 0, "\(host.log)")
    }

    @Test("A host that starts first makes the tables, and a role without rights of its own can use them")
    func appRole() async throws {
        let database = try await Database.fresh()
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)
        try await host.waitForLog("serving the queue")

        let role = try await PostgresServer.shared.createRole(for: database.url)
        try await database.query("GRANT SELECT, INSERT ON jobs, job_runs, job_artifacts TO \(role.name)")
        let app = Database(url: role.url)
        let job = try await app.value(QueueDocument.insertion)
        #expect(try await app.end(of: job).status == "completed")
        let peek = try await psql(role.url, "SELECT * FROM trubuild.queue")
        #expect(peek.standardError.contains("permission denied"))
        #expect(try await host.stop() == 0)
    }

    @Test("Jobs of unknown types stay as they are, and do not hold up the others")
    func unknownTypes() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        try await database.query(
            """
            INSERT INTO jobs (id, type, payload) SELECT gen_random_uuid(), 'comm_rfp_compare', '{"package_id": "p"}'
            FROM generate_series(1, 20)
            """)
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis")])
        let host = try folder.serve(database.url)
        let job = try await database.value(QueueDocument.insertion)
        #expect(try await database.end(of: job).status == "completed")
        try await host.waitForLog("comm_rfp_compare")
        #expect(try await database.value("SELECT count(*) FROM job_runs") == "1")
        #expect(try await host.stop() == 0)
    }

    @Test(
        "A payload that names no package fails for good, and says why",
        arguments: [
            (#"[1, 2]"#, "payload.not_an_object"), (#"{}"#, "payload.package_id_missing"),
            (#"{"package_id": ""}"#, "payload.package_id_missing"),
            (#"{"package_id": "../other"}"#, "payload.package_id_invalid"),
            (#"{"package_id": "/etc"}"#, "payload.package_id_invalid"),
            (#"{"package_id": ".."}"#, "payload.package_id_invalid"),
        ])
    func badPayload(payload: String, code: String) async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "echo", type: "tech_rfp_analysis", maxAttempts: 3)])
        let host = try folder.serve(database.url)
        let job = try await database.insert(type: "tech_rfp_analysis", payload: payload)
        let end = try await database.end(of: job)
        #expect(end.status == "failed")
        #expect(end.error.contains("[\(code)]"), "\(end.error)")
        #expect(try await database.value("SELECT count(*) FROM job_runs") == "1")
        #expect(try await host.stop() == 0)
    }
}
