import JobQueue
import ProcessorHost

@testable import Worker

/// The sizes of a history: small numbers, so that things meet.
struct Scenario {
    let lease: LeasePolicy
    let configuration: WorkerConfiguration
    let catalog: ProcessorCatalog
    let types: [String]
    let maxAttempts: Int
    let mostJobs: Int
    let steps: Int

    init(_ choices: inout Choices) {
        types = choices.one(in: 2) ? ["a", "b"] : ["a"]
        maxAttempts = 1 + choices.below(3)
        mostJobs = 1 + choices.below(4)
        steps = 60 + 40 * choices.below(4)
        lease =
            choices.one(in: 2)
            ? .standard
            : (try? LeasePolicy(beatInterval: .seconds(1), duration: .seconds(4), lossLimit: 2)) ?? .standard
        var configuration = WorkerConfiguration(
            pollInterval: .seconds(2), batchSize: 1 + choices.below(2), drainGrace: .seconds(2),
            cancelGrace: .seconds(4),
            closingGrace: .seconds(4), endingBatch: 2)
        configuration.lifecycle = RunLifecycle(
            retries: RetryPolicy(baseDelay: .milliseconds(500), maximumDelay: .seconds(2)), shortestSnooze: .seconds(1),
            longestDelay: .seconds(5))
        configuration.storeBackoff = RetryPolicy(baseDelay: .milliseconds(100), maximumDelay: .seconds(1))
        self.configuration = configuration
        let slots = 1 + choices.below(2)
        let attempts = maxAttempts
        catalog = ProcessorCatalog(
            processors: types.map {
                ServedProcessor(name: $0, jobTypes: [$0], concurrency: slots, maxAttempts: attempts)
            })
    }

    /// How long a runner may take to die after it was asked to stop, and by force at once.
    static let askGrace = Duration.milliseconds(1500)
}
