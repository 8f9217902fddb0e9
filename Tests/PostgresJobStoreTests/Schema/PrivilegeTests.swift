import Foundation
import JSONText
import JobQueue
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct PrivilegeTests {
    /// Opens a store as a role without rights, runs each remedy that it asks for as the owner, and returns what
    /// was asked.
    private func remediesUntilOpen(_ database: TestDatabase, as url: String) async throws -> [StoreError] {
        var errors: [StoreError] = []
        while errors.count < 10 {
            let store = try database.store(url: url)
            do {
                _ = try await store.open()
                let job = try await database.insert(type: "a")
                let run = try #require(try await store.claim(.of("a")).first)
                #expect(run.job.id == job)
                #expect(try await store.save(checkpoints: [run.id: [1]]) == ())
                let artifact = Artifact(type: "result", data: .emptyObject)
                #expect(try await store.finish([run.ended(.completed([artifact]))]) == [.written])
                await store.close()
                return errors
            } catch let error as StoreError {
                await store.close()
                errors.append(error)
                #expect(!error.remedy.isEmpty, "\(error)")
                for remedy in error.remedy { try await database.execute(remedy) }
            }
        }
        return errors
    }

    @Test func `on an empty database each refusal names the GRANT that lifts it`() async throws {
        let database = try await TestDatabase.make()
        let host = try await PostgresServer.shared.createRole(for: database.url)
        let errors = try await remediesUntilOpen(database, as: host.url)
        #expect(errors.map(\.code) == [.tablesNotCreatable, .schemaNotCreatable])
        #expect(errors.map(\.remedy).joined().contains("GRANT USAGE, CREATE ON SCHEMA public TO \(host.name)"))
    }

    @Test func `on a database that others own each refusal names the GRANT that lifts it`() async throws {
        let (database, owner) = try await TestDatabase.opened(.seed)
        await owner.close()
        let host = try await PostgresServer.shared.createRole(for: database.url)
        let errors = try await remediesUntilOpen(database, as: host.url)
        #expect(errors.map(\.code) == [.privilegesMissing, .privilegesMissing])
        #expect(errors.last?.remedy.contains("GRANT INSERT, SELECT, UPDATE ON public.job_runs TO \(host.name)") == true)
    }

    @Test func `the rights of docs/queue.md are enough for a host in a schema of its own`() async throws {
        let root = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        let text = try String(contentsOfFile: "\(root.dropFirst())/docs/queue.md", encoding: .utf8)
        let block = try #require(
            text.components(separatedBy: "```sql\n").dropFirst().first?.components(separatedBy: "```").first)
        let database = try await TestDatabase.make(.seed)
        let host = try await PostgresServer.shared.createRole(for: database.url)
        let app = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute(
            block.replacing("TO host;", with: "TO \(host.name);").replacing("TO app;", with: "TO \(app.name);")
                .replacing("AUTHORIZATION host;", with: "AUTHORIZATION \(host.name);"))
        let errors = try await remediesUntilOpen(database, as: host.url)
        #expect(errors == [])
    }

    @Test func `a host that may only read jobs still claims`() async throws {
        let (database, owner) = try await TestDatabase.opened(.seed)
        await owner.close()
        let host = try await PostgresServer.shared.createRole(for: database.url)
        try await database.execute(
            """
            GRANT SELECT ON jobs TO \(host.name);
            GRANT SELECT, INSERT, UPDATE ON job_runs, job_artifacts TO \(host.name);
            GRANT USAGE ON SCHEMA trubuild TO \(host.name);
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA trubuild TO \(host.name);
            """)
        let errors = try await remediesUntilOpen(database, as: host.url)
        #expect(errors == [])
    }
}
