import Foundation
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized, .timeLimit(.minutes(2))) struct CancelTests {
    @Test func `trubuild.cancel ends a job that waits, with or without a run, and one that runs`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let fresh = try await database.insert(type: "b")
        let retried = try await database.insert(type: "a")
        let first = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([first.ended(.retry(.broken, after: .seconds(60)))])
        let running = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)

        for job in [fresh, retried, running] {
            #expect(try await cancel(job, database) == "t")
            #expect(try await cancel(job, database) == "f", "it has ended")
        }
        #expect(try await database.runs(of: fresh).map(\.status) == ["cancelled"])
        #expect(try await database.runs(of: retried).map(\.status) == ["failed", "cancelled"])
        #expect(try await database.runs(of: running).map(\.status) == ["cancelled"])
        #expect(try await database.runs(of: running).map(\.error) == ["not needed any more [job.cancelled]"])
        #expect(try await database.count("trubuild.queue") == 0)
        #expect(try await store.finish([run.ended(.completed([]))]) == [.stale])
        #expect(try await cancel(JobID(UUID()), database) == "f", "there is no such job")
        #expect(try await store.claim(.of("a", "b")).isEmpty)
        await store.close()
    }

    @Test(arguments: [true, false])
    func `hosts hear at once of a run that was cancelled`(_ isByUpdate: Bool) async throws {
        let database = try await TestDatabase.make(.seed)
        let store = try database.store()
        var heard = AsyncStream { told in store.onCancellation { told.yield($0) } }.makeAsyncIterator()
        var wakes = AsyncStream { told in store.onWakeUp { told.yield() } }.makeAsyncIterator()
        _ = try await store.open()
        // It listens.
        _ = await wakes.next()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        if isByUpdate {
            try await database.execute("UPDATE job_runs SET status = 'cancelled' WHERE job_id = '\(job)'")
        } else {
            #expect(try await cancel(job, database) == "t")
        }
        #expect(await heard.next() == run.id)
        await store.close()
    }

    @Test func `a job is cancelled or claimed, never both`() async throws {
        let (database, store) = try await TestDatabase.opened()
        for round in 0..<20 {
            let job = try await database.insert(type: "a")
            async let cancelled = cancel(job, database)
            let runs = try await store.claim(.of("a"))
            #expect(try await cancelled == "t", "round \(round)")
            let rows = try await database.runs(of: job)
            #expect(rows.map(\.status) == ["cancelled"], "round \(round)")
            for run in runs { #expect(try await store.finish([run.ended(.completed([]))]) == [.stale]) }
        }
        #expect(try await database.count("trubuild.queue") == 0)
        await store.close()
    }

    @Test func `a host without the right to the trigger says which one, and serves`() async throws {
        let (database, first) = try await TestDatabase.opened()
        await first.close()
        try await database.execute(
            "DROP TRIGGER trubuild_cancelled ON job_runs; ALTER TABLE job_runs ENABLE TRIGGER ALL")
        let again = try database.store()
        #expect(try await again.open().isEmpty, "it puts it back")
        await again.close()
        try await database.execute("ALTER TABLE job_runs DISABLE TRIGGER trubuild_cancelled")
        let told = try database.store()
        let notes = try await told.open()
        #expect(notes.count == 1 && notes.first?.contains("ENABLE TRIGGER trubuild_cancelled") == true, "\(notes)")
        await told.close()
    }

    private func cancel(_ job: JobID, _ database: TestDatabase) async throws -> String {
        let output = try await psql(
            database.url, "SELECT trubuild.cancel('\(job)', 'not needed any more')", arguments: ["-A", "-t", "-q"])
        #expect(output.status == 0, "\(output.standardError)")
        return output.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
