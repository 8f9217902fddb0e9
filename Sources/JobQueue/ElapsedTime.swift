/// A clock as structs that decide by time want it: durations since a moment in the past, and a sleep.
public struct ElapsedTime: Sendable {
    private let read: @Sendable () -> Duration
    private let rest: @Sendable (Duration) async throws -> Void

    /// Counts from now.
    public init(_ clock: some Clock<Duration>) {
        let start = clock.now
        read = { start.duration(to: clock.now) }
        rest = { try await clock.sleep(for: $0) }
    }

    /// The time since this was made.
    public var now: Duration { read() }

    /// - Throws: `CancellationError` when the task is cancelled before the time has passed.
    public func sleep(for duration: Duration) async throws {
        try await rest(duration)
    }
}
