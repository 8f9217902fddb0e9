extension ProcessorRun {
    /// Reports progress. Cheap: the newest report replaces the one that the host has not yet written.
    ///
    /// ```swift
    /// try run.progress(0.25, stage: "reading", message: "Reading offer.pdf")
    /// ```
    /// - Parameters:
    ///   - fraction: 0 to 1, may go backwards; nil when the length of the work is not known.
    ///   - stage: a short id; may be empty.
    ///   - message: one line for people; may be empty.
    /// - Throws: ``HostCallError``: `.invalid` for a fraction out of range, `.state` after the run.
    public func progress(_ fraction: Double? = nil, stage: String = "", message: String = "") throws {
        try calls.progress(fraction: fraction, stage: stage, message: message, details: [])
    }

    /// Reports progress in the words of the job type's own contract: the App sees `details` instead of stage and message.
    /// - Parameters:
    ///   - fraction: 0 to 1, may go backwards; nil when the length of the work is not known.
    ///   - stage: a short id; may be empty.
    ///   - message: one line for people; may be empty.
    ///   - details: becomes a JSON object of at most 8 KiB.
    /// - Throws: ``HostCallError``: `.tooLarge` over 8 KiB, `.invalid` when `details` is no JSON object.
    public func progress(
        _ fraction: Double? = nil, stage: String = "", message: String = "", details: some Encodable
    ) throws {
        try calls.progress(
            fraction: fraction, stage: stage, message: message, details: try JSONCoding.encode(details))
    }

    /// Writes one message to the host's log, marked with the run. Text over 8 KiB is cut.
    public func log(_ level: LogLevel, _ message: String) {
        calls.log(level, message)
    }
}
