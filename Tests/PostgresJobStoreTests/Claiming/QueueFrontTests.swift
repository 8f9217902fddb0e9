import JobQueue
import Synchronization
import TestKit
import Testing

@testable import PostgresJobStore

@Suite("Where a claim begins to look", .serialized) struct QueueFrontTests {
    private let start = ContinuousClock.now

    /// Has looked from the beginning, which took a while, and has taken a job of the type `a`.
    private func front(after look: Duration = .zero) -> QueueFront {
        var front = QueueFront()
        front.looked(at: ["a"], sentAt: start - look, answeredAt: start)
        front.took("a", dueAt: "09:00")
        return front
    }

    @Test func `the first look is from the beginning, and so is one each second`() {
        #expect(QueueFront().start(of: "a", now: start) == nil)
        #expect(front().start(of: "a", now: start + .milliseconds(999)) == "09:00")
        #expect(front().start(of: "b", now: start) == nil)
        #expect(front().start(of: "a", now: start + .seconds(1)) == nil)
    }

    @Test func `looks from the beginning that take long are rare, but not for ever`() {
        #expect(front(after: .milliseconds(500)).start(of: "a", now: start + .milliseconds(9_999)) == "09:00")
        #expect(front(after: .milliseconds(500)).start(of: "a", now: start + .seconds(10)) == nil)
        #expect(front(after: .seconds(60)).start(of: "a", now: start + .seconds(30)) == nil)
    }

    @Test func `what was taken last counts, also when the server's clock was set back`() {
        var front = front()
        front.took("a", dueAt: "08:00")
        #expect(front.start(of: "a", now: start) == "08:00")
    }

    @Test func `one reminder for each look that is to come`() {
        var front = front()
        let now = start + .milliseconds(400)
        #expect(front.reminder(for: ["a"], now: now) == .milliseconds(600))
        #expect(front.reminder(for: ["a"], now: now) == nil)
        front.looked(at: ["a"], sentAt: start + .seconds(1), answeredAt: start + .seconds(1))
        #expect(front.reminder(for: ["a"], now: start + .seconds(1)) == .seconds(1))
    }

    /// A store whose clock stands, so that its looks are not from the beginning until it is moved, and that has taken one job.
    private func openedAmidWork() async throws -> (TestDatabase, PostgresJobStore, ManualClock) {
        let clock = ManualClock()
        let database = try await TestDatabase.make(.seed)
        // One that listens is woken for other reasons, too.
        let store = try database.store(listens: false, now: clock.now)
        _ = try await store.open()
        try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).count == 1)
        return (database, store, clock)
    }

    @Test func `a job whose transaction took long is taken within a second, and the worker is told to look`()
        async throws
    {
        let (database, store, clock) = try await openedAmidWork()
        let late = try await database.insert(type: "a")
        try await database.execute(
            "UPDATE trubuild.queue SET run_at = run_at - interval '10 s' WHERE job_id = '\(late)'")
        let next = try await database.insert(type: "a")
        let isWoken = Mutex(false)
        store.onWakeUp { isWoken.withLock { $0 = true } }
        #expect(try await store.claim(.of("a")).map(\.job.id) == [next], "it does not look that far back")
        try await eventually(within: .seconds(10), "a wake-up") { isWoken.withLock { $0 } }
        clock.advance(by: QueueFront.intervals.lowerBound)
        #expect(try await store.claim(.of("a")).map(\.job.id) == [late])
        await store.close()
    }

    @Test func `a transaction of a few hundred milliseconds is not late`() async throws {
        let (database, store, _) = try await openedAmidWork()
        let job = try await database.insert(type: "a")
        try await database.execute(
            "UPDATE trubuild.queue SET run_at = run_at - interval '400 ms' WHERE job_id = '\(job)'")
        let next = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job, next])
        await store.close()
    }
}
