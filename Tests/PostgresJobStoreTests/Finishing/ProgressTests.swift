import Foundation
import JSONText
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct ProgressTests {
    private func claimed(_ count: Int) async throws -> (TestDatabase, PostgresJobStore, [ClaimedRun]) {
        let (database, store) = try await TestDatabase.opened()
        for _ in 0..<count { try await database.insert(type: "a") }
        return (database, store, try await store.claim(.of("a")))
    }

    @Test func `progress of all runs is written at once, except of those that ended`() async throws {
        let (database, store, runs) = try await claimed(3)
        try await database.execute("UPDATE job_runs SET status = 'cancelled' WHERE id = '\(runs[1].id)'")
        let progress = Dictionary(
            uniqueKeysWithValues: runs.enumerated().map { ($1.id, JSONText(#"{"stage":"s\#($0)"}"#)) })
        let unknown = RunID(UUID())
        let written = try await store.report(progress: progress.merging([unknown: .emptyObject]) { first, _ in first })
        #expect(written == [runs[0].id, runs[2].id])
        #expect(try await database.runs(of: runs[0].job.id).map(\.progress) == [#"{"stage": "s0"}"#])
        #expect(try await database.runs(of: runs[1].job.id).map(\.progress) == ["{}"])
        #expect(try await database.runs(of: runs[2].job.id).map(\.progress) == [#"{"stage": "s2"}"#])
        #expect(try await store.report(progress: [:]).isEmpty)
        await store.close()
    }

    @Test func `progress that the database refuses does not make its run look ended`() async throws {
        let (database, store, runs) = try await claimed(3)
        _ = try await store.finish([runs[2].ended(.failed(.broken))])
        let tooFine = JSONText("0." + String(repeating: "0", count: 20_000) + "1")
        let written = try await store.report(progress: [
            runs[0].id: tooFine, runs[1].id: JSONText("[1]"), runs[2].id: tooFine,
        ])
        #expect(written == [runs[0].id, runs[1].id])
        #expect(try await database.runs(of: runs[1].job.id).map(\.progress) == ["[1]"])
        await store.close()
    }

    @Test func `who holds one run keeps no progress of others from being written, and does not make it look ended`()
        async throws
    {
        let (database, store, runs) = try await claimed(3)
        _ = try await store.finish([runs[2].ended(.failed(.broken))])
        let holder = try await database.connect(database.url)
        try await holder.execute(script: "BEGIN; SELECT FROM job_runs WHERE id = '\(runs[0].id)' FOR UPDATE")
        let written = try await store.report(
            progress: Dictionary(uniqueKeysWithValues: runs.map { ($0.id, JSONText("[1]")) }))
        #expect(written == [runs[0].id, runs[1].id])
        #expect(try await database.runs(of: runs[0].job.id).map(\.progress) == ["{}"])
        #expect(try await database.runs(of: runs[1].job.id).map(\.progress) == ["[1]"])
        await holder.close()
        #expect(try await store.report(progress: [runs[0].id: JSONText("[2]")]) == [runs[0].id])
        #expect(try await database.runs(of: runs[0].job.id).map(\.progress) == ["[2]"])
        await store.close()
    }

    @Test func `checkpoints are kept for runs in progress only, the newest of each`() async throws {
        let (database, store, runs) = try await claimed(2)
        _ = try await store.finish([runs[1].ended(.completed([]))])
        try await store.save(checkpoints: [runs[0].id: [1], runs[1].id: [2], RunID(UUID()): [3]])
        try await store.save(checkpoints: [runs[0].id: Array(0...255)])
        try await store.save(checkpoints: [:])
        let saved = try await database.connection.query("SELECT job_id, data FROM trubuild.checkpoints")
        #expect(saved.rowCount == 1)
        #expect(saved[0, 0].string == runs[0].job.id.description)
        #expect(saved[0, 1].bytes == Array(0...255))
        await store.close()
    }

    @Test func `a checkpoint that meets the end of its run is not left behind`() async throws {
        let (database, store, runs) = try await claimed(1)
        // Somebody is about to end the run; the save waits, and then finds it ended.
        try await database.execute("BEGIN; UPDATE job_runs SET status = 'cancelled' WHERE id = '\(runs[0].id)'")
        async let saving: Void = store.save(checkpoints: [runs[0].id: [1]])
        try await eventually("the save waits for the lock") {
            let waiting = "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            return try await store.pool.query("SELECT count(*) FROM \(waiting)")[0, 0].int ?? 0 > 0
        }
        try await database.execute("COMMIT")
        try await saving
        #expect(try await database.count("trubuild.checkpoints") == 0)
        await store.close()
    }
}
