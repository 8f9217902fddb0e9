import Foundation
import JSONText
import TestKit
import TestRandom
import Testing

@testable import JobQueue
@testable import PostgresJobStore

/// One queue twice: in PostgreSQL, used by several hosts, and as a ``JobTable``. Everything is done to both.
struct TwoStores {
    /// Time goes in steps so long that the time which the test takes does not count.
    private static let tick = Duration.seconds(1000)
    /// Half a tick more than whole ones: it never ends at the very moment of a step.
    private let lease: LeasePolicy

    private struct Host {
        var store: PostgresJobStore
        /// Who it is to the table.
        var identity: HostID
    }

    /// What both stores call by ids of their own.
    private struct Attempt: Hashable {
        let job: JobID
        let number: Int
    }

    private struct Held {
        let inDatabase: ClaimedRun
        let inTable: ClaimedRun
        var attempt: Attempt { Attempt(job: inDatabase.job.id, number: inDatabase.attempt) }
    }

    private let database: TestDatabase
    /// Of the hosts. It moves so much with each step that every claim looks at the queue from the beginning.
    private let clock = ManualClock()
    private var hosts: [Host] = []
    private var table = JobTable(finishedLimit: 10_000)
    private var now = Duration.zero
    private var jobs: [JobID] = []
    /// Runs that some host has, alive or not.
    private var held: [Held] = []
    /// PostgreSQL keeps their rows until somebody comes across them.
    private var cancelledByApp: Set<JobID> = []
    private(set) var hasDiffered = false
    private var differences: [String] = []

    init(_ database: TestDatabase, hosts count: Int) async throws {
        self.database = database
        lease = try LeasePolicy(beatInterval: .seconds(2000), duration: .seconds(5500), lossLimit: 3)
        for _ in 0..<count { try await addHost() }
    }

    func close() async {
        for host in hosts { await host.store.close() }
    }

    private mutating func addHost() async throws {
        let store = PostgresJobStore(
            configuration: try .init(url: database.url), poolSize: 2, lease: lease, makeID: { UUID() },
            now: clock.now, logger: TestDatabase.quiet)
        _ = try await store.open()
        hosts.append(Host(store: store, identity: HostID(UUID())))
        _ = table.beat(hosts[hosts.count - 1].identity, lease: lease, runs: [], now: now)
    }

    // MARK: Steps

    /// - Returns: what was done, for messages.
    mutating func step(_ random: inout SeededGenerator) async throws -> String {
        try await pass(ticks: 1)
        let host = Int.random(in: 0..<hosts.count, using: &random)
        switch Int.random(in: 0..<24, using: &random) {
        case 0...4: return try await insert(&random)
        case 5...9: return try await claim(host, &random)
        case 10...13: return try await finish(host, &random)
        case 14...16: return try await beat(host, &random)
        case 17...18: return try await takeOver(host)
        case 19: return try await cancel(&random)
        case 20: return try await save(host, &random)
        case 21: return try await report(host, &random)
        case 22:
            try await pass(ticks: 6)
            return "time passes"
        default: return try await leave(host, &random)
        }
    }

    private mutating func pass(ticks: Int) async throws {
        now += Self.tick * ticks
        clock.advance(by: QueueFront.intervals.lowerBound)
        let seconds = ticks * 1000
        try await database.execute(
            """
            UPDATE trubuild.hosts SET expires_at = expires_at - interval '\(seconds) seconds';
            UPDATE trubuild.queue SET run_at = run_at - interval '\(seconds) seconds'
            """)
    }

    private mutating func insert(_ random: inout SeededGenerator) async throws -> String {
        let type = Bool.random(using: &random) ? "a" : "b"
        let id = try await database.insert(type: type)
        jobs.append(id)
        let job = Job(id: id, type: type, payload: .emptyObject, companyID: nil, userID: nil)
        let isNew = table.insert(job, due: now)
        #expect(isNew)
        return "insert \(id)"
    }

    private mutating func claim(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        let request = ClaimRequest.of("a", "b", slots: Int.random(in: 1...3, using: &random))
        let found = try await hosts[host].store.claim(request)
        let expected = table.claim(request, host: hosts[host].identity, now: now) { RunID(UUID()) }
        expect(
            found.map { Attempt(job: $0.job.id, number: $0.attempt) },
            expected.map { Attempt(job: $0.job.id, number: $0.attempt) }, "claimed")
        expect(found.map(\.chargedAttempts), expected.map(\.chargedAttempts), "charged")
        expect(found.map(\.checkpoint), expected.map(\.checkpoint), "checkpoints")
        held += zip(found, expected).map { Held(inDatabase: $0, inTable: $1) }
        return "host \(host) claims \(found.count)"
    }

    /// By any host, not only the one that claimed it: the run's id is all that counts.
    private mutating func finish(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        guard let run = held.randomElement(using: &random) else { return "nothing to finish" }
        let verdict = Self.verdict(&random)
        let found = try await hosts[host].store.finish([run.inDatabase.ended(verdict)])
        let expected = table.finish(
            run.inTable.ended(verdict), now: now, date: Date(timeIntervalSince1970: 0)
        ) { RunID(UUID()) }
        expect(found, [expected], "what became of the ending")
        // Some are ended again, by the same ending or another one.
        if Int.random(in: 0..<3, using: &random) > 0 { held.removeAll { $0.attempt == run.attempt } }
        return "finish \(run.attempt) \(verdict)"
    }

    private static func verdict(_ random: inout SeededGenerator) -> Verdict {
        // No two jobs of different delays are due at the same moment: the stores would not agree whose turn it is.
        let delay = tick * (6 * Int.random(in: 0...4, using: &random)) / 5
        let verdicts: [Verdict] = [
            .completed([]), .completed([Artifact(type: "result", data: .emptyObject)]), .failed(.broken),
            .cancelled(.broken),
            .retry(.broken, after: delay), .retry(.broken, after: .zero), .release(.broken, after: delay),
            .release(.broken, after: .zero),
        ]
        return verdicts.randomElement(using: &random) ?? .completed([])
    }

    private mutating func beat(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        let asked = Array(held.shuffled(using: &random).prefix(4))
        let found = try await hosts[host].store.beat(runs: asked.map(\.inDatabase.id), offer: Offer())
        let expected = table.beat(
            hosts[host].identity, lease: lease, runs: asked.map(\.inTable.id), now: now)
        switch (found, expected) {
        case (.held(let ended, _), .held(let expectedEnded, _)):
            expect(
                Set(asked.filter { ended.contains($0.inDatabase.id) }.map(\.attempt)),
                Set(asked.filter { expectedEnded.contains($0.inTable.id) }.map(\.attempt)), "runs that are over")
        case (.lost, .lost):
            // The store has entered the host anew.
            hosts[host].identity = HostID(UUID())
            _ = table.beat(hosts[host].identity, lease: lease, runs: [], now: now)
        default: expect("\(found)", "\(expected)", "the lease")
        }
        return "host \(host) beats"
    }

    private mutating func takeOver(_ host: Int) async throws -> String {
        let found = try await hosts[host].store.takeOver()
        let expected = table.takeOver(lease: lease, now: now) { RunID(UUID()) }
        expect(Set(found.map(\.job)), Set(expected.map(\.job)), "taken over")
        expect(
            Set(found.filter(\.isGivenUp).map(\.job)), Set(expected.filter(\.isGivenUp).map(\.job)), "given up")
        return "host \(host) takes over \(found.count)"
    }

    private mutating func cancel(_ random: inout SeededGenerator) async throws -> String {
        guard let job = jobs.randomElement(using: &random) else { return "nothing to cancel" }
        let newest = table.snapshot(of: job)?.runs.last?.status
        if Bool.random(using: &random), newest == .pending || newest == .inProgress {
            try await database.execute(
                """
                UPDATE job_runs SET status = 'cancelled' WHERE job_id = '\(job)' AND status IN ('pending', 'in_progress')
                """)
            let isDone = table.cancel(job) { RunID(UUID()) }
            #expect(isDone)
            cancelledByApp.insert(job)
            return "the App cancels \(job)"
        }
        let found = try await database.column("SELECT trubuild.cancel('\(job)')")
        expect(found, [table.cancel(job) { RunID(UUID()) } ? "t" : "f"], "cancelled")
        return "cancel \(job)"
    }

    private mutating func save(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        guard let run = held.randomElement(using: &random) else { return "nothing to save" }
        let bytes = [UInt8.random(in: 0...255, using: &random)]
        try await hosts[host].store.save(checkpoints: [run.inDatabase.id: bytes])
        table.save(bytes, of: run.inTable.id)
        return "save \(run.attempt)"
    }

    private mutating func report(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        guard let run = held.randomElement(using: &random) else { return "nothing to report" }
        let found = try await hosts[host].store.report(progress: [run.inDatabase.id: .emptyObject])
        let expected = table.report(.emptyObject, of: run.inTable.id)
        expect(!found.isEmpty, expected, "is in progress")
        return "report \(run.attempt)"
    }

    /// A host stops, and another one starts in its place.
    private mutating func leave(_ host: Int, _ random: inout SeededGenerator) async throws -> String {
        guard Int.random(in: 0..<3, using: &random) == 0 else { return "nothing" }
        await hosts[host].store.close()
        table.leave(hosts[host].identity)
        hosts.remove(at: host)
        try await addHost()
        return "host \(host) leaves"
    }

    // MARK: Comparing

    private mutating func expect<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) {
        if found != expected { differences.append("\(what): PostgreSQL has \(found), the table \(expected)") }
    }

    /// Compares what both hold after a step.
    mutating func compare(_ context: String) async throws {
        let rows = try await database.rows(
            """
            SELECT r.job_id, r.attempt_no, r.status, (SELECT count(*) FROM job_artifacts a WHERE a.run_id = r.id),
                CASE WHEN r.error LIKE 'worker lost: %' THEN 'lost' ELSE r.error END
            FROM job_runs r ORDER BY r.job_id, r.attempt_no
            """)
        let expected = jobs.sorted { $0.description < $1.description }.flatMap { job in
            (table.snapshot(of: job)?.runs ?? []).map { Self.row($0) }
        }
        expect(rows.map { Array($0.prefix(4)) }, expected.map { Array($0.prefix(4)) }, "runs")
        expect(
            zip(rows, expected).filter { $0[2] == "failed" && $0[4] != $1[4] }.map { $0.0 }, [], "errors")
        let queued = Set(try await database.column("SELECT job_id::text FROM trubuild.queue"))
        let open = Set(jobs.filter { table.snapshot(of: $0)?.isFinished == false }.map(\.description))
        expect(queued.subtracting(cancelledByApp.map(\.description)), open as Set<String?>, "queued jobs")
        hasDiffered = !differences.isEmpty
        let found = differences
        #expect(found.isEmpty, "\(context)")
    }

    private static func row(_ run: RunSnapshot) -> [String?] {
        let error = run.error.map { $0.code == "host.lost" ? "lost" : $0.description }
        return [run.job.description, "\(run.attempt)", run.status.rawValue, "\(run.artifacts.count)", error]
    }
}
