import CTrubuildProcessor

/// How a run ended, as the host is told.
struct RunOutcome: Sendable, Equatable {
    /// What `run()` returns: `TRUBUILD_OK`, ….
    var code: Int32
    /// Empty when the run completed.
    var errorCode = ""
    var message = ""
    var delayMilliseconds: UInt64?

    static let completed = RunOutcome(code: TRUBUILD_OK)

    private init(code: Int32, errorCode: String = "", message: String = "", delay: Duration? = nil) {
        self.code = code
        self.errorCode = errorCode
        self.message = message
        self.delayMilliseconds = delay.map(Self.milliseconds)
    }

    /// - Parameter isCancelled: whether the host has cancelled the run. A `CancellationError` without that is the
    ///   processor's own doing, and the run is tried again.
    init(failure: any Error, isCancelled: Bool) {
        switch failure {
        case let error as ProcessorError:
            let (code, delay): (Int32, Duration?) =
                switch error.kind {
                case .permanent: (TRUBUILD_PERMANENT, nil)
                case .transient(after: nil): (TRUBUILD_RETRY, nil)
                case .transient(let delay): (TRUBUILD_RETRY_AFTER, delay)
                case .snooze(let delay): (TRUBUILD_SNOOZE, delay)
                }
            self.init(code: code, errorCode: error.code, message: error.message, delay: delay)
        case is CancellationError where isCancelled:
            self.init(code: TRUBUILD_CANCELLED)
        case is CancellationError:
            self.init(
                code: TRUBUILD_RETRY, errorCode: "processor.cancelled",
                message: "the processor cancelled its own work, but the run had not been cancelled")
        case let error as HostCallError:
            self.init(code: TRUBUILD_RETRY, errorCode: error.errorCode, message: error.description)
        default:
            self.init(code: TRUBUILD_RETRY, errorCode: "processor.error", message: String(describing: failure))
        }
    }

    /// Tells the host what belongs to the outcome, and returns the number for `run()` to return.
    func report(to calls: HostCalls) -> Int32 {
        if !errorCode.isEmpty { calls.setError(code: errorCode, message: message) }
        if let delayMilliseconds { calls.setDelay(milliseconds: delayMilliseconds) }
        return code
    }

    /// Rounded up, so that a delay is never cut to none; a negative one counts as 0.
    private static func milliseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1000)
        guard !overflow else { return UInt64.max }
        return product + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
