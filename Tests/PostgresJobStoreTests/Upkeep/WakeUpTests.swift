import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct WakeUpTests {
    @Test(.timeLimit(.minutes(1)))
    func `an INSERT wakes every host, and so does a new connection after a loss`() async throws {
        let (database, store) = try await TestDatabase.opened()
        var (first, second) = (store.wakeUps().makeAsyncIterator(), store.wakeUps().makeAsyncIterator())
        // Listening wakes once; whatever else comes now comes from the INSERT.
        try await eventually("the host listens") { try await Self.listeners(database) == 1 }
        try await database.insert(type: "unknown")
        #expect(await first.next() != nil)
        #expect(await second.next() != nil)

        var third = store.wakeUps().makeAsyncIterator()
        _ = try await database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE \(Self.listening)")
        #expect(await third.next() != nil, "notifications may have been missed")
        await store.close()
    }

    @Test(.timeLimit(.minutes(1)))
    func `a run that is due again at once wakes the other hosts`() async throws {
        let (database, store) = try await TestDatabase.opened()
        try await database.insert(2, type: "a")
        let runs = try await store.claim(.of("a"))
        let listener = try await database.connect(database.url)
        _ = try await listener.query("LISTEN trubuild_jobs")
        _ = try await store.finish([runs[0].ended(.retry(.broken, after: .seconds(60)))])
        #expect(try await listener.notifications(within: .zero).isEmpty)
        _ = try await store.finish([runs[1].ended(.release(.broken, after: .zero))])
        #expect(try await listener.notifications(within: .seconds(30)).count == 1)
        await listener.close()
        await store.close()
    }

    @Test func `wake-ups that nobody took are folded into one, and closing ends them`() async {
        let wakeUps = WakeUps()
        let stream = wakeUps.listen()
        for _ in 0..<1000 { wakeUps.wake() }
        wakeUps.finish()
        var count = 0
        for await _ in stream { count += 1 }
        #expect(count == 1)
    }

    private static let listening = "datname = current_database() AND query LIKE 'LISTEN%'"

    private static func listeners(_ database: TestDatabase) async throws -> Int {
        try await database.count("pg_stat_activity WHERE \(listening)")
    }
}
