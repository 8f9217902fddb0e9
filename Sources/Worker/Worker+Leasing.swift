import JobQueue
import Logging
import ProcessorHost
import Synchronization

extension Worker {
    /// Keeps the lease until the task is cancelled: beats, stops the runs when beats fail for too long, and takes over the
    /// runs of hosts that are dead. A beat that hangs holds up nothing of this.
    func keepLease() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled {
                switch state.withLock({ $0.lease.next(now: time.now) }) {
                case .beat: group.addTask { await self.beat() }
                case .stopRuns: stopRuns()
                case .wait(let limit): await leaseBell.wait(atMost: limit, of: time)
                }
            }
            group.cancelAll()
        }
    }

    private func beat() async {
        let (sentAt, mark) = (time.now, MonotonicInstant.now)
        let runs = state.withLock { $0.executingRuns.map(\.id) }
        do {
            let answer = try await store.beat(runs: runs, offer: Offer(await executor.catalog()))
            let reaction = state.withLock { $0.answered(answer, sentAt: sentAt, now: time.now) }
            if let allowance = reaction.allowance { executor.extendLease(by: allowance, since: mark) }
            if reaction.isRegained { logger.notice("the lease is held again") }
            switch reaction.loss {
            case .ended: cancel(reaction.lost, as: .ended, "a run was ended by somebody else and is cancelled")
            case .leaseLost:
                logger.error("the lease was lost: other hosts have taken over the runs of this one")
                cancel(reaction.lost, as: .leaseLost, "a run was taken over and is cancelled")
            }
            if reaction.isRegained || reaction.isBack { writeBell.ring() }
            if reaction.isRegained || reaction.isBack || reaction.isWorkDue { claimBell.ring() }
            leaseBell.ring()
            if reaction.mayTakeOver { await takeOver() }
        } catch {
            state.withLock { $0.lease.failed(now: time.now) }
            leaseBell.ring()
            if !Task.isCancelled {
                logger.debug("a beat failed", metadata: ["error": "\(safeText(of: error))"])
            }
        }
    }

    private func takeOver() async {
        do {
            for run in try await store.takeOver() {
                state.withLock { $0.statistics.takenOver += 1 }
                logger.log(
                    level: run.isGivenUp ? .error : .warning, "a run of a lost host is ended",
                    metadata: ["run": "\(run.run)", "job": "\(run.job)", "error": "\(run.error)"])
            }
        } catch {
            if !Task.isCancelled {
                logger.warning("runs of lost hosts cannot be taken over", metadata: ["error": "\(safeText(of: error))"])
            }
        }
    }

    /// Stops every run while there is time: after the lease another host may begin them.
    private func stopRuns() {
        let runs = state.withLock { $0.executingRuns.map(\.id) }
        logger.error(
            "the queue cannot be reached: runs are stopped before their lease runs out",
            metadata: ["runs": "\(runs.count)"])
        cancel(runs, as: .leaseLost, "a run is stopped, as its lease cannot be extended")
    }

    /// Cancels runs whose endings nobody waits for.
    func cancel(_ runs: some Sequence<RunID>, as loss: WorkerState.Loss, _ text: String) {
        for (run, isFirst) in state.withLock({ $0.lost(runs, as: loss) }) {
            logger.log(level: isFirst ? .notice : .debug, "\(text)", metadata: ["run": "\(run)"])
            cancellations.continuation.yield(CancelOrder(run: run, reason: loss.reason))
        }
    }

    /// Somebody has cancelled a run.
    func heard(ofCancelled run: RunID) {
        state.withLock { $0.heard(ofCancelled: run) }
        cancel([run], as: .ended, "a run is cancelled by somebody else")
    }
}

extension Offer {
    fileprivate init(_ catalog: ProcessorCatalog) {
        self.init()
        for processor in catalog.processors {
            for type in processor.jobTypes { types.updateValue(processor.outOfService, forKey: type) }
        }
    }
}
