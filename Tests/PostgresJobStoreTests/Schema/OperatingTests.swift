import Foundation
import JobQueue
import PostgresClient
import TestKit
import Testing

@testable import PostgresJobStore

@Suite("The functions for operators", .serialized, .timeLimit(.minutes(2))) struct OperatingTests {
    // MARK: trubuild.retry

    @Test func `a job that failed, was cancelled, or rests runs once more, and as if new`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let failed = try await database.insert(type: "a")
        let first = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([first.ended(.retry(.broken, after: .zero))])
        let second = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([second.ended(.failed(.broken))])
        #expect(try await database.operate("SELECT trubuild.retry('\(failed)')") == "t")
        let third = try #require(try await store.claim(.of("a")).first)
        #expect(third.job.id == failed && third.attempt == 3 && third.chargedAttempts == 0)
        #expect(
            try await database.runs(of: failed).map(\.error) == [
                RunError.broken.description, RunError.broken.description, nil,
            ])
        #expect(try await database.operate("SELECT trubuild.retry('\(failed)')") == "f", "it runs")
        _ = try await store.finish([third.ended(.completed([]))])
        #expect(try await database.operate("SELECT trubuild.retry('\(failed)')") == "f", "it is completed")
        #expect(try await database.runs(of: failed).count == 3)

        let cancelled = try await database.insert(type: "a")
        #expect(try await database.operate("SELECT trubuild.cancel('\(cancelled)')") == "t")
        #expect(try await database.operate("SELECT trubuild.retry('\(cancelled)')") == "t")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [cancelled])

        let resting = try await database.insert(type: "b")
        let early = try #require(try await store.claim(.of("b")).first)
        _ = try await store.finish([early.ended(.retry(.broken, after: .seconds(3600)))])
        #expect(try await store.claim(.of("b")).isEmpty)
        #expect(try await database.operate("SELECT trubuild.retry('\(resting)')") == "t")
        let late = try #require(try await store.claim(.of("b")).first)
        #expect(late.attempt == 2 && late.chargedAttempts == 1, "its attempts still count")
        #expect(try await database.operate("SELECT trubuild.retry('\(UUID())')") == "f", "there is no such job")
        await store.close()
    }

    @Test func `a job that our trigger has not seen is queued`() async throws {
        let (database, store) = try await TestDatabase.opened()
        try await database.execute("ALTER TABLE jobs DISABLE TRIGGER trubuild_enqueue")
        let job = try await database.insert(type: "a")
        #expect(try await database.explain(job)["why"]?.contains("our trigger has not seen it") == true)
        #expect(try await database.operate("SELECT trubuild.retry('\(job)')") == "t")
        #expect(try await store.claim(.of("a")).map(\.job.id) == [job])
        await store.close()
    }

    @Test func `many retries at once make one run`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([run.ended(.failed(.broken))])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let answer = try await database.operate("SELECT trubuild.retry('\(job)')")
                    #expect(answer == "t")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.runs(of: job).map(\.status) == ["failed", "pending"])
        #expect(try await database.count("trubuild.queue") == 1)
        await store.close()
    }

    @Test func `a host is woken by it`() async throws {
        let database = try await TestDatabase.make(.seed)
        let store = try database.store()
        var wakes = AsyncStream { told in store.onWakeUp { told.yield() } }.makeAsyncIterator()
        _ = try await store.open()
        _ = await wakes.next()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([run.ended(.failed(.broken))])
        #expect(try await database.operate("SELECT trubuild.retry('\(job)')") == "t")
        _ = await wakes.next()
        await store.close()
    }

    // MARK: trubuild.explain

    @Test(arguments: SchemaVariant.allCases)
    func `it says why a job waits`(_ variant: SchemaVariant) async throws {
        let (database, store) = try await TestDatabase.opened(variant)
        let job = try await database.insert(type: "a")
        _ = try await store.beat(runs: [], offer: Offer(["b": nil]))
        var said = try await database.explain(job)
        #expect(said["job"]?.hasPrefix("a, inserted 20") == true, "\(said)")
        #expect(said["state"]?.hasPrefix("waiting since 20") == true, "\(said)")
        #expect(said["why"]?.hasPrefix("no host serves a; alive: \(store.hostName)") == true, "\(said)")
        #expect(said["attempts"] == "0 so far; 0 earlier ones charged, 0 workers lost")
        #expect(said["next attempt"] == "as soon as a slot is free")
        #expect(said["last error"] == nil && said["host"] == nil)

        _ = try await store.beat(runs: [], offer: Offer(["a": "its runners crashed 5 times", "b": nil]))
        said = try await database.explain(job)
        #expect(
            said["why"]
                == "a is out of service on every host that has it. \(store.hostName): its runners crashed 5 times")

        _ = try await store.beat(runs: [], offer: Offer(["a": nil]))
        let next = try await database.insert(type: "a")
        #expect(try await database.explain(job)["why"] == "it is the next one of its type; running of its type: none")
        let run = try #require(try await store.claim(.of("a", slots: 1)).first)
        let third = try await database.insert(type: "a")
        #expect(
            try await database.explain(third)["why"]
                == "1 of its type are before it; running of its type: 1 on \(store.hostName)")
        #expect(try await database.explain(next)["why"]?.hasPrefix("it is the next") == true)

        _ = try await store.finish([run.ended(.retry(.broken, after: .seconds(9 * 3600 + 1800)))])
        said = try await database.explain(job)
        #expect(said["state"]?.hasPrefix("waiting for attempt 2 since 20") == true, "\(said)")
        #expect(
            said["why"]?.hasPrefix("it is put off until 20") == true && said["why"]?.hasSuffix("UTC, in 9 h") == true)
        #expect(said["next attempt"]?.hasSuffix("UTC, in 9 h") == true, "\(said)")
        #expect(said["attempts"] == "2 so far; 1 earlier ones charged, 0 workers lost")
        #expect(said["last error"]?.hasSuffix(": \(RunError.broken)") == true, "\(said)")
        #expect(said["last error"]?.hasPrefix("attempt 1, 20") == true, "\(said)")

        try await database.execute("UPDATE trubuild.hosts SET serves = NULL")
        #expect(
            try await database.explain(next)["why"]?.hasSuffix(
                "Only hosts of an older version may serve it, they do not say") == true)
        try await database.expire()
        #expect(try await database.explain(next)["why"] == "no host is alive")
        await store.close()
    }

    @Test func `it says where a job runs, and whether its host is still there`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        _ = try await store.report(progress: [run.id: .emptyObject])
        var said = try await database.explain(job)
        #expect(said["state"]?.hasPrefix("running, attempt 1 since 20") == true, "\(said)")
        #expect(said["why"] == nil)
        #expect(said["host"]?.hasPrefix("\(store.hostName), up since 20") == true, "\(said)")
        #expect(said["host"]?.contains("; last beat 20") == true && said["host"]?.contains("; lease until 20") == true)
        #expect(said["next attempt"] == nil)

        try await database.expire()
        #expect(
            try await database.explain(job)["why"] == "its host is lost; the next beat of another host takes it over")
        let other = try database.store()
        _ = try await other.open()
        _ = try await other.takeOver()
        said = try await database.explain(job)
        #expect(said["attempts"] == "2 so far; 0 earlier ones charged, 1 workers lost")
        #expect(said["last error"]?.contains("worker lost: ") == true)

        try await database.execute("UPDATE trubuild.queue SET run_id = '\(UUID())'")
        #expect(try await database.explain(job)["why"] == "its run was put back by hand; hosts notice within a minute")
        try await database.execute("UPDATE job_runs SET status = 'in_progress' WHERE status = 'pending'")
        #expect(try await database.explain(job)["why"]?.hasPrefix("somebody else runs it") == true)
        for store in [store, other] { await store.close() }
    }

    @Test func `it says how a job has ended, and what to do`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let run = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([run.ended(.failed(.broken))])
        var said = try await database.explain(job)
        #expect(said["state"]?.hasPrefix("failed with attempt 1 at 20") == true, "\(said)")
        #expect(said["why"] == "for the last error; SELECT trubuild.retry('\(job)') runs it once more")
        #expect(said["attempts"] == "1 so far; it has left the queue")
        _ = try await database.operate("SELECT trubuild.retry('\(job)')")
        let again = try #require(try await store.claim(.of("a")).first)
        _ = try await store.finish([again.ended(.completed([]))])
        said = try await database.explain(job)
        #expect(said["state"]?.hasPrefix("completed with attempt 2 at 20") == true && said["why"] == nil, "\(said)")
        #expect(try await database.explain(JobID(UUID())) == ["state": "there is no such job"])
        await store.close()
    }

    @Test func `the stated grants are enough, and without them there is no right`() async throws {
        let (database, store) = try await TestDatabase.opened()
        let job = try await database.insert(type: "a")
        let role = try await PostgresServer.shared.createRole(for: database.url)
        let calls = ["cancel", "retry", "explain"].map { "SELECT trubuild.\($0)('\(job)')" }
        for call in calls {
            let refused = try await psql(role.url, call)
            #expect(refused.standardError.contains("permission denied"), "\(refused)")
        }
        let root = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        let text = try String(contentsOfFile: "\(root.dropFirst())/docs/queue.md", encoding: .utf8)
        let grants = try #require(text.firstMatch(of: #/GRANT USAGE ON SCHEMA trubuild TO operator;[^`]*/#))
        try await database.execute(String(grants.output).replacing("TO operator;", with: "TO \(role.name);"))
        for call in calls {
            // What stands in the way of names must not matter.
            let hostile = "CREATE TEMP TABLE jobs (id uuid); CREATE TEMP TABLE queue (id uuid); \(call)"
            let output = try await psql(role.url, hostile)
            #expect(output.status == 0, "\(output)")
        }
        let peek = try await psql(role.url, "SELECT * FROM trubuild.queue")
        #expect(peek.standardError.contains("permission denied"))
        await store.close()
    }
}

extension TestDatabase {
    /// A statement as an operator types it, and the first cell of its answer.
    fileprivate func operate(_ sql: String) async throws -> String {
        let output = try await psql(url, sql, arguments: ["-A", "-t", "-q"])
        #expect(output.status == 0, "\(output.standardError)")
        return output.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    fileprivate func explain(_ job: JobID) async throws -> [String: String] {
        let rows = try await rows("SELECT * FROM trubuild.explain($1::uuid)", [.text(job.description)])
        return Dictionary(rows.map { ($0[0] ?? "", $0[1] ?? "") }) { "\($0) | \($1)" }
    }
}
