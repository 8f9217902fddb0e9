import JSONText
import JobQueue
import Synchronization

/// The newest progress and checkpoint of each run that reports, put down on any thread and taken by the one writer.
final class ProgressBoard: Sendable {
    /// What has to be written.
    struct News: Equatable {
        var progress: [RunID: JSONText] = [:]
        var checkpoints: [RunID: [UInt8]] = [:]
    }

    private struct Entry {
        var progress: JSONText?
        var checkpoint: [UInt8]?
        /// What the queue has; the same again is no news.
        var written: JSONText?

        mutating func giveBack(_ progress: JSONText) {
            written = nil
            self.progress = self.progress ?? progress
        }

        mutating func giveBack(_ checkpoint: [UInt8]) {
            self.checkpoint = self.checkpoint ?? checkpoint
        }
    }

    private struct State {
        var entries: [RunID: Entry] = [:]
        /// The runs with something to be written.
        var fresh: Set<RunID> = []
    }

    private let state = Mutex(State())
    private let onNews: @Sendable () -> Void

    /// - Parameter onNews: called on the thread that brings the first news since all was taken.
    init(onNews: @escaping @Sendable () -> Void) {
        self.onNews = onNews
    }

    var hasNews: Bool { state.withLock { !$0.fresh.isEmpty } }

    func report(_ progress: JSONText, of run: RunID) {
        put(run) { entry in
            if entry.progress == nil && entry.written == progress { return false }
            entry.progress = progress
            return true
        }
    }

    func save(_ checkpoint: [UInt8], of run: RunID) {
        put(run) { entry in
            entry.checkpoint = checkpoint
            return true
        }
    }

    /// Hands over the news of runs that end, and forgets these runs; with `all`, the news of the other runs too.
    func take(all: Bool, ending: [RunID]) -> News {
        state.withLock { state in
            var news = News()
            guard !state.entries.isEmpty else { return news }
            for run in all ? Array(state.fresh.union(ending)) : ending {
                state.fresh.remove(run)
                if let progress = state.entries[run]?.progress.take() {
                    news.progress[run] = progress
                    state.entries[run]?.written = progress
                }
                if let checkpoint = state.entries[run]?.checkpoint.take() { news.checkpoints[run] = checkpoint }
            }
            for run in ending { state.entries[run] = nil }
            return news
        }
    }

    /// Takes back what could not be written, unless there is newer.
    func giveBack(_ news: News) {
        state.withLock { state in
            for (run, progress) in news.progress {
                state.entries[run, default: Entry()].giveBack(progress)
                state.fresh.insert(run)
            }
            for (run, checkpoint) in news.checkpoints {
                state.entries[run, default: Entry()].giveBack(checkpoint)
                state.fresh.insert(run)
            }
        }
    }

    /// Drops everything about runs that are over.
    func forget(_ runs: some Sequence<RunID>) {
        state.withLock { state in
            guard !state.entries.isEmpty else { return }
            for run in runs {
                state.entries[run] = nil
                state.fresh.remove(run)
            }
        }
    }

    private func put(_ run: RunID, _ change: (inout Entry) -> Bool) {
        let isFirst = state.withLock { state in
            guard change(&state.entries[run, default: Entry()]) else { return false }
            return state.fresh.insert(run).inserted && state.fresh.count == 1
        }
        if isFirst { onNews() }
    }
}
