import Synchronization

/// A clock that stands still until a test moves it.
public final class SteppedClock: Clock, Sendable {
    public struct Instant: InstantProtocol {
        /// Since the clock was made.
        public let offset: Duration
        public func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        public func duration(to other: Instant) -> Duration { other.offset - offset }
        public static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var lastID = 0
        var sleepers: [Int: (until: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [(sleepers: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    public init() {}

    public var now: Instant { state.withLock { $0.now } }
    public let minimumResolution = Duration.nanoseconds(1)

    /// Moves time, and wakes those whose time has come, the earliest first.
    public func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.sorted { ($0.value.until, $0.key) < ($1.value.until, $1.key) }
        }
        for sleeper in due { sleeper.value.continuation.resume() }
    }

    public func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (over, watchers): (Result<Void, any Error>?, [CheckedContinuation<Void, Never>]) = state.withLock {
                    if Task.isCancelled { return (.failure(CancellationError()), []) }
                    if deadline <= $0.now { return (.success(()), []) }
                    $0.sleepers[id] = (deadline, continuation)
                    let count = $0.sleepers.count
                    let satisfied = $0.watchers.filter { $0.sleepers <= count }.map(\.continuation)
                    $0.watchers.removeAll { $0.sleepers <= count }
                    return (nil, satisfied)
                }
                if let over { continuation.resume(with: over) }
                for watcher in watchers { watcher.resume() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Returns when so many tasks sleep on this clock.
    public func sleepers(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let now = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if now { continuation.resume() }
        }
    }
}
