import CTrubuildProcessor

/// The host's functions, bound to one run, or to none while an instance is made.
///
/// @unchecked Sendable: immutable; the functions may be called from any thread, and the handle is a token that the host
/// checks at each call.
struct HostCalls: @unchecked Sendable {
    private let host: trubuild_host
    private let handle: OpaquePointer?

    init(_ host: UnsafePointer<trubuild_host>, handle: OpaquePointer?) {
        self.host = copyKnownPart(of: host, size: host.pointee.struct_size, into: trubuild_host())
        self.handle = handle
    }

    var cancelReason: CancelReason? {
        CancelReason(rawValue: host.is_cancelled?(handle) ?? TRUBUILD_CANCEL_NONE)
    }

    func progress(fraction: Double?, stage: String, message: String, details: [UInt8]) throws(HostCallError) {
        let result = withSlice(stage) { stage in
            withSlice(message) { message in
                withSlice(details) { details in
                    var report = trubuild_progress()
                    report.struct_size = UInt32(MemoryLayout<trubuild_progress>.size)
                    report.fraction = fraction ?? TRUBUILD_PROGRESS_UNKNOWN
                    report.stage = stage
                    report.message = message
                    report.details = details
                    return host.progress?(handle, &report)
                }
            }
        }
        try check(result, "progress")
    }

    /// A message that the host cannot take is lost; there is nobody else to tell.
    func log(_ level: LogLevel, _ message: String) {
        withSlice(message) { _ = host.log?(handle, level.rawValue, $0) }
    }

    func setError(code: String, message: String) {
        withSlice(code) { code in
            withSlice(message) { message in _ = host.set_error?(handle, code, message) }
        }
    }

    func setDelay(milliseconds: UInt64) {
        _ = host.set_delay?(handle, milliseconds)
    }

    func openArtifact(type: String, contentType: String) throws(HostCallError) -> UInt64 {
        var artifact: UInt64 = 0
        let result = withSlice(type) { type in
            withSlice(contentType) { contentType in host.artifact_open?(handle, type, contentType, &artifact) }
        }
        try check(result, "artifact_open")
        return artifact
    }

    func write(_ bytes: UnsafeBufferPointer<UInt8>, to artifact: UInt64) throws(HostCallError) {
        try check(host.artifact_write?(handle, artifact, trubuild_plugin_slice(bytes)), "artifact_write")
    }

    func commit(_ artifact: UInt64) throws(HostCallError) {
        try check(host.artifact_commit?(handle, artifact), "artifact_commit")
    }

    /// The host aborts what is left open anyway: its answer does not matter.
    func abort(_ artifact: UInt64) {
        _ = host.artifact_abort?(handle, artifact)
    }

    /// Opens an artifact of any content type; nil when the host does not take it.
    func openArtifactIfTaken(type: String, contentType: String) throws(HostCallError) -> UInt64? {
        // A host of 1.0 takes JSON alone, and calls anything else malformed.
        guard contentType == "application/json" || host.abi_minor >= 1 else { return nil }
        do {
            return try openArtifact(type: type, contentType: contentType)
        } catch {
            guard error.code == .unsupported else { throw error }
            return nil
        }
    }

    /// The checkpoint functions; nil when this host has none.
    private var checkpoints: trubuild_checkpoint_v1? {
        guard let table = table(of: TRUBUILD_EXT_CHECKPOINT) else { return nil }
        let known = table.assumingMemoryBound(to: trubuild_checkpoint_v1.self)
        return copyKnownPart(of: known, size: known.pointee.struct_size, into: trubuild_checkpoint_v1())
    }

    /// The functions for earlier artifacts; nil when this host has none.
    private var earlierArtifacts: trubuild_earlier_artifacts_v1? {
        guard let table = table(of: TRUBUILD_EXT_EARLIER_ARTIFACTS) else { return nil }
        let known = table.assumingMemoryBound(to: trubuild_earlier_artifacts_v1.self)
        return copyKnownPart(of: known, size: known.pointee.struct_size, into: trubuild_earlier_artifacts_v1())
    }

    private func table(of extensionID: String) -> UnsafeRawPointer? {
        withSlice(extensionID) { host.get_extension?($0) }
    }

    var hasEarlierArtifacts: Bool { earlierArtifacts != nil }

    /// nil when there is none.
    func newestEarlierArtifact(jobType: String, artifactType: String) throws -> EarlierArtifact? {
        let functions = earlierArtifacts
        var found = trubuild_earlier_artifact()
        found.struct_size = UInt32(MemoryLayout<trubuild_earlier_artifact>.size)
        let result = withSlice(jobType) { jobType in
            withSlice(artifactType) { functions?.newest?(handle, jobType, $0, &found) }
        }
        if result == TRUBUILD_CALL_ABSENT { return nil }
        // Only here it stands for no answer.
        if result == TRUBUILD_CALL_STOP { throw CancellationError() }
        try check(result, "newest earlier artifact")
        return EarlierArtifact(
            jobID: found.job_id.text, completedAt: found.completed_at.text, payload: found.payload.bytes,
            data: found.data.bytes)
    }

    var hasCheckpoints: Bool { checkpoints != nil }

    func saveCheckpoint(_ bytes: [UInt8]) throws(HostCallError) {
        let functions = checkpoints
        try check(withSlice(bytes) { functions?.save?(handle, $0) }, "checkpoint save")
    }

    func loadCheckpoint() -> [UInt8] {
        checkpoints?.load?(handle).bytes ?? []
    }

    /// A function that the host does not have counts as one that failed.
    private func check(_ result: Int32?, _ call: String) throws(HostCallError) {
        let result = result ?? TRUBUILD_CALL_FAILED
        guard result >= 0 else { throw HostCallError(call: call, code: .init(rawValue: result)) }
    }
}
