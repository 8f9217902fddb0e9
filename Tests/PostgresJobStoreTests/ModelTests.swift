import Foundation
import JSONText
import JobQueue
import PostgresClient
import TestKit
import TestRandom
import Testing

@testable import PostgresJobStore

/// What the database should hold, in the simplest form that can say it.
private struct Model {
    struct Run: Equatable {
        var status: String
        var artifacts = 0
    }

    struct Entry {
        let type: String
        /// The order of insertion.
        let number: Int
        /// When it became due; nil if that is far away.
        var due: Int?
        var runs: [Run] = []
        var charged = 0
        /// In our queue: waiting, or with its last run in progress. Others are over or somebody else's.
        var isQueued = true
        var checkpoint: [UInt8]?

        var isWaiting: Bool { isQueued && (runs.isEmpty || runs.last?.status == "pending") }
    }

    var jobs: [JobID: Entry] = [:]
    /// The number of the present step.
    var time = 0
    /// Runs that a host holds, alive or not.
    var held: [ClaimedRun] = []
    /// How runs were ended by a host.
    var endings: [RunID: EndedRun] = [:]

    mutating func insert(_ job: JobID, type: String) {
        jobs[job] = Entry(type: type, number: jobs.count, due: time)
    }

    func due(_ type: String, _ slots: Int) -> [JobID] {
        let waiting = jobs.filter { $0.value.type == type && $0.value.isWaiting && $0.value.due != nil }
        let sorted = waiting.sorted { ($0.value.due ?? 0, $0.value.number) < ($1.value.due ?? 0, $1.value.number) }
        return Array(sorted.map(\.key).prefix(slots))
    }

    mutating func claimed(_ run: ClaimedRun) {
        held.append(run)
        guard var job = jobs[run.job.id] else { return }
        if job.runs.last?.status == "pending" {
            job.runs[job.runs.count - 1].status = "in_progress"
        } else {
            job.runs.append(Run(status: "in_progress"))
        }
        jobs[run.job.id] = job
    }

    func isAlive(_ run: ClaimedRun) -> Bool {
        guard let job = jobs[run.job.id], job.runs.count >= run.attempt else { return false }
        return job.runs[run.attempt - 1].status == "in_progress"
    }

    mutating func finish(_ run: ClaimedRun, _ verdict: Verdict) -> EndingResult {
        let isAlive = isAlive(run)
        guard var job = jobs[run.job.id] else { return .stale }
        guard isAlive else {
            if endings[run.id] == EndedRun(verdict) { return .written }
            // What the App cancelled is cleared away when a host ends a run of it.
            if job.runs.last?.status == "cancelled" {
                job.isQueued = false
                job.checkpoint = nil
                jobs[run.job.id] = job
            }
            return .stale
        }
        endings[run.id] = EndedRun(verdict)
        switch verdict {
        case .completed(let artifacts): job.runs[run.attempt - 1] = Run(status: "completed", artifacts: artifacts.count)
        case .cancelled: job.runs[run.attempt - 1].status = "cancelled"
        case .failed, .retry, .release: job.runs[run.attempt - 1].status = "failed"
        }
        switch verdict {
        case .completed, .failed, .cancelled:
            job.isQueued = false
            job.checkpoint = nil
        case .retry(_, let delay), .release(_, let delay):
            job.runs.append(Run(status: "pending"))
            if case .retry = verdict { job.charged += 1 }
            job.due = delay == .zero ? time : nil
        }
        jobs[run.job.id] = job
        return .written
    }
}

@Suite(.serialized) struct ModelTests {
    private static let types = ["a", "b"]

    @Test(arguments: 0..<4)
    func `random histories leave in the database what the model says`(_: Int) async throws {
        let seed = testSeed()
        var random = SeededGenerator(seed: seed)
        let (database, first) = try await TestDatabase.opened(SchemaVariant.allCases.randomElement(using: &random))
        let second = try database.store()
        _ = try await second.open()
        var model = Model()
        for step in 0..<250 {
            let store = Bool.random(using: &random) ? first : second
            model.time = step
            try await act(&model, database, store, &random)
            if step % 25 == 24 { try await compare(model, database, "seed \(seed), step \(step)") }
        }
        try await compare(model, database, "seed \(seed), at the end")
        for store in [first, second] { await store.close() }
    }

    private func act(
        _ model: inout Model, _ database: TestDatabase, _ store: PostgresJobStore, _ random: inout SeededGenerator
    ) async throws {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2:
            let type = Self.types.randomElement(using: &random) ?? "a"
            model.insert(try await database.insert(type: type), type: type)
        case 3...4:
            let type = Self.types.randomElement(using: &random) ?? "a"
            let slots = Int.random(in: 1...4, using: &random)
            let expected = model.due(type, slots)
            let runs = try await store.claim(.of(type, slots: slots))
            #expect(runs.map(\.job.id) == expected)
            for run in runs {
                model.claimed(run)
                let job = try #require(model.jobs[run.job.id])
                #expect(run.attempt == job.runs.count && run.chargedAttempts == job.charged)
                #expect(run.checkpoint == job.checkpoint)
            }
        case 5...6:
            let runs = model.held.shuffled(using: &random).prefix(Int.random(in: 1...5, using: &random))
            let endings = runs.map { $0.ended(Self.verdict(&random)) }
            var expected: [EndingResult] = []
            for (run, ending) in zip(runs, endings) { expected.append(model.finish(run, ending.verdict)) }
            #expect(try await store.finish(endings) == expected)
            // Some hosts repeat an ending, so a part of them stays.
            model.held.removeAll { run in runs.contains(run) && Bool.random(using: &random) }
        case 7:
            guard let run = model.held.randomElement(using: &random) else { return }
            let bytes = [UInt8.random(in: 0...255, using: &random)]
            try await store.save(checkpoints: [run.id: bytes])
            if model.isAlive(run) { model.jobs[run.job.id]?.checkpoint = bytes }
        case 8:
            let runs = model.held.shuffled(using: &random).prefix(3)
            let progress = Dictionary(runs.map { ($0.id, JSONText.emptyObject) }) { first, _ in first }
            #expect(try await store.report(progress: progress) == Set(runs.filter { model.isAlive($0) }.map(\.id)))
        default:
            // The App cancels a run.
            guard let run = model.held.randomElement(using: &random), model.isAlive(run) else { return }
            try await database.execute("UPDATE job_runs SET status = 'cancelled' WHERE id = '\(run.id)'")
            model.jobs[run.job.id]?.runs[run.attempt - 1].status = "cancelled"
        }
    }

    private static func verdict(_ random: inout SeededGenerator) -> Verdict {
        let delay = Bool.random(using: &random) ? Duration.zero : .seconds(3600)
        let artifact = Artifact(type: "result", data: .emptyObject)
        let verdicts: [Verdict] = [
            .completed([]), .completed([artifact, artifact]), .failed(.broken), .cancelled(.broken),
            .retry(.broken, after: delay), .release(.broken, after: delay),
        ]
        return verdicts.randomElement(using: &random) ?? .completed([])
    }

    private func compare(_ model: Model, _ database: TestDatabase, _ context: String) async throws {
        let rows = try await database.rows(
            """
            SELECT r.job_id, r.status, (SELECT count(*) FROM job_artifacts a WHERE a.run_id = r.id)
            FROM job_runs r ORDER BY r.job_id, r.attempt_no
            """)
        let runs = Dictionary(grouping: rows) { $0[0] ?? "" }.mapValues { rows in
            rows.map { Model.Run(status: $0[1] ?? "", artifacts: $0[2].flatMap { Int($0) } ?? -1) }
        }
        let expected = model.jobs.filter { !$0.value.runs.isEmpty }
        #expect(
            runs == Dictionary(uniqueKeysWithValues: expected.map { ($0.key.description, $0.value.runs) }), "\(context)"
        )
        #expect(
            Set(try await database.column("SELECT job_id::text FROM trubuild.queue"))
                == Set(model.jobs.filter { $0.value.isQueued }.keys.map(\.description)), "\(context)")
        #expect(
            try await database.count("trubuild.checkpoints") == model.jobs.values.count { $0.checkpoint != nil },
            "\(context)")
    }
}
