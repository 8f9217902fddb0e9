import RunnerProtocol
import Synchronization

/// Looks up the earlier artifacts that one run asks for, one at a time, within its limits and in time. Nothing that its
/// runner says is taken on trust.
final class EarlierDesk: Sendable {
    private struct State {
        var requests: UInt64 = 0
        /// What the run was given so far, in bytes.
        var size = 0
        var lookup: Task<Void, Never>?
        var limit: Task<Void, Never>?
        var isLooking = false
        var isClosed = false
    }

    /// No answer came within the time.
    struct TimedOut: Error, CustomStringConvertible {
        let limit: Duration
        var description: String { "the queue gave no answer within \(DurationText.describe(limit))" }
    }

    private let source: any EarlierArtifactSource
    private let limits: RunLimits
    private let timeout: Duration
    private let state = Mutex(State())

    init(source: any EarlierArtifactSource, limits: RunLimits, timeout: Duration) {
        self.source = source
        self.limits = limits
        self.timeout = timeout
    }

    /// Begins to look. Does not wait.
    /// - Parameter answer: called once, on any thread, unless the desk is closed before.
    /// - Returns: what is wrong with the request, if something is.
    func ask(
        _ request: UInt64, jobType: String, artifactType: String,
        answer: @escaping @Sendable (Result<EarlierAnswer, any Error>) -> Void
    ) -> String? {
        guard (1...100).contains(jobType.utf8.count), ProcessorName.isValid(artifactType) else {
            return "it asked for an earlier artifact by a malformed name"
        }
        return state.withLock { state in
            guard !state.isClosed else { return nil }
            guard !state.isLooking else { return "it asked for two earlier artifacts at once" }
            guard request == state.requests + 1, request <= UInt64(limits.earlierRequests) else {
                return "it asked for more than \(limits.earlierRequests) earlier artifacts"
            }
            state.requests = request
            state.isLooking = true
            let byteLimit = Int(clamping: limits.earlierBytes) - state.size
            // Neither waits for the other: a source that does not heed its cancellation keeps nobody waiting.
            state.lookup = Task { [source] in
                do {
                    let found = try await source.newest(
                        jobTypes: JobTypeAlias.spellings(of: jobType), artifactType: artifactType,
                        byteLimit: byteLimit)
                    self.settle(request, .success(found), answer)
                } catch {
                    self.settle(request, .failure(error), answer)
                }
            }
            state.limit = Task { [timeout] in
                guard (try? await Task.sleep(for: timeout)) != nil else { return }
                self.settle(request, .failure(TimedOut(limit: timeout)), answer)
            }
            return nil
        }
    }

    /// Stops looking; no answer comes any more.
    func close() {
        state.withLock { state in
            state.isClosed = true
            Self.stop(&state)
        }
    }

    /// The first answer counts.
    private func settle(
        _ request: UInt64, _ result: Result<EarlierAnswer, any Error>,
        _ answer: (Result<EarlierAnswer, any Error>) -> Void
    ) {
        let isFirst = state.withLock { state in
            guard state.isLooking, state.requests == request else { return false }
            if case .success(.found(let artifact)) = result { state.size += artifact.size }
            Self.stop(&state)
            return true
        }
        if isFirst { answer(result) }
    }

    private static func stop(_ state: inout State) {
        state.isLooking = false
        state.lookup.take()?.cancel()
        state.limit.take()?.cancel()
    }
}
