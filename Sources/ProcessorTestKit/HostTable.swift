import ProcessorKit

/// The C side of the test host. The functions have no context of their own: they find the run by its token.
enum HostTable {
    /// The host's table; its slices point to constants.
    static func make(for testHost: TestHost) -> trubuild_host {
        var host = trubuild_host()
        host.magic = TRUBUILD_MAGIC
        host.struct_size = UInt32(MemoryLayout<trubuild_host>.size)
        host.abi_major = TRUBUILD_ABI_MAJOR
        host.abi_minor = TRUBUILD_ABI_MINOR
        host.name = name.slice
        host.version = version.slice
        host.is_cancelled = { RunRecord.find($0)?.control.reason ?? TRUBUILD_CANCEL_LOST }
        host.progress = { handle, progress in
            guard let record = RunRecord.find(handle) else { return TRUBUILD_CALL_STATE }
            guard let progress, let report = TestProgress(progress.pointee) else { return TRUBUILD_CALL_INVALID }
            return record.report(report)
        }
        host.log = { handle, level, message in
            guard let text = message.text, let level = LogLevel(rawValue: level) else { return TRUBUILD_CALL_INVALID }
            // Without a run: said while an instance is made or destroyed.
            guard handle != nil else { return TRUBUILD_CALL_OK }
            return record(handle) { $0.add(TestLogLine(level: level, message: text)) }
        }
        host.set_error = { handle, code, message in
            guard let code = code.text, let message = message.text else { return TRUBUILD_CALL_INVALID }
            guard handle != nil else {
                return HostedProcessor.loading?.record { $0.setError(code: code, message: message) }
                    ?? TRUBUILD_CALL_STATE
            }
            return record(handle) { $0.setError(code: code, message: message) }
        }
        host.set_delay = { handle, milliseconds in
            record(handle) { $0.setDelay(.milliseconds(Int64(clamping: milliseconds))) }
        }
        addArtifacts(to: &host)
        // A C function captures nothing, so there is one for each kind of host.
        host.get_extension =
            switch (testHost.hasCheckpoints, testHost.hasEarlierArtifacts) {
            case (true, true): { HostTable.checkpoints(named: $0) ?? HostTable.earlierArtifacts(named: $0) }
            case (true, false): { HostTable.checkpoints(named: $0) }
            case (false, true): { HostTable.earlierArtifacts(named: $0) }
            case (false, false): { _ in nil }
            }
        return host
    }

    private static func checkpoints(named id: trubuild_plugin_slice) -> UnsafeRawPointer? {
        id.text == TRUBUILD_EXT_CHECKPOINT ? UnsafeRawPointer(checkpoints.address) : nil
    }

    private static func earlierArtifacts(named id: trubuild_plugin_slice) -> UnsafeRawPointer? {
        id.text == TRUBUILD_EXT_EARLIER_ARTIFACTS ? UnsafeRawPointer(earlierArtifacts.address) : nil
    }

    private static func addArtifacts(to host: inout trubuild_host) {
        host.artifact_open = { handle, type, contentType, artifact in
            guard let artifact, let type = type.text, let contentType = contentType.text else {
                return TRUBUILD_CALL_INVALID
            }
            return record(handle) { journal in
                journal.openArtifact(type: type, contentType: contentType, handle: &artifact.pointee)
            }
        }
        host.artifact_write = { handle, artifact, bytes in
            record(handle) { $0.write(bytes.buffer, to: artifact) }
        }
        host.artifact_commit = { handle, artifact in record(handle) { $0.commit(artifact) } }
        host.artifact_abort = { handle, artifact in record(handle) { $0.abort(artifact) } }
    }

    private static let name = ByteArena([UInt8]("ProcessorTestKit".utf8))
    private static let version = ByteArena([UInt8]("1.0".utf8))
    private static let checkpoints = CheckpointTable()
    private static let earlierArtifacts = EarlierArtifactsTable()
}

private func record(_ handle: OpaquePointer?, _ event: (inout RunJournal) -> Int32) -> Int32 {
    RunRecord.find(handle)?.record(event) ?? TRUBUILD_CALL_STATE
}

/// The constant table of `trubuild.checkpoint/1`.
///
/// @unchecked Sendable: written once by the thread that makes it, and never freed.
private struct CheckpointTable: @unchecked Sendable {
    let address: UnsafePointer<trubuild_checkpoint_v1>

    init() {
        var table = trubuild_checkpoint_v1()
        table.struct_size = UInt32(MemoryLayout<trubuild_checkpoint_v1>.size)
        table.save = { handle, bytes in record(handle) { $0.saveCheckpoint([UInt8](bytes.buffer)) } }
        table.load = { RunRecord.find($0)?.earlierCheckpoint ?? trubuild_host_slice() }
        let memory = UnsafeMutablePointer<trubuild_checkpoint_v1>.allocate(capacity: 1)
        memory.initialize(to: table)
        address = UnsafePointer(memory)
    }
}

/// The constant table of `trubuild.earlier-artifacts/1`.
///
/// @unchecked Sendable: written once by the thread that makes it, and never freed.
private struct EarlierArtifactsTable: @unchecked Sendable {
    let address: UnsafePointer<trubuild_earlier_artifacts_v1>

    init() {
        var table = trubuild_earlier_artifacts_v1()
        table.struct_size = UInt32(MemoryLayout<trubuild_earlier_artifacts_v1>.size)
        table.newest = { handle, jobType, artifactType, artifact in
            guard let record = RunRecord.find(handle) else { return TRUBUILD_CALL_STATE }
            guard let artifact else { return TRUBUILD_CALL_INVALID }
            return record.newestEarlier(jobType, artifactType, artifact)
        }
        let memory = UnsafeMutablePointer<trubuild_earlier_artifacts_v1>.allocate(capacity: 1)
        memory.initialize(to: table)
        address = UnsafePointer(memory)
    }
}
