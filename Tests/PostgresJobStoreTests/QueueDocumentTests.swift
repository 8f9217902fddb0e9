import JSONText
import JobQueue
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct QueueDocumentTests {
    @Test(.enabled(if: QueueDocument.published != nil, "the document is not beside the project"))
    func `our copy of the document's statements is the document's`() {
        #expect(QueueDocument.published == QueueDocument.ours)
    }

    @Test(arguments: [true, false])
    func `every statement of the document works through psql`(_ createsTablesFirst: Bool) async throws {
        let database = try await TestDatabase.make()
        if createsTablesFirst { try await run(QueueDocument.tables, database) }
        let store = try database.store()
        _ = try await store.open()

        let inserted = try await run(QueueDocument.insertion, database)
        let id = try #require(inserted.split(separator: "\n").first.map(String.init))
        let asked = { (statement: String) in statement.replacing("your-job-id", with: id) }
        #expect(try await run(asked(QueueDocument.status), database) == "\(id)|||\n")

        let claimed = try #require(try await store.claim(.of("tech_rfp_analysis")).first)
        #expect(try await run(asked(QueueDocument.status), database) == "\(id)|in_progress|{}|\n")
        _ = try await store.report(progress: [claimed.id: JSONText(#"{"overallPercentageCompletion":0.25}"#)])
        #expect(
            try await run(asked(QueueDocument.status), database)
                == "\(id)|in_progress|{\"overallPercentageCompletion\": 0.25}|\n")
        #expect(try await run(asked(QueueDocument.results), database) == "")

        _ = try await store.finish([claimed.ended(.retry(.broken, after: .zero))])
        #expect(try await run(asked(QueueDocument.status), database) == "\(id)|pending|{}|\n", "not failed: it goes on")
        let again = try #require(try await store.claim(.of("tech_rfp_analysis")).first)
        let artifact = Artifact(type: "result", data: JSONText(#"{"result":{}}"#))
        _ = try await store.finish([again.ended(.completed([artifact]))])
        #expect(try await run(asked(QueueDocument.status), database) == "\(id)|completed|{}|\n")
        #expect(try await run(asked(QueueDocument.results), database) == "result|{\"result\": {}}\n")
        await store.close()
    }

    /// Rows as `psql -At` prints them.
    @discardableResult
    private func run(_ sql: String, _ database: TestDatabase) async throws -> String {
        let output = try await psql(database.url, sql, arguments: ["-A", "-t", "-q"])
        #expect(output.status == 0, "\(output.standardError)")
        return output.standardOutput
    }
}
