import Foundation
import InMemoryLogging
import JSONText
import JobQueue
import Logging
import ProcessorHost
import ServiceLifecycleTestKit
import Synchronization
import TestKit
import Testing
import Worker

/// A worker with a queue in memory, processors that do what the test says, and a clock that stands still.
final class WorkerScene: Sendable {
    static let summary = ServedProcessor(
        name: "summary", jobTypes: ["tech_rfp_summary", "summary"], concurrency: 2, maxAttempts: 3)
    static let report = ServedProcessor(name: "report", jobTypes: ["tech_rfp_report"], concurrency: 1, maxAttempts: 1)

    let clock = SteppedClock()
    let queue: InMemoryJobStore
    let store: FaultyStore
    let executor: FakeExecutor
    let log = InMemoryLogHandler()
    let worker: Worker

    /// A lease that no leap of the clock ends.
    private static let longLease = try! LeasePolicy(beatInterval: .seconds(100_000), duration: .seconds(1_000_000))

    init(
        _ processors: [ServedProcessor] = [summary, report], configuration: WorkerConfiguration = WorkerConfiguration(),
        lease: LeasePolicy = longLease
    ) {
        let log = log
        queue = InMemoryJobStore(finishedLimit: 100_000, lease: lease, clock: clock)
        store = FaultyStore(queue)
        executor = FakeExecutor(processors)
        worker = Worker(
            store: store, executor: executor, packages: .root("/packages"), configuration: configuration, clock: clock,
            random: { 0 }, logger: Logger(label: "test", factory: { _ in log }))
    }

    @discardableResult func insert(
        _ type: String = "tech_rfp_summary", payload: String = #"{"package_id":"p"}"#, company: String? = "c"
    ) async throws -> JobID {
        let job = Job(
            id: JobID(UUID()), type: type, payload: JSONText(trusted: Array(payload.utf8)), companyID: company,
            userID: nil)
        try await queue.insert(job)
        return job.id
    }

    /// Runs the worker while the body runs, then shuts it down and waits for its end.
    func serve(_ body: (GracefulShutdownTestTrigger) async throws -> Void) async throws {
        try await testGracefulShutdown { shutdown in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.worker.run() }
                do {
                    try await body(shutdown)
                } catch {
                    store.fail([])
                    store.releaseClaims()
                    executor.letGo()
                    group.cancelAll()
                    throw error
                }
                store.releaseClaims()
                executor.letGo()
                shutdown.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
        #expect(store.isClosed)
    }

    func runs(of job: JobID) async -> [RunSnapshot] { await queue.snapshot(of: job)?.runs ?? [] }

    func isFinished(_ job: JobID) async -> Bool { await queue.snapshot(of: job)?.isFinished ?? false }

    /// The order of the newest run of a job, once it is executed.
    func order(of job: JobID, attempt: Int = 1) async throws -> RunOrder {
        try await eventually("attempt \(attempt) is executed") {
            self.executor.orders.contains { $0.jobID == job.description && $0.attempt == attempt && self.isHeld($0) }
        }
        return try #require(executor.orders.last { $0.jobID == job.description && $0.attempt == attempt })
    }

    private func isHeld(_ order: RunOrder) -> Bool { executor.running.contains(order.runID) }

    func logged(_ text: String) -> [InMemoryLogHandler.Entry] {
        log.entries.filter { $0.message.description.contains(text) }
    }
}

extension WorkerScene {
    /// Moves the clock step by step until something is so.
    func advance(by step: Duration, until what: String, _ isSo: () async -> Bool) async throws {
        try await eventually(within: .seconds(60), what) {
            if await isSo() { return true }
            clock.advance(by: step)
            return false
        }
    }
}
