import Foundation
import JobQueue
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct SweepTests {
    @Test func `jobs of other types leave the census once their own worker has run them`() async throws {
        let database = try await TestDatabase.make(.engine)
        let clock = ManualClock()
        let store = try database.store(now: clock.now)
        _ = try await store.open()
        let jobs = [
            try await database.insert(type: "comm"), try await database.insert(type: "comm"),
            try await database.insert(type: "gone"), try await database.insert(type: "a"),
        ]
        try await database.execute(
            """
            INSERT INTO job_runs (job_id, status) VALUES ('\(jobs[0])', 'in_progress');
            DELETE FROM jobs WHERE id = '\(jobs[2])';
            """)
        #expect(try await store.census() == ["a": 1, "comm": 2, "gone": 1])
        clock.advance(by: .seconds(61))
        #expect(try await store.claim(.of("none")).isEmpty)
        #expect(try await store.census() == ["a": 1, "comm": 1])
        await store.close()
    }

    @Test func `a sweep goes on where the last one ended, and begins again`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        try await database.insert(PostgresJobStore.sweepSize + 5000, type: "comm")
        try await database.execute("INSERT INTO job_runs (job_id, status) SELECT id, 'completed' FROM jobs")
        let session = try store.session()
        try await store.sweepOn(session)
        #expect(try await database.count("trubuild.queue") == 5000)
        try await store.sweepOn(session)
        #expect(try await database.count("trubuild.queue") == 0)
        try await database.execute(
            """
            INSERT INTO trubuild.queue (job_id, type, run_at)
            VALUES ('00000000-0000-0000-0000-000000000001', 'x', now())
            """
        )
        try await store.sweepOn(session)
        #expect(try await database.count("trubuild.queue") == 0)
        await store.close()
    }

    @Test(.timeLimit(.minutes(1)))
    func `a claim that gives up before rows that others have run asks for another one`() async throws {
        let database = try await TestDatabase.make(.engine)
        // With wake-ups from the database it would look twice.
        let store = try database.store(listens: false)
        _ = try await store.open()
        try await database.insert(33_000, type: "a")
        try await database.execute("INSERT INTO job_runs (job_id, status) SELECT id, 'completed' FROM jobs")
        let job = try await database.insert(type: "a")
        var wakes = AsyncStream { told in store.onWakeUp { told.yield() } }.makeAsyncIterator()
        #expect(try await store.claim(.of("a")).isEmpty)
        #expect(await wakes.next() != nil)
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
        await store.close()
    }

    @Test func `a run of a host that died goes on elsewhere once it is put back to pending`() async throws {
        let (database, dead) = try await TestDatabase.opened()
        try await database.insert(type: "a")
        let run = try #require(try await dead.claim(.of("a")).first)
        try await dead.save(checkpoints: [run.id: [7]])
        let clock = ManualClock()
        let store = try database.store(now: clock.now)
        _ = try await store.open()
        clock.advance(by: .seconds(61))
        #expect(try await store.claim(.of("a")).isEmpty, "it may still be at work")
        try await database.execute("UPDATE job_runs SET status = 'pending' WHERE id = '\(run.id)'")
        clock.advance(by: .seconds(61))
        let again = try #require(try await store.claim(.of("a")).first)
        #expect((again.id, again.attempt) == (run.id, 1))
        #expect(again.checkpoint == [7])
        for store in [dead, store] { await store.close() }
    }

    @Test func `what is ours stays, and a run that was put back to pending is freed`() async throws {
        let (database, store) = try await TestDatabase.opened()
        for _ in 0..<4 { try await database.insert(type: "a") }
        let runs = try await store.claim(.of("a", slots: 3))
        try await store.save(checkpoints: [runs[2].id: [1]])
        try await database.execute(
            """
            UPDATE job_runs SET status = 'pending' WHERE id = '\(runs[1].id)';
            UPDATE job_runs SET status = 'cancelled' WHERE id = '\(runs[2].id)';
            """)
        try await store.sweepOn(try store.session())
        #expect(try await database.count("trubuild.queue WHERE run_id = '\(runs[0].id)'") == 1)
        #expect(try await database.count("trubuild.queue WHERE run_id IS NULL") == 2)
        #expect(try await database.count("trubuild.queue") == 3)
        #expect(try await database.count("trubuild.checkpoints") == 0)
        #expect(try await store.claim(.of("a")).map(\.id).contains(runs[1].id))
        await store.close()
    }
}
