/// The version of these frames. Host and runner are released together; a mismatch means a broken installation.
public let runnerProtocolVersion: UInt32 = 4

/// What the host says to a runner. A conversation: `hello`, `load`, then any number of `run`s, one at a time.
public enum HostFrame: Sendable, Hashable {
    case hello(protocolVersion: UInt32)
    case load(LoadRequest)
    case run(RunRequest)
    /// The run should stop. Ignored when `serial` is not the run in progress.
    case cancel(serial: UInt64, reason: CancelReason)
    /// A run may go on until then, by CLOCK_MONOTONIC in ns; the kernel kills the runner when no later time came before.
    /// Ignored between runs.
    case leaseExtended(until: UInt64)
    /// Destroy the instance and exit with status 0.
    case shutdown
    /// The answer to `earlierWanted`, when there is such an artifact: payload and data follow in `earlierBytes`, one behind
    /// the other. Other frames may come between. Ignored when the run is over.
    case earlierFound(
        serial: UInt64, request: UInt64, jobID: String, completedAt: String, payloadSize: UInt64, dataSize: UInt64)
    /// At most 64 KiB in a frame.
    case earlierBytes(serial: UInt64, request: UInt64, bytes: [UInt8])
    /// The answer to `earlierWanted`, when there is nothing to give.
    case earlierMissing(serial: UInt64, request: UInt64, EarlierMissing)
}

/// What a runner says to the host, and what a processor loaded in-process says to its placement.
public enum RunnerFrame: Sendable, Hashable {
    case hello(protocolVersion: UInt32)
    /// The library is loaded and, unless only the description was wanted, an instance is ready.
    case loaded(ProcessorDescriptor)
    /// The library was refused; `message` says what was seen, what was wanted and what to do.
    case loadFailed(code: String, message: String)
    /// The newest progress, a clean JSON object.
    case progress(serial: UInt64, json: [UInt8])
    /// `serial` is 0 outside a run.
    case log(serial: UInt64, level: LogLevel, message: String)
    /// The bytes of an artifact follow in order; at most 64 KiB in a frame.
    case artifactOpened(serial: UInt64, artifact: UInt64, type: String, contentType: String)
    case artifactBytes(serial: UInt64, artifact: UInt64, bytes: [UInt8])
    case artifactCommitted(serial: UInt64, artifact: UInt64)
    case artifactAborted(serial: UInt64, artifact: UInt64)
    case checkpoint(serial: UInt64, bytes: [UInt8])
    /// The newest artifact of an earlier job is wanted. One request of a run at a time; requests count from 1.
    case earlierWanted(serial: UInt64, request: UInt64, jobType: String, artifactType: String)
    /// The run is over; nothing more about this serial follows.
    case finished(serial: UInt64, RunResult)
}
