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
        #expect(QueueFront().isWholeLookDue(for: ["a"], now: start))
        #expect(!front().isWholeLookDue(for: ["a"], now: start + .milliseconds(999)))
        #expect(front().isWholeLookDue(for: ["a"], now: start + .seconds(1)))
        #expect(front().isWholeLookDue(for: ["a", "b"], now: start), "b was never looked at")
        #expect(front().start(of: "a") == "09:00")
        #expect(front().start(of: "b") == nil)
    }

    @Test func `looks from the beginning that take long are rare, but not for ever`() {
        #expect(!front(after: .milliseconds(300)).isWholeLookDue(for: ["a"], now: start + .milliseconds(5_999)))
        #expect(front(after: .milliseconds(300)).isWholeLookDue(for: ["a"], now: start + .seconds(6)))
        #expect(front(after: .seconds(60)).isWholeLookDue(for: ["a"], now: start + .seconds(10)))
    }

    @Test func `a host at rest needs one look from the beginning for all types, not one for each in turn`() {
        var front = front()
        let (later, due) = (start + .milliseconds(500), start + .seconds(1))
        front.looked(at: ["b"], sentAt: later, answeredAt: later)
        #expect(front.reminder(for: ["a", "b"], now: later) == .milliseconds(500))
        #expect(front.isWholeLookDue(for: ["a", "b"], now: due), "a is due, b is not")
        front.looked(at: ["a", "b"], sentAt: due, answeredAt: due)
        #expect(!front.isWholeLookDue(for: ["b"], now: due + .milliseconds(999)))
    }

    @Test func `what was taken last counts, also when the server's clock was set back`() {
        var front = front()
        front.took("a", dueAt: "08:00")
        #expect(front.start(of: "a") == "08:00")
    }

    @Test func `one reminder for each look that is to come`() {
        var front = front()
        let now = start + .milliseconds(400)
        #expect(front.reminder(for: ["a"], now: now) == .milliseconds(600))
        #expect(front.reminder(for: ["a"], now: now) == nil)
        front.looked(at: ["a"], sentAt: start + .seconds(1), answeredAt: start + .seconds(1))
        #expect(front.reminder(for: ["a"], now: start + .seconds(1)) == .seconds(1))
    }

    @Test func `a reminder that is to come sooner is not swallowed by one that comes later`() {
        var front = front(after: .seconds(60))
        #expect(front.reminder(for: ["a"], now: start) == .seconds(10))
        front.looked(at: ["b"], sentAt: start, answeredAt: start)
        #expect(front.reminder(for: ["b"], now: start) == .seconds(1))
        #expect(front.reminder(for: ["a", "b"], now: start) == nil)
    }

    @Test func `each type of an answer moves its front`() async throws {
        let (database, store) = try await TestDatabase.opened()
        for type in ["b", "a", "b", "a"] { try await database.insert(type: type) }
        let group = ClaimRequest.Group(types: ["a", "b", "c"], slots: 3)
        #expect(try await store.claim(ClaimRequest(groups: [group], limit: 3)).count == 3)
        let front = store.state.withLock { $0.front }
        let due = try await database.column("SELECT run_at::text FROM trubuild.queue ORDER BY run_at")
        #expect([front.start(of: "a"), front.start(of: "b"), front.start(of: "c")] == [due[1], due[2], nil])
        await store.close()
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

    @Test func `a server whose clock was set back hides no job`() async throws {
        let (database, store, _) = try await openedAmidWork()
        store.state.withLock { $0.front.took("a", dueAt: "2100-01-01 00:00:00+00") }
        let job = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
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
