import Foundation
import JobQueue
import PostgresClient
import Synchronization
import TestKit
import TestRandom
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct WakeUpTests {
    @Test(.timeLimit(.minutes(1)))
    func `an INSERT wakes every host that has nothing to do, and so does a new connection after a loss`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let other = try database.store()
        _ = try await other.open()
        try await eventually("the hosts listen") { try await Self.listeners(database) == 2 }
        #expect(try await store.claim(.of("a")).isEmpty)
        #expect(try await other.claim(.of("a")).isEmpty)
        // Listening wakes once; whatever else comes now comes from the INSERT.
        var (first, second) = (Self.wakeUps(of: store), Self.wakeUps(of: other))
        try await database.insert(type: "a")
        #expect(await first.next() != nil)
        #expect(await second.next() != nil)

        var third = Self.wakeUps(of: store)
        _ = try await database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE \(Self.listening)")
        #expect(await third.next() != nil, "notifications may have been missed")
        await store.close()
        await other.close()
    }

    @Test(.timeLimit(.minutes(1)))
    func `an INSERT of what nobody waits for wakes nobody`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let listener = try await database.connect(database.url)
        _ = try await listener.query("LISTEN trubuild_jobs")
        try await eventually("the host listens") { try await Self.listeners(database) == 2 }
        try await database.insert(type: "a")
        #expect(
            try await listener.notifications(within: .zero) { _ in } == 0, "the host has not asked for anything yet")
        #expect(try await store.claim(.of("a")).count == 1)
        #expect(try await store.claim(.of("a")).isEmpty)
        try await database.insert(type: "b")
        #expect(try await listener.notifications(within: .zero) { _ in } == 0, "it does not serve that type")
        try await database.insert(type: "a")
        #expect(try await listener.notifications(within: .seconds(30)) { _ in } == 1)
        await listener.close()
        await store.close()
        try await database.insert(type: "a")
    }

    /// The wake-ups are all it has: its claims follow them, and nothing else.
    @Test(.timeLimit(.minutes(2)), arguments: [1, 2])
    func `no job is overlooked, however long its transaction takes`(_ hostCount: Int) async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let (database, first) = try await TestDatabase.opened()
        var stores = [first]
        while stores.count < hostCount {
            stores.append(try database.store())
            _ = try await stores[stores.count - 1].open()
        }
        let diary = Diary()
        let claiming = stores.map { store in Task { try await diary.claim(from: store) } }
        let scripts = (0..<4).map { _ in
            (0..<60).map { _ in
                (before: Int.random(in: 0...8, using: &random), open: Int.random(in: 0...12, using: &random))
            }
        }
        let inserted = try await withThrowingTaskGroup(of: [JobID: ContinuousClock.Instant].self) { group in
            for script in scripts {
                group.addTask {
                    let app = try await database.connect(database.url)
                    var inserted: [JobID: ContinuousClock.Instant] = [:]
                    for step in script {
                        let id = UUID()
                        try await Task.sleep(for: .milliseconds(step.before * step.before))
                        try await app.execute(script: "BEGIN; INSERT INTO jobs (id, type) VALUES ('\(id)', 'a')")
                        try await Task.sleep(for: .milliseconds(step.open * step.open))
                        try await app.execute(script: "COMMIT")
                        inserted[JobID(id)] = .now
                    }
                    await app.close()
                    return inserted
                }
            }
            return try await group.reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }
        }
        // Without a wake-up it would be for ever.
        try await eventually("every job is claimed; seed \(seed)") {
            diary.claimed.withLock { $0.count } == inserted.count
        }
        let claimed = diary.claimed.withLock { $0 }
        let waits = inserted.map { $0.value.duration(to: claimed[$0.key] ?? .now) }
        #expect(waits.max() ?? .zero < .seconds(2), "seed \(seed)")
        for task in claiming {
            task.cancel()
            _ = await task.result
        }
        for store in stores { await store.close() }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a run that is due again at once wakes the other hosts`() async throws {
        let (database, store) = try await TestDatabase.opened()
        try await database.insert(2, type: "a")
        let runs = try await store.claim(.of("a"))
        let listener = try await database.connect(database.url)
        _ = try await listener.query("LISTEN trubuild_jobs")
        _ = try await store.finish([runs[0].ended(.retry(.broken, after: .seconds(60)))])
        #expect(try await listener.notifications(within: .zero) { _ in } == 0)
        _ = try await store.finish([runs[1].ended(.release(.broken, after: .zero))])
        #expect(try await listener.notifications(within: .seconds(30)) { _ in } == 1)
        await listener.close()
        await store.close()
    }

    /// When the jobs were claimed.
    private final class Diary: Sendable {
        let claimed = Mutex<[JobID: ContinuousClock.Instant]>([:])

        /// Claims whenever it is woken, until the task is cancelled.
        func claim(from store: PostgresJobStore) async throws {
            var wakeUps = WakeUpTests.wakeUps(of: store)
            repeat {
                let runs = try await store.claim(.of("a"))
                claimed.withLock { claimed in for run in runs { claimed[run.job.id] = .now } }
                _ = try await store.finish(runs.map { $0.ended(.completed([])) })
            } while await wakeUps.next() != nil
        }
    }

    /// One that was not taken yet absorbs those that follow.
    private static func wakeUps(of store: PostgresJobStore) -> AsyncStream<Void>.Iterator {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { told in store.onWakeUp { told.yield() } }
            .makeAsyncIterator()
    }

    private static let listening = "datname = current_database() AND query ~ '^(LISTEN|WITH wanted)'"

    private static func listeners(_ database: TestDatabase) async throws -> Int {
        try await database.count("pg_stat_activity WHERE \(listening)")
    }
}
