import JobQueue
import Logging
import RunnerProtocol
import Synchronization

extension Worker {
    /// The one writer: progress, checkpoints and endings, in this order, until the worker is closed.
    func write() async {
        await withDiscardingTaskGroup { streams in
            var outage = OutageLog()
            while true {
                let hasNews = board.hasNews
                switch state.withLock({ $0.writes.next(now: time.now, hasNews: hasNews) }) {
                case .wait(let limit):
                    await writeBell.wait(atMost: limit, of: time)
                case .write(let endings, let allNews):
                    await write(endings, allNews: allNews, &outage, &streams)
                case .stop(let unwritten):
                    leaveOpen(unwritten)
                    streams.cancelAll()
                    return
                }
            }
        }
    }

    private func write(
        _ endings: [RunEnding], allNews: Bool, _ outage: inout OutageLog, _ streams: inout DiscardingTaskGroup
    ) async {
        var news = board.take(all: allNews, ending: endings.map(\.run))
        // The last checkpoint of a job that will not run again is of no use.
        for ending in endings where !ending.verdict.continuesJob { news.checkpoints[ending.run] = nil }
        var ready = endings.filter { !$0.isSpooled }
        var kept: [RunEnding] = []
        var failure: (any Error)?
        do {
            try await writeProgress(news)
        } catch {
            failure = error
        }
        do {
            if !news.checkpoints.isEmpty { try await store.save(checkpoints: news.checkpoints) }
        } catch {
            // The next attempt starts from the checkpoint, so it must not start before it is saved.
            failure = error
            board.giveBack(ProgressBoard.News(checkpoints: news.checkpoints))
            kept = ready.filter { news.checkpoints[$0.run] != nil }
            ready.removeAll { news.checkpoints[$0.run] != nil }
        }
        // After the news of their runs.
        for ending in endings where ending.isSpooled { streams.addTask { await self.stream(ending) } }
        do {
            if !ready.isEmpty { try await finish(ready) }
        } catch {
            failure = error
            kept += ready
        }
        if let failure {
            let text = safeText(of: failure)
            logger.log(
                level: outage.failed(text), "runs cannot be written to the queue; trying again",
                metadata: ["error": "\(text)", "endings": "\(kept.count)"])
            state.withLock { $0.writes.failed(kept, now: time.now, chance: chance()) }
        } else if outage.succeeded() {
            logger.notice("runs can be written to the queue again")
        }
    }

    /// Writes an ending whose artifacts lie in files, while the writer goes on with the others.
    private func stream(_ ending: RunEnding) async {
        do {
            try await finish([ending])
        } catch {
            // At the end of the closing grace the writer has named the run.
            guard !Task.isCancelled else { return }
            let text = safeText(of: error)
            logger.warning(
                "a large result cannot be written to the queue; trying again",
                metadata: ["run": "\(ending.run)", "error": "\(text)"])
            state.withLock { $0.writes.streamFailed(ending, now: time.now, chance: chance()) }
        }
        writeBell.ring()
    }

    /// Writes progress, and cancels runs that turn out to be somebody else's.
    private func writeProgress(_ news: ProgressBoard.News) async throws {
        guard !news.progress.isEmpty else { return }
        do {
            let alive = try await store.report(progress: news.progress)
            let gone = news.progress.keys.filter { !alive.contains($0) }
            cancel(gone, as: .ended, "a run was ended by somebody else and is cancelled")
        } catch {
            board.giveBack(ProgressBoard.News(progress: news.progress))
            throw error
        }
    }

    private func finish(_ endings: [RunEnding]) async throws {
        let results = try await store.finish(endings)
        guard results.count == endings.count else {
            throw JobStoreError(
                code: "store.answers", message: "the queue gave \(results.count) answers to \(endings.count) endings")
        }
        board.forget(endings.map(\.run))
        let (settled, mayClaim) = state.withLock { $0.settle(endings, results, now: time.now) }
        if mayClaim { claimBell.ring() }
        for (outcome, run) in settled { log(outcome, run) }
    }

    private func log(_ settled: WriteQueue.Settled, _ run: ClaimedRun?) {
        switch settled {
        case .written(let ending):
            log(ending, run)
        case .stale(let ending):
            logger.notice(
                "a run had been ended by somebody else; nothing of it was written",
                metadata: ["run": "\(ending.run)", "job": "\(ending.job)"])
        case .refused(let ending, let error):
            logger.warning(
                "the queue refuses the ending of a run, which is ended as failed",
                metadata: ["run": "\(ending.run)", "job": "\(ending.job)", "error": "\(error)"])
        case .abandoned(let ending, let error):
            logger.error(
                "the queue refuses every ending of a run, which stays in progress",
                metadata: ["run": "\(ending.run)", "job": "\(ending.job)", "error": "\(error)"])
        }
    }

    private func log(_ ending: RunEnding, _ run: ClaimedRun?) {
        let (level, text, error): (Logger.Level, String, RunError?) =
            switch ending.verdict {
            case .completed: (.debug, "a run is completed", nil)
            case .failed(let error): (.warning, "a run failed, and its job with it", error)
            case .retry(let error, _): (.warning, "a run failed and will be retried", error)
            case .release(let error, _): (.info, "a run is returned to the queue", error)
            case .cancelled(let error): (.info, "a run is cancelled", error)
            }
        guard level >= logger.logLevel else { return }
        var metadata: Logger.Metadata = ["run": "\(ending.run)", "job": "\(ending.job)"]
        if let run { metadata["type"] = "\(run.job.type)" }
        if let run { metadata["attempt"] = "\(run.attempt)" }
        if let error { metadata["error"] = "\(error)" }
        if case .retry(_, let delay) = ending.verdict { metadata["after"] = "\(delay)" }
        logger.log(level: level, "\(text)", metadata: metadata)
    }

    private func leaveOpen(_ endings: [RunEnding]) {
        guard !endings.isEmpty else { return }
        state.withLock { $0.statistics.abandoned += endings.count }
        logger.error(
            "the queue cannot be reached; these runs stay in progress",
            metadata: ["runs": .array(endings.map { "\($0.run)" })])
    }
}

extension Verdict {
    /// Whether a run of the same job may follow.
    fileprivate var continuesJob: Bool {
        switch self {
        case .retry, .release: true
        case .completed, .failed, .cancelled: false
        }
    }
}
