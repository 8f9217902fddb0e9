import Foundation
import TestKit
import Testing

@Suite("A processor gets earlier results out of PostgreSQL", .timeLimit(.minutes(2)))
struct EarlierArtifactTests {
    /// SQL for an analysis as the old engine leaves it: the statuses of its runs, the artifact of each completed one.
    private func analysis(
        company: String?, payload: String = #"{"package_id": "p-1"}"#, statuses: [String] = ["completed"], data: String,
        minutesAgo: Int
    ) -> String {
        let job = UUID().uuidString.lowercased()
        let runs = statuses.enumerated().map { number, status in
            """
            WITH run AS (
                INSERT INTO job_runs (id, job_id, attempt_no, status, completed_at)
                VALUES (gen_random_uuid(), '\(job)', \(number + 1), '\(status)', '2026-01-02 03:04:05.678')
                RETURNING id)
            INSERT INTO job_artifacts (id, run_id, artifact_type, data)
            SELECT gen_random_uuid(), id, 'result', '\(data)' FROM run WHERE '\(status)' = 'completed';
            """
        }
        return """
            INSERT INTO jobs (id, type, payload, company_id, created_at) VALUES ('\(job)', 'tech_rfp_analysis',
                '\(payload)', \(company.map { "'\($0)'" } ?? "NULL"), now() - interval '\(minutesAgo) minutes');
            \(runs.joined(separator: "\n"))
            """
    }

    private func result(of job: String, in database: Database) async throws -> String {
        let end = try await database.end(of: job)
        #expect(end.status == "completed", "\(end.error)")
        return try await database.value(
            """
            SELECT a.data FROM job_artifacts a JOIN job_runs r ON r.id = a.run_id
            WHERE r.job_id = '\(job)' AND a.artifact_type = 'result'
            """)
    }

    @Test(
        "The newest completed one of its own company and package, and no other",
        arguments: ["process", "in-process"])
    func served(placement: String) async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([
            .init(source: "earlier", type: "tech_rfp_report", placement: placement)
        ])
        var history = ""
        for company in ["acme", "other"] {
            for package in ["p-1", "p-2"] {
                let payload = #"{"package_id": "\#(package)"}"#
                history += analysis(
                    company: company, payload: payload, data: #"{"of": "\#(company) \#(package), old"}"#,
                    minutesAgo: 50)
                history += analysis(
                    company: company, payload: payload, data: #"{"of": "\#(company) \#(package)"}"#,
                    minutesAgo: 40)
                history += analysis(
                    company: company, payload: payload, statuses: ["completed", "failed"],
                    data: #"{"of": "failed since"}"#, minutesAgo: 30)
                history += analysis(
                    company: company, payload: payload, statuses: ["in_progress"], data: "{}", minutesAgo: 20)
            }
        }
        try await database.query(history)
        let host = try folder.serve(database.url)
        for company in ["acme", "other"] {
            for package in ["p-1", "p-2"] {
                let job = try await database.insert(
                    type: "tech_rfp_report", payload: #"{"package_id": "\#(package)"}"#, company: company)
                let text = try await result(of: job, in: database)
                #expect(text.contains(#""data": {"of": "\#(company) \#(package)"}"#), "\(text)")
                #expect(text.contains(#""completed_at": "2026-01-02T03:04:05.678Z""#), "\(text)")
            }
        }
        let none = try await database.insert(
            type: "tech_rfp_report", payload: #"{"package_id": "p-3"}"#, company: "acme")
        #expect(try await result(of: none, in: database) == #"{"size": 0, "status": -6}"#)
        #expect(try await host.stop() == 0, "\(host.log)")
    }

    @Test("A hostile processor gets nothing of another company, from any thread and after its run")
    func hostile() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "earlier_hostile", type: "tech_rfp_report", concurrency: 1)])
        try await database.query(
            analysis(company: "other", data: #"{"secret": 1}"#, minutesAgo: 1)
                + analysis(company: nil, data: #"{"secret": 2}"#, minutesAgo: 1)
                + analysis(
                    company: "acme", payload: #"{"package_id": "p-2"}"#, data: #"{"secret": 3}"#, minutesAgo: 1)
                + analysis(company: "acme", data: #"{"open": 1}"#, minutesAgo: 9))
        let host = try folder.serve(database.url)
        for _ in 0..<2 {
            let job = try await database.insert(type: "tech_rfp_report", payload: #"{"package_id": "p-1"}"#)
            let text = try await result(of: job, in: database)
            #expect(text.contains(#""secrets": 0"#) && text.contains(#""other": 0"#), "\(text)")
            #expect(text.contains(#""late": [0, "#), "\(text)")
            #expect(!text.contains(#""given": 0"#), "\(text)")
        }
        #expect(try await host.stop() == 0, "\(host.log)")
    }

    @Test("A host that serves a database takes no page, and the run completes without it")
    func page() async throws {
        let database = try await Database.fresh()
        try await database.query(QueueDocument.tables)
        let folder = try await HostFolder([.init(source: "page", type: "tech_rfp_report")])
        let host = try folder.serve(database.url)
        let job = try await database.insert(type: "tech_rfp_report")
        #expect(try await result(of: job, in: database) == #"{"page": -5}"#)
        #expect(try await host.stop() == 0, "\(host.log)")
    }
}
