import CTrubuildProcessor

/// Why a run should stop.
public enum CancelReason: Sendable, Hashable {
    /// Somebody cancelled the job.
    case user
    /// The run's deadline has passed.
    case timeout
    /// The host is stopping; the job goes back to the queue.
    case shutdown
    /// This run no longer owns its job; nothing it writes will be kept.
    case lost
    /// A reason that a newer host knows.
    case other(UInt32)

    /// nil when the run may go on.
    init?(rawValue: UInt32) {
        switch rawValue {
        case TRUBUILD_CANCEL_NONE: return nil
        case TRUBUILD_CANCEL_USER: self = .user
        case TRUBUILD_CANCEL_TIMEOUT: self = .timeout
        case TRUBUILD_CANCEL_SHUTDOWN: self = .shutdown
        case TRUBUILD_CANCEL_LOST: self = .lost
        default: self = .other(rawValue)
        }
    }
}
