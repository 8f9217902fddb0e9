import JSONText
import JobQueue
import Logging
import ProcessorHost
import Synchronization

extension Worker {
    /// Serves until the drain is over. `whenClosed` is called once, when nothing more will be written; should a
    /// processor ignore every request to stop, this returns only when that processor does.
    func serve(whenClosed: @Sendable () -> Void) async {
        store.onWakeUp { self.wake() }
        store.onCancellation { self.heard(ofCancelled: $0) }
        await withDiscardingTaskGroup { group in
            group.addTask { for await _ in self.executor.changes { self.claimBell.ring() } }
            group.addTask { await self.watchCensus() }
            group.addTask { await self.carryOutCancellations() }
            let writing = Task { await self.write() }
            let leasing = Task { await self.keepLease() }
            await claiming()
            await drain(writing)
            // After the last beat, so that none enters the host again.
            leasing.cancel()
            await leasing.value
            await store.close()
            cancellations.continuation.finish()
            group.cancelAll()
            whenClosed()
        }
    }

    private func wake() {
        state.withLock { $0.planner.wake() }
        claimBell.ring()
    }

    /// Claims until the worker is stopped, in a task that a stop cancels, so that the drain does not wait for a slow queue.
    /// Should the last claim have taken effect all the same, the store returns its runs to the queue when it is closed.
    private func claiming() async {
        let task = Task { await claim() }
        claimer.withLock { $0 = task }
        // A stop before the line above found nothing to cancel.
        if state.withLock({ $0.planner.isStopped }) { task.cancel() }
        await task.value
    }

    /// Claims until the worker is stopped, and hands each run to the executor.
    private func claim() async {
        var outage = OutageLog()
        while true {
            let catalog = await executor.catalog()
            let step = state.withLock { state in
                state.planner.serve(catalog)
                return state.nextClaimStep(now: time.now)
            }
            switch step {
            case .stop:
                return
            case .wait(let limit):
                await claimBell.wait(atMost: limit, of: time)
            case .claim(let request):
                do {
                    let sentAt = time.now
                    start(try await store.claim(request), sentAt: sentAt)
                    if outage.succeeded() { logger.notice("runs can be claimed again") }
                } catch {
                    if state.withLock({ $0.planner.isStopped }) { return }
                    let text = safeText(of: error)
                    logger.log(level: outage.failed(text), "runs cannot be claimed", metadata: ["error": "\(text)"])
                    state.withLock { $0.planner.claimFailed(now: time.now, chance: chance()) }
                }
            }
        }
    }

    private func start(_ runs: [ClaimedRun], sentAt: Duration) {
        let (taken, isBeatDue) = state.withLock { state in
            (
                state.takeUp(runs, board: board, sentAt: sentAt, now: time.now),
                !runs.isEmpty && state.lease.endQuiet()
            )
        }
        if isBeatDue { leaseBell.ring() }
        for (run, flight, obstacle) in taken.map({ ($0.run, $0.flight, $0.obstacle) }) {
            guard let flight else {
                let error = RunError(
                    code: "processor.absent", message: "no processor of this host serves \(run.job.type) any more")
                let ending = ending(of: run, .snoozed(error, after: nil), maxAttempts: 1, configuration.lifecycle)
                state.withLock { $0.writes.append(ending) }
                writeBell.ring()
                continue
            }
            if let obstacle {
                conclude(run, by: flight.processor, .interrupted(obstacle))
            } else {
                execute(flight)
            }
        }
        let early = state.withLock { $0.strangers(among: runs.map(\.id)) }
        cancel(early, as: .ended, "a run was cancelled before it was here")
        // The executor may not have known a run when it was told to cancel it.
        for run in runs {
            guard let loss = state.withLock({ $0.loss(of: run.id) }) else { continue }
            cancellations.continuation.yield(CancelOrder(run: run.id, reason: loss.reason))
        }
    }

    private func execute(_ flight: WorkerState.Flight) {
        let (run, processor) = (flight.run, flight.processor)
        do throws(RunError) {
            let order = try dispatch.order(for: run, by: processor)
            if let loss = state.withLock({ $0.loss(of: run.id) }) {
                return conclude(run, by: processor, .interrupted(loss.error))
            }
            executor.execute(order, events: flight.reporter, earlier: EarlierResults(of: run.job, in: store)) {
                [self] report in
                let end = RunEnd(report, loss: state.withLock { $0.loss(of: run.id) })
                conclude(run, by: processor, end, elapsed: report.elapsed)
            }
        } catch {
            conclude(run, by: processor, .failedForGood(error))
        }
    }

    /// Hands the end of a run to the writer, unless the run was given up.
    /// - Parameter elapsed: what it took in its runner; nil when none began it.
    func conclude(_ run: ClaimedRun, by processor: ServedProcessor, _ end: RunEnd, elapsed: Duration? = nil) {
        var lifecycle = configuration.lifecycle
        lifecycle.retries = lifecycle.retries.with(
            baseDelay: processor.retryDelay, maximumDelay: processor.longestRetryDelay)
        let ending = ending(of: run, end, maxAttempts: processor.maxAttempts, lifecycle)
        guard state.withLock({ $0.conclude(ending, elapsed: elapsed) }) else { return }
        writeBell.ring()
        drainBell.ring()
    }

    private func ending(
        of run: ClaimedRun, _ end: RunEnd, maxAttempts: Int, _ lifecycle: RunLifecycle
    ) -> RunEnding {
        let verdict = lifecycle.verdict(
            on: end, chargedAttempts: run.chargedAttempts, maxAttempts: maxAttempts, chance: chance())
        return RunEnding(run: run.id, job: run.job.id, verdict: verdict)
    }
}
