import JobQueue
import Logging
import PostgresClient
import Synchronization

extension PostgresJobStore {
    /// How long the server has for a statement of a watch.
    private static let watchLimit = Duration.seconds(5)

    /// After a claim: sees to it that a host which got less than it asked for hears of what comes.
    /// - Parameter lookAgain: claims what has come until the watch began.
    /// - Returns: what that has returned; nil if it was not called.
    func watch(
        after count: Int, isShort: Bool, types: Set<String>, lookAgain: () async throws -> [ClaimedRun]
    ) async throws -> [ClaimedRun]? {
        guard let listener else { return nil }
        switch state.withLock({ $0.watch.claimed(count, isShort: isShort, types: types, now: now()) }) {
        case .none: break
        case .look(let delay): look(after: delay)
        case .end:
            // Unless it works the connection is gone, and the lock with it.
            _ = try? await listener.pipeline(WatchStatements.end, timeout: Self.watchLimit)
            if isShort { look(after: .zero) }
        case .begin(let types):
            let outcome = await beginWatch(types, listener)
            guard let delay = state.withLock({ $0.watch.began(types, outcome, now: now()) }) else {
                return try await lookAgain()
            }
            look(after: delay)
        }
        return nil
    }

    private func beginWatch(_ types: [String], _ listener: PostgresListener) async -> Watch.Outcome? {
        do {
            let row = try await listener.pipeline(
                WatchStatements.begin(types: types), timeout: Self.watchLimit
            ).last?.rows.first
            return row?[0].bool == true ? row?[1].bool == true ? .own : .deputized : nil
        } catch {
            logger.debug("Wake-ups cannot be asked for: \(error)")
            return nil
        }
    }

    /// Wakes the worker after this time.
    func look(after delay: Duration) {
        guard delay > .zero else { return wakers.publish() }
        Task { [wakers] in
            try? await Task.sleep(for: delay)
            wakers.publish()
        }
    }
}
