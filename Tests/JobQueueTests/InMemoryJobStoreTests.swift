import Foundation
import JSONText
import JobQueue
import Synchronization
import TestKit
import Testing

@Suite struct InMemoryJobStoreTests {
    @Test(arguments: JobStoreRule.all) func `Keeps the rule of all stores`(_ rule: JobStoreRule) async throws {
        let store = InMemoryJobStore()
        try await rule.check(
            StoreUnderTest(
                store: store, insert: { try await store.insert($0) }, cancel: { _ = await store.cancel($0) },
                rows: { job in
                    await (store.snapshot(of: job)?.runs ?? []).map { run in
                        StoreUnderTest.Row(
                            attempt: run.attempt, status: run.status.rawValue, error: run.error?.description,
                            progress: run.progress, artifactTypes: run.artifacts.map(\.type))
                    }
                }))
    }

    private let clock = SteppedClock()
    private let error = RunError(code: "c", message: "m")

    private func makeJob(_ type: String = "t") -> Job {
        Job(id: JobID(UUID()), type: type, payload: .emptyObject, companyID: nil, userID: nil)
    }

    private func claim(_ store: InMemoryJobStore, _ types: [String] = ["t"]) async throws -> [ClaimedRun] {
        try await store.claim(ClaimRequest(groups: [.init(types: types, slots: 100)], limit: 100))
    }

    @Test func `A delayed job is due when its time has come, in the order of times`() async throws {
        let store = InMemoryJobStore(clock: clock)
        let (late, early) = (makeJob(), makeJob())
        for job in [late, early] { try await store.insert(job) }
        for (run, delay) in zip(try await claim(store), [20, 10]) {
            _ = try await store.finish([
                RunEnding(run: run.id, job: run.job.id, verdict: .retry(error, after: .seconds(delay)))
            ])
        }
        clock.advance(by: .seconds(9.9))
        #expect(try await claim(store).isEmpty)
        clock.advance(by: .seconds(10.1))
        #expect(try await claim(store).map(\.job.id) == [early.id, late.id])
    }

    @Test func `Types of one group are taken by age`() async throws {
        let store = InMemoryJobStore(clock: clock)
        let jobs = ["a", "b", "a", "b"].map(makeJob)
        for job in jobs { try await store.insert(job) }
        #expect(try await claim(store, ["b", "a"]).map(\.job.id) == jobs.map(\.id))
    }

    @Test func `A job that was cancelled while it waited is never claimed`() async throws {
        let store = InMemoryJobStore()
        let (gone, there) = (makeJob(), makeJob())
        for job in [gone, there] { try await store.insert(job) }
        #expect(await store.cancel(gone.id))
        #expect(await !store.cancel(gone.id))
        #expect(try await claim(store).map(\.job.id) == [there.id])
        #expect(await store.snapshot(of: gone.id)?.runs.map(\.status) == [.cancelled])
    }

    @Test func `Inserts and releases wake listeners, until the store is closed`() async throws {
        let store = InMemoryJobStore()
        let wakes = Mutex(0)
        store.onWakeUp { wakes.withLock { $0 += 1 } }
        for _ in 0..<3 { try await store.insert(makeJob()) }
        #expect(wakes.withLock { $0 } == 3)
        let run = try #require(try await claim(store).first)
        _ = try await store.finish([RunEnding(run: run.id, job: run.job.id, verdict: .release(error, after: .zero))])
        #expect(wakes.withLock { $0 } == 4)
        await store.close()
        await #expect(throws: JobStoreError.self) { try await store.insert(makeJob()) }
        #expect(wakes.withLock { $0 } == 4)
    }

    @Test func `Updates show the newest run and end with the job`() async throws {
        let store = InMemoryJobStore()
        let job = makeJob()
        try await store.insert(job)
        var updates = await store.updates(of: job.id).makeAsyncIterator()
        let first = try #require(try await claim(store).first)
        #expect(await updates.next()?.status == .inProgress)
        _ = try await store.report(progress: [first.id: .emptyObject])
        #expect(await updates.next()?.progress == .emptyObject)
        _ = try await store.finish([RunEnding(run: first.id, job: job.id, verdict: .retry(error, after: .zero))])
        #expect(await updates.next().map { [$0.attempt, $0.status == .pending ? 1 : 0] } == [2, 1])
        let second = try #require(try await claim(store).first)
        _ = try await store.finish([RunEnding(run: second.id, job: job.id, verdict: .completed([]))])
        #expect(await updates.next()?.status == .completed)
        #expect(await updates.next() == nil)
        var again = await store.updates(of: job.id).makeAsyncIterator()
        #expect(await again.next()?.status == .completed)
        #expect(await again.next() == nil)
    }

    @Test func `Finished jobs beyond the limit are forgotten, oldest first`() async throws {
        let store = InMemoryJobStore(finishedLimit: 2)
        let jobs = (0..<4).map { _ in makeJob() }
        for job in jobs { try await store.insert(job) }
        let runs = try await claim(store)
        for run in runs.dropLast() {
            _ = try await store.finish([RunEnding(run: run.id, job: run.job.id, verdict: .completed([]))])
        }
        var known: [Bool] = []
        for job in jobs { known.append(await store.snapshot(of: job.id) != nil) }
        #expect(known == [false, true, true, true])
        #expect(try await store.report(progress: [runs[0].id: .emptyObject]).isEmpty)
    }

    @Test func `A closed store refuses, but can be read`() async throws {
        let store = InMemoryJobStore()
        let job = makeJob()
        try await store.insert(job)
        await #expect(throws: JobStoreError.self) { try await store.insert(job) }
        await store.close()
        await #expect(throws: JobStoreError.self) { try await claim(store) }
        #expect(await store.snapshot(of: job.id)?.job == job)
    }
}
