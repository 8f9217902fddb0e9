import Foundation
import JSONText
import JobQueue
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized, .timeLimit(.minutes(2))) struct LeaseTests {
    @Test func `a host that is silent for longer than its lease loses its runs, uncharged and with their checkpoints`()
        async throws
    {
        let (database, dead) = try await TestDatabase.opened()
        let alive = try database.store()
        _ = try await alive.open()
        let job = try await database.insert(type: "a")
        let run = try #require(try await dead.claim(.of("a")).first)
        try await dead.save(checkpoints: [run.id: [7]])
        #expect(try await alive.takeOver().isEmpty, "its lease has not run out")
        try await database.expire(except: alive)

        let lost = try await alive.takeOver()
        #expect(lost.map(\.run) == [run.id] && lost.map(\.job) == [job] && lost.first?.isGivenUp == false)
        let rows = try await database.runs(of: job)
        #expect(rows.map(\.status) == ["failed", "pending"])
        let error = try #require(rows.first?.error)
        #expect(error.hasPrefix("worker lost: \(ProcessInfo.processInfo.hostName):"), "\(error)")
        #expect(error.hasSuffix("[host.lost]") && error.contains("was last heard of at 20"), "\(error)")
        #expect(rows.first?.isCompleted == true)

        let again = try #require(try await alive.claim(.of("a")).first)
        #expect(again.attempt == 2 && again.chargedAttempts == 0 && again.checkpoint == [7])
        #expect(try await alive.takeOver().isEmpty)
        for store in [dead, alive] { await store.close() }
    }

    @Test func `nothing of a lost run is written, and its host starts anew`() async throws {
        let (database, dead) = try await TestDatabase.opened()
        let alive = try database.store()
        _ = try await alive.open()
        let job = try await database.insert(type: "a")
        let run = try #require(try await dead.claim(.of("a")).first)
        try await database.expire(except: alive)
        _ = try await alive.takeOver()

        #expect(try await dead.claim(.of("a")).isEmpty, "a lost host claims nothing")
        #expect(try await dead.report(progress: [run.id: .emptyObject]).isEmpty)
        try await dead.save(checkpoints: [run.id: [9]])
        let result = Artifact(type: "result", data: .emptyObject)
        #expect(try await dead.finish([run.ended(.completed([result]))]) == [.stale])
        #expect(try await database.count("job_artifacts") == 0)
        #expect(try await database.count("trubuild.checkpoints") == 0)

        #expect(try await dead.beat(runs: [run.id], offer: Offer()) == .lost)
        #expect(try await dead.beat(runs: [run.id], offer: Offer()).ended == [run.id])
        let again = try #require(try await dead.claim(.of("a")).first)
        #expect(again.job.id == job && again.attempt == 2)
        #expect(try await dead.finish([again.ended(.completed([result]))]) == [.written])
        for store in [dead, alive] { await store.close() }
    }

    @Test func `a lease that has run out and was not noticed is extended, and its runs are kept`() async throws {
        let (database, store) = try await TestDatabase.opened()
        _ = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        try await database.expire()
        #expect(try await store.beat(runs: [run.id], offer: Offer()).ended == [])
        #expect(try await store.takeOver().isEmpty)
        #expect(try await store.finish([run.ended(.completed([]))]) == [.written])
        await store.close()
    }

    @Test(arguments: ["job_runs", "trubuild.queue"])
    func `who holds a table of runs does not keep a host from extending its lease`(_ table: String) async throws {
        let (database, store) = try await TestDatabase.opened()
        _ = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        let lease = "SELECT expires_at::text FROM trubuild.hosts"
        let before = try await database.column(lease)
        try await database.execute("BEGIN; LOCK TABLE \(table) IN ACCESS EXCLUSIVE MODE")
        #expect(try await store.beat(runs: [run.id], offer: Offer()).ended == [])
        #expect(try await database.column(lease) != before)
        try await database.execute("UPDATE job_runs SET status = 'cancelled'; COMMIT")
        #expect(try await store.beat(runs: [run.id], offer: Offer()).ended == [run.id], "the next one tells")
        await store.close()
    }

    @Test func `a job that loses one host after the other fails in the end, with the count in its error`() async throws
    {
        let (database, judge) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        for loss in 1...5 {
            try await database.execute("UPDATE trubuild.queue SET run_at = now()")
            let victim = try database.store()
            _ = try await victim.open()
            #expect(try await victim.claim(.of("a")).map(\.attempt) == [loss])
            try await database.expire(except: judge)
            let lost = try await judge.takeOver()
            #expect(lost.map(\.isGivenUp) == [loss == 5])
            let rests = try await database.column(
                "SELECT round(greatest(extract(epoch FROM run_at - now()), 0)) FROM trubuild.queue")
            #expect(rests.map { $0.flatMap { Double($0) } } == (loss == 5 ? [] : [Double(5 * (loss - 1))]))
            await victim.close()
        }
        let rows = try await database.runs(of: job)
        #expect(rows.map(\.status) == Array(repeating: "failed", count: 5))
        #expect(rows.last?.error?.contains("; given up after 5 lost workers [host.lost]") == true)
        await judge.close()
    }

    @Test func `runs of a host that has left are taken over at once`() async throws {
        let (database, leaving) = try await TestDatabase.opened()
        let other = try database.store()
        _ = try await other.open()
        let job = try await database.insert(type: "a")
        _ = try await leaving.claim(.of("a"))
        await leaving.close()
        #expect(try await other.takeOver().map(\.job) == [job])
        #expect(try await database.count("trubuild.hosts") == 1)
        await other.close()
    }

    @Test func `a claim that was under way while its host was marked is found by the next take-over`() async throws {
        let (database, slow) = try await TestDatabase.opened()
        let other = try database.store()
        _ = try await other.open()
        let job = try await database.insert(type: "a")
        // What the claim's statement does after its look at the hosts.
        try await database.execute(
            "UPDATE trubuild.hosts SET lost_at = now() WHERE id = '\(slow.state.withLock { $0.host })'")
        let run = UUID()
        try await database.execute(
            """
            INSERT INTO job_runs (id, job_id, attempt_no, status) VALUES ('\(run)', '\(job)', 1, 'in_progress');
            UPDATE trubuild.queue SET run_id = '\(run)', claim = gen_random_uuid(),
                host = '\(slow.state.withLock { $0.host })'
            """)
        #expect(try await other.takeOver().map(\.run) == [RunID(run)])
        for store in [slow, other] { await store.close() }
    }

    @Test func `many hosts take over at once, and each run is lost once`() async throws {
        let (database, dead) = try await TestDatabase.opened()
        try await database.insert(300, type: "a")
        let runs = try await dead.claim(.of("a", slots: 300))
        #expect(runs.count == 300)
        var others: [PostgresJobStore] = []
        for _ in 0..<4 {
            let store = try database.store()
            _ = try await store.open()
            others.append(store)
        }
        try await database.execute(
            "UPDATE trubuild.hosts SET expires_at = now() - interval '1 s' WHERE id = '\(dead.state.withLock { $0.host })'"
        )
        let lost = try await withThrowingTaskGroup(of: [LostRun].self) { group in
            for store in others {
                group.addTask {
                    // A deadlock with another host's take-over is the database's to resolve, and the next beat's to repeat.
                    for _ in 0..<3 {
                        if let lost = try? await store.takeOver() { return lost }
                    }
                    return try await store.takeOver()
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(lost.count == 300 && Set(lost.map(\.run)) == Set(runs.map(\.id)))
        #expect(try await database.column("SELECT DISTINCT losses::text FROM trubuild.queue") == ["1"])
        #expect(try await database.column("SELECT count(*)::text FROM job_runs WHERE status = 'pending'") == ["300"])
        for store in others + [dead] { await store.close() }
    }

    @Test func `a beat sees whether a job is due, a run is in progress, a host is lost`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let (other, offer) = (try database.store(), Offer(["a": nil]))
        _ = try await other.open()
        func sight() async throws -> QueueSight? { try await store.beat(runs: [], offer: offer).sight }

        let nothing = QueueSight(isWorkDue: false, isAnythingRunning: false, isAnyoneLost: false)
        #expect(try await sight() == nothing)
        try await database.insert(type: "b")
        #expect(try await sight() == nothing, "it does not serve that type")
        let job = try await database.insert(type: "a")
        #expect(try await sight()?.isWorkDue == true)
        try await database.execute("UPDATE trubuild.queue SET run_at = now() + interval '1 h'")
        #expect(try await sight() == nothing)
        try await database.execute("UPDATE trubuild.queue SET run_at = now() WHERE job_id = '\(job)'")
        #expect(try await other.claim(.of("a")).count == 1)
        #expect(try await sight() == QueueSight(isWorkDue: false, isAnythingRunning: true, isAnyoneLost: false))
        try await database.expire(except: store)
        #expect(try await sight()?.isAnyoneLost == true)
        #expect(try await store.takeOver().count == 1)
        #expect(try await sight() == QueueSight(isWorkDue: true, isAnythingRunning: false, isAnyoneLost: false))
        #expect(try await store.claim(.of("a")).count == 1)
        try await database.execute("UPDATE trubuild.queue SET host = gen_random_uuid() WHERE run_id IS NOT NULL")
        #expect(try await sight()?.isAnyoneLost == true, "that host has gone, and left its run")
        try await database.execute("ALTER TABLE jobs DISABLE TRIGGER trubuild_enqueue")
        #expect(try await sight()?.isWorkDue == true, "a claim looks after the trigger")
        await store.close()
        await other.close()
    }

    @Test func `runs of a host that knows no leases are left alone`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let run = UUID()
        try await database.execute(
            """
            INSERT INTO job_runs (id, job_id, attempt_no, status) VALUES ('\(run)', '\(job)', 1, 'in_progress');
            UPDATE trubuild.queue SET run_id = '\(run)', claim = gen_random_uuid()
            """)
        #expect(try await store.takeOver().isEmpty)
        #expect(try await database.runs(of: job).map(\.status) == ["in_progress"])
        await store.close()
    }
}

extension BeatAnswer {
    fileprivate var ended: Set<RunID>? { if case .held(let ended, _) = self { ended } else { nil } }
    fileprivate var sight: QueueSight? { if case .held(_, let sight) = self { sight } else { nil } }
}

extension TestDatabase {
    /// As if no host had beaten for longer than its lease.
    func expire(except store: PostgresJobStore? = nil) async throws {
        let spared = store?.state.withLock { $0.host.description } ?? UUID().uuidString
        try await execute("UPDATE trubuild.hosts SET expires_at = now() - interval '1 s' WHERE id <> '\(spared)'")
    }
}
