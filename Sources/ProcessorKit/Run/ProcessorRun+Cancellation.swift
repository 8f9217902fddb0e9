extension ProcessorRun {
    /// Why the run should stop; nil while it may go on. One atomic read.
    public var cancelReason: CancelReason? { calls.cancelReason }

    /// Whether the run should stop. One atomic read: ask often.
    public var isCancelled: Bool { cancelReason != nil }

    /// Call it between two pieces of work.
    /// - Throws: `CancellationError` when the run, or the task that asks, should stop.
    public func checkCancellation() throws {
        if isCancelled || Task.isCancelled { throw CancellationError() }
    }
}
