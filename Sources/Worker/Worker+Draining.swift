import JobQueue
import Logging
import ProcessorHost
import RunnerProtocol
import Synchronization

/// A request to stop a run.
struct CancelOrder: Sendable {
    let run: RunID
    let reason: CancelReason
}

extension Worker {
    /// Brings every run to its end and has the endings written, within the bounds of the configuration.
    /// - Parameter writing: the writer; it ends when all is written, and is cancelled when the time for that is over.
    func drain(_ writing: Task<Void, Never>) async {
        let running = state.withLock { $0.executing }
        logger.info("stopping: no more runs are claimed", metadata: ["running": "\(running)"])
        while await carryOutDrainStep() {}
        state.withLock { $0.writes.close(deadline: time.now + configuration.closingGrace) }
        writeBell.ring()
        let limit = Task {
            try await time.sleep(for: configuration.closingGrace)
            writing.cancel()
        }
        await writing.value
        limit.cancel()
        let done = statistics
        logger.info(
            "stopped",
            metadata: [
                "claimed": "\(done.claimed)", "completed": "\(done.completed)", "failed": "\(done.failed)",
                "retried": "\(done.retried)", "released": "\(done.released)", "cancelled": "\(done.cancelled)",
                "stale": "\(done.stale)", "left_open": "\(done.abandoned)",
            ])
    }

    /// - Returns: false when every run is ended.
    private func carryOutDrainStep() async -> Bool {
        switch state.withLock({ $0.nextDrainStep(now: time.now) }) {
        case .done:
            return false
        case .wait(let limit):
            await drainBell.wait(atMost: limit, of: time)
        case .cancelRuns:
            let runs = state.withLock { $0.executingRuns }
            logger.notice("cancelling runs that did not finish in time", metadata: ["runs": "\(runs.count)"])
            for run in runs { cancellations.continuation.yield(CancelOrder(run: run.id, reason: .shutdown)) }
        case .abandonRuns:
            for (run, processor) in state.withLock({ $0.flights.values.map { ($0.run, $0.processor) } }) {
                guard state.withLock({ $0.flights[run.id]?.isExecuting == true }) else { continue }
                logger.error(
                    "a run ignores every request to stop and is returned to the queue",
                    metadata: ["run": "\(run.id)", "processor": "\(processor.name)"])
                conclude(run, by: processor, .interrupted(.hostStopping))
            }
        }
        return true
    }

    /// Passes requests to stop to the executor, each in a task of its own: one that takes long holds up no other. At
    /// most a few for each run in progress.
    func carryOutCancellations() async {
        await withDiscardingTaskGroup { group in
            for await order in cancellations.stream {
                group.addTask {
                    await self.executor.cancel(runID: order.run.description, reason: order.reason)
                }
            }
        }
    }
}
