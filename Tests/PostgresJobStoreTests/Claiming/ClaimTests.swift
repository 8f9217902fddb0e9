import Foundation
import JSONText
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite(.serialized) struct ClaimTests {
    @Test(arguments: SchemaVariant.allCases)
    func `a claim opens a run and hands over all that the job says`(_ variant: SchemaVariant) async throws {
        let (database, store) = try await TestDatabase.opened(variant)
        let id = try await database.insert(type: "a", payload: #"{"package_id":"p","deep":[1,{"x":null}]}"#)
        let runs = try await store.claim(.of("a"))
        let run = try #require(runs.first)
        #expect(runs.count == 1)
        #expect(run.job.id == id)
        #expect(run.job.type == "a")
        #expect(run.job.payload.description == #"{"deep": [1, {"x": null}], "package_id": "p"}"#)
        #expect(run.job.companyID == "company")
        #expect(run.job.userID == "user")
        #expect((run.attempt, run.chargedAttempts) == (1, 0))
        #expect(run.checkpoint == nil)
        let row = try #require(try await database.runs(of: id).first)
        #expect((row.id, row.attempt, row.status) == (run.id.description, 1, "in_progress"))
        #expect(row.isStarted && !row.isCompleted && row.error == nil)
        #expect(try await store.claim(.of("a")).isEmpty)
        await store.close()
    }

    @Test func `a payload that no processor may get stays in the database, and its size is told`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        try await database.execute(
            """
            UPDATE jobs SET payload = jsonb_build_object('package_id', 'p', 'x', repeat('x', 48 << 20)) WHERE id = '\(job)'
            """)
        try await database.insert(type: "a", payload: "{\"x\": \"\(String(repeating: "é", count: 50_000))\"}")
        let runs = try await store.claim(.of("a"))
        #expect(runs.map(\.job.withheldBytes) == [(48 << 20) + 28, nil])
        #expect(runs.map(\.job.payload.bytes.count) == [4, 100_009])
        await store.close()
    }

    @Test func `times are UTC whatever the server's time zone`() async throws {
        let database = try await TestDatabase.make(.seed)
        let name = try #require(database.url.split(separator: "/").last)
        try await database.execute("ALTER DATABASE \(name) SET timezone = 'Asia/Riyadh'")
        let store = try database.store()
        _ = try await store.open()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([run.ended(.completed([Artifact(type: "result", data: .emptyObject)]))])
        let isClose = try await database.column(
            """
            SELECT bool_and(t BETWEEN timezone('UTC', now()) - interval '1 minute' AND timezone('UTC', now()))::text
            FROM job_runs r JOIN job_artifacts a ON a.run_id = r.id,
                unnest(ARRAY[r.created_at, r.started_at, r.completed_at, a.created_at]) t
            WHERE r.job_id = $1::uuid
            """, [.text(job.description)])
        #expect(isClose == ["true"])
        await store.close()
    }

    @Test func `the types of a group share its slots, and groups share the limit, by age`() async throws {
        let (database, store) = try await TestDatabase.opened()
        var jobs: [JobID] = []
        for type in ["a", "alias", "a", "b", "alias", "b", "c"] { jobs.append(try await database.insert(type: type)) }
        let groups = [
            ClaimRequest.Group(types: ["a", "alias"], slots: 3), ClaimRequest.Group(types: ["b"], slots: 5),
            ClaimRequest.Group(types: ["none"], slots: 5),
        ]
        let first = try await store.claim(ClaimRequest(groups: groups, limit: 4))
        #expect(first.map(\.job.id) == Array(jobs[0...3]))
        let second = try await store.claim(ClaimRequest(groups: [groups[0], groups[1]], limit: 100))
        #expect(second.map(\.job.id) == Array(jobs[4...5]))
        #expect(try await store.claim(ClaimRequest(groups: groups, limit: 0)).isEmpty)
        #expect(try await store.claim(ClaimRequest(groups: [], limit: 9)).isEmpty)
        #expect(try await store.claim(.of("c", slots: 0)).isEmpty)
        #expect(try await store.claim(.of("c", slots: .max)).map(\.job.id) == [jobs[6]])
        await store.close()
    }

    @Test func `more runs than one statement claims are claimed`() async throws {
        let (database, store) = try await TestDatabase.opened()
        try await database.insert(2345, type: "a")
        let runs = try await store.claim(.of("a", slots: 2300))
        #expect(Set(runs.map(\.job.id)).count == 2300)
        let numbers = runs.compactMap { Int($0.job.payload.description.filter(\.isNumber)) }
        #expect(numbers == Array(1...2300), "oldest first")
        await store.close()
    }

    @Test func `of 2,000 jobs and four hosts that claim at once each job is claimed once`() async throws {
        let (database, first) = try await TestDatabase.opened(types: ["a", "b"])
        try await database.insert(1000, type: "a")
        try await database.insert(1000, type: "b")
        let stores = try [first] + (0..<3).map { _ in try database.store() }
        for store in stores { _ = try await store.open() }
        let claims = try await withThrowingTaskGroup(of: [JobID].self) { group in
            for (index, store) in stores.enumerated() {
                group.addTask {
                    var mine: [JobID] = []
                    // Beside each other a host may find nothing while another holds the rest; the queue's end is
                    // seen below.
                    while try await database.count("trubuild.queue WHERE run_id IS NULL") > 0 {
                        mine += try await store.claim(.of("a", "b", slots: 7 + index)).map(\.job.id)
                    }
                    return mine
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(claims.reduce(0) { $0 + $1.count } == 2000)
        #expect(Set(claims.joined()).count == 2000)
        #expect(try await database.count("job_runs WHERE status = 'in_progress' AND attempt_no = 1") == 2000)
        for store in stores { await store.close() }
    }

    @Test func `a pending run that somebody else wrote is taken as it is`() async throws {
        let (database, store) = try await TestDatabase.opened(.drizzle)
        let job = try await database.insert(type: "a")
        try await database.execute("INSERT INTO job_runs (job_id, attempt_no) VALUES ('\(job)', 4)")
        let run = try #require(try await store.claim(.of("a")).first)
        let row = try #require(try await database.runs(of: job).first)
        #expect((row.id, row.attempt, row.status) == (run.id.description, 4, "in_progress"))
        #expect(run.attempt == 4)
        await store.close()
    }

    @Test func `jobs that were deleted, or that others have begun, leave the queue`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        for (status, type) in [("in_progress", "a"), ("failed", "a"), ("completed", "a"), ("cancelled", "a")] {
            let job = try await database.insert(type: type)
            try await database.execute("INSERT INTO job_runs (job_id, status) VALUES ('\(job)', '\(status)')")
        }
        let deleted = try await database.insert(type: "a")
        try await database.execute("DELETE FROM jobs WHERE id = '\(deleted)'")
        let mine = try await database.insert(type: "a")
        #expect(
            try await store.claim(.of("a", slots: 1)).map(\.job.id) == [mine], "in one call, though it was the last")
        #expect(try await database.column("SELECT job_id::text FROM trubuild.queue") == [mine.description])
        #expect(try await database.count("job_runs") == 5)
        await store.close()
    }

    @Test func `a job that was deleted and left a run behind does not hold up the next`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        try await database.execute("ALTER TABLE job_runs DROP CONSTRAINT job_runs_job_id_fkey")
        let deleted = try await database.insert(type: "a")
        try await database.execute(
            "INSERT INTO job_runs (job_id, status) VALUES ('\(deleted)', 'pending'); DELETE FROM jobs WHERE id = '\(deleted)'"
        )
        let mine = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a", slots: 1)).map(\.job.id) == [mine])
        #expect(try await database.column("SELECT job_id::text FROM trubuild.queue") == [mine.description])
        await store.close()
    }

    @Test func `ten thousand jobs that others have run do not hold up the next`() async throws {
        let (database, store) = try await TestDatabase.opened(.engine)
        try await database.insert(10_000, type: "a")
        try await database.execute("INSERT INTO job_runs (job_id, status) SELECT id, 'completed' FROM jobs")
        let mine = try await database.insert(type: "a")
        #expect(try await store.claim(.of("a", slots: 1)).map(\.job.id) == [mine])
        await store.close()
    }

    @Test func `types that nobody asked for are left alone`() async throws {
        let (database, store) = try await TestDatabase.opened(types: ["a"])
        let foreign = try await database.insert(type: "comm_rfp_compare")
        for _ in 0..<3 { #expect(try await store.claim(.of("a")).isEmpty) }
        #expect(try await database.runs(of: foreign).isEmpty)
        #expect(try await store.census() == ["comm_rfp_compare": 1])
        await store.close()
    }

    @Test(arguments: [
        #"{}"#, #"[]"#, #""text""#, "0", "null", "true", #"{"a":"مرحبا 🏗 \"q\" \\ \n"}"#,
        #"{"n":12345678901234567890123456789.000000000000000001,"e":1e300}"#,
        String(repeating: "[", count: 900) + String(repeating: "]", count: 900),
    ])
    func `any payload comes through as the database writes it`(_ payload: String) async throws {
        try await check(payload: payload)
    }

    @Test func `a payload of twenty megabytes comes through`() async throws {
        try await check(payload: #"{"big":""# + String(repeating: "x", count: 20_000_000) + #""}"#)
    }

    private func check(payload: String) async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a", payload: payload)
        let run = try #require(try await store.claim(.of("a")).first)
        let stored = try await database.column(
            "SELECT payload::text FROM jobs WHERE id = $1::uuid", [.text(job.description)])
        let isSame = run.job.payload.description == stored[0]
        #expect(isSame)
        await store.close()
    }

    @Test func `absent company, user and payload are tolerated where the tables allow them`() async throws {
        let (database, store) = try await TestDatabase.opened(.drizzle)
        try await database.execute(
            "ALTER TABLE jobs ALTER payload DROP NOT NULL; INSERT INTO jobs (type, payload) VALUES ('a', NULL)")
        let run = try #require(try await store.claim(.of("a")).first)
        #expect(run.job.payload.description == "null")
        #expect(run.job.companyID == nil && run.job.userID == nil)
        await store.close()
    }

    @Test func `a run of a claim whose answer was lost is found by the next claim`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let jobs = [try await database.insert(type: "a"), try await database.insert(type: "a")]
        let lost = try await Self.claimAndLose(2, from: database, store)
        #expect(
            try await store.claim(.of("a", slots: 1)).map(\.job.id) == [jobs[0]], "one is wanted; the other goes back")
        let again = try await store.claim(.of("a"))
        #expect(again.map(\.job.id) == [jobs[1]])
        #expect(again.map(\.attempt) == [2])
        #expect(again.map(\.chargedAttempts) == [0])
        #expect(lost.contains(again[0].id) == false)
        await store.close()
    }

    @Test func `runs of a lost claim go back to the queue when the store closes`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        _ = try await Self.claimAndLose(1, from: database, store)
        await store.close()
        #expect(try await database.runs(of: job).map(\.status) == ["failed", "pending"])
        #expect(try await database.count("trubuild.queue WHERE run_id IS NULL AND charged = 0") == 1)
    }

    @Test func `an outage that outlasts the search for a lost claim loses no run`() async throws {
        let database = try await TestDatabase.make(.seed)
        let clock = ManualClock()
        let store = try database.store(now: clock.now)
        _ = try await store.open()
        let job = try await database.insert(type: "a")
        let lost = try await Self.claimAndLose(1, from: database, store)
        try await database.execute("ALTER TABLE trubuild.queue RENAME TO hidden")
        clock.advance(by: LostClaims.patience * 10)
        for _ in 0..<2 {
            await #expect(throws: PostgresError.self) { try await store.claim(.of("a")) }
        }
        try await database.execute("ALTER TABLE trubuild.hidden RENAME TO queue")
        #expect(try await store.claim(.of("a")).map(\.id) == lost)
        #expect(try await database.runs(of: job).map(\.status) == ["in_progress"])
        #expect(try await store.claim(.of("a")).isEmpty)
        await store.close()
    }

    @Test func `runs of a lost claim are returned once, also when the surplus cannot be given back yet`() async throws {
        let (database, store) = try await TestDatabase.opened()
        for _ in 0..<2 { try await database.insert(type: "a") }
        let lost = try await Self.claimAndLose(2, from: database, store)
        // What only an ending needs.
        try await database.execute("ALTER TABLE job_artifacts RENAME TO hidden")
        #expect(try await store.claim(.of("a", slots: 1)).map(\.id) == [lost[0]])
        try await database.execute("ALTER TABLE hidden RENAME TO job_artifacts")
        #expect(try await store.claim(.of("a", slots: 1)).map(\.id) == [lost[1]])
        #expect(try await store.claim(.of("a")).isEmpty)
        await store.close()
        #expect(try await database.count("job_runs WHERE status = 'in_progress'") == 2, "they are the worker's")
    }

    /// Claims as a store whose connection breaks at the commit.
    private static func claimAndLose(
        _ count: Int, from database: TestDatabase, _ store: PostgresJobStore
    ) async throws -> [RunID] {
        let other = try database.store()
        _ = try await other.open()
        let runs = try await other.claim(.of("a", slots: count))
        await other.close()
        let claims = try await database.column(
            "SELECT DISTINCT claim::text FROM trubuild.queue WHERE run_id IS NOT NULL")
        let claim = try #require(claims.first?.flatMap { UUID(uuidString: $0) })
        store.loseClaim(claim)
        return runs.map(\.id)
    }
}
