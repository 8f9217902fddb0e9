import CTrubuildProcessor
import RunnerProtocol

/// The host's functions as C sees them: each finds the run that a handle names and passes the call on.
enum HostCalls {
    static let isCancelled: @convention(c) (OpaquePointer?) -> UInt32 = { handle in
        RunSlots.shared.cancelReason(of: RunHandle(handle))
    }

    static let progress: @convention(c) (OpaquePointer?, UnsafePointer<trubuild_progress>?) -> Int32 = {
        handle, progress in
        call(handle) { $0.progress(progress) }
    }

    static let log: @convention(c) (OpaquePointer?, UInt32, trubuild_plugin_slice) -> Int32 = {
        handle, level, message in
        guard handle != nil else { return LoadScope.current?.log(level, message).rawValue ?? TRUBUILD_CALL_STATE }
        return call(handle, isToldToStop: false) { $0.log(level, message) }
    }

    static let setError: @convention(c) (OpaquePointer?, trubuild_plugin_slice, trubuild_plugin_slice) -> Int32 = {
        handle, code, message in
        guard handle != nil else { return LoadScope.current?.setError(code, message).rawValue ?? TRUBUILD_CALL_STATE }
        return call(handle, isToldToStop: false) { $0.setError(code, message) }
    }

    static let setDelay: @convention(c) (OpaquePointer?, UInt64) -> Int32 = { handle, delay in
        call(handle, isToldToStop: false) { $0.setDelay(delay) }
    }

    static let artifactOpen:
        @convention(c) (
            OpaquePointer?, trubuild_plugin_slice, trubuild_plugin_slice, UnsafeMutablePointer<UInt64>?
        ) -> Int32 = { handle, type, contentType, artifact in
            call(handle) { $0.openArtifact(type, contentType, artifact) }
        }

    static let artifactWrite: @convention(c) (OpaquePointer?, UInt64, trubuild_plugin_slice) -> Int32 = {
        handle, artifact, bytes in
        call(handle) { $0.writeArtifact(artifact, bytes) }
    }

    static let artifactCommit: @convention(c) (OpaquePointer?, UInt64) -> Int32 = { handle, artifact in
        call(handle) { $0.commitArtifact(artifact) }
    }

    static let artifactAbort: @convention(c) (OpaquePointer?, UInt64) -> Int32 = { handle, artifact in
        call(handle, isToldToStop: false) { $0.abortArtifact(artifact) }
    }

    static let getExtension: @convention(c) (trubuild_plugin_slice) -> UnsafeRawPointer? = { id in
        HostText.string(of: id, limit: 128).flatMap(HostTable.table(named:))
    }

    static let checkpointSave: @convention(c) (OpaquePointer?, trubuild_plugin_slice) -> Int32 = { handle, bytes in
        call(handle) { $0.saveCheckpoint(bytes) }
    }

    static let checkpointLoad: @convention(c) (OpaquePointer?) -> trubuild_host_slice = { handle in
        RunSlots.shared.run(of: RunHandle(handle))?.loadCheckpoint() ?? trubuild_host_slice(ptr: nil, len: 0)
    }

    static let cancelDescriptor: @convention(c) (OpaquePointer?) -> Int32 = { handle in
        RunSlots.shared.run(of: RunHandle(handle))?.cancelDescriptor() ?? -1
    }

    static let newestEarlier:
        @convention(c) (
            OpaquePointer?, trubuild_plugin_slice, trubuild_plugin_slice,
            UnsafeMutablePointer<trubuild_earlier_artifact>?
        ) -> Int32 = { handle, jobType, artifactType, artifact in
            guard let run = RunSlots.shared.run(of: RunHandle(handle)) else { return TRUBUILD_CALL_STATE }
            return run.newestEarlier(jobType, artifactType, artifact)
        }

    private static func call(
        _ pointer: OpaquePointer?, isToldToStop: Bool = true, _ body: (RunContext) -> CallStatus
    ) -> Int32 {
        let handle = RunHandle(pointer)
        guard let run = RunSlots.shared.run(of: handle) else { return TRUBUILD_CALL_STATE }
        let status = body(run)
        guard status == .ok, isToldToStop else { return status.rawValue }
        return RunSlots.shared.cancelReason(of: handle) == TRUBUILD_CANCEL_NONE ? TRUBUILD_CALL_OK : TRUBUILD_CALL_STOP
    }
}

/// What a function of the host returns. The numbers of `TRUBUILD_CALL_OK` and its fellows; `STOP` is added at the edge.
enum CallStatus: Int32 {
    case ok = 0
    case invalid = -1
    case tooLarge = -2
    case state = -3
    case failed = -4
    case unsupported = -5
}
