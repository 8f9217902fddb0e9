import RunnerProtocol

/// When an instance may run, be cancelled and be destroyed.
struct InstanceLifecycle {
    enum Start: Equatable {
        /// `reason`: a cancel came before the run did.
        case start(cancelled: CancelReason?)
        case refused(String)
    }

    private var runningSerial: UInt64?
    private var handle: RunHandle?
    private var earlyCancel: (serial: UInt64, reason: CancelReason)?
    private var isDestroyed = false

    mutating func start(_ serial: UInt64, handle: RunHandle) -> Start {
        guard !isDestroyed else { return .refused("the instance is destroyed") }
        if let runningSerial { return .refused("the instance is busy with run \(runningSerial)") }
        runningSerial = serial
        self.handle = handle
        defer { earlyCancel = nil }
        return .start(cancelled: earlyCancel.flatMap { $0.serial == serial ? $0.reason : nil })
    }

    mutating func end() {
        runningSerial = nil
        handle = nil
    }

    /// The handle to cancel; nil when the run has not begun (then it is cancelled when it does) or is over.
    mutating func cancel(_ serial: UInt64, reason: CancelReason) -> RunHandle? {
        guard serial != runningSerial else { return handle }
        if runningSerial == nil { earlyCancel = (serial, reason) }
        return nil
    }

    /// The handle of a run, while it goes on.
    func handle(of serial: UInt64) -> RunHandle? { serial == runningSerial ? handle : nil }

    /// Whether to destroy now: once, and not during a run.
    mutating func destroy() -> Bool {
        guard !isDestroyed, runningSerial == nil else { return false }
        isDestroyed = true
        return true
    }
}
