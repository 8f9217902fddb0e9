import CTrubuildProcessor
import RunnerProtocol

/// The tables of functions that processors call. One of each for the process; they live as long as it does.
enum HostTable {
    static let extensionNames = [TRUBUILD_EXT_CHECKPOINT, TRUBUILD_EXT_CANCEL_FD, TRUBUILD_EXT_EARLIER_ARTIFACTS]

    // nonisolated(unsafe): the memory behind each is written once, here, before anyone can have the pointer.
    nonisolated(unsafe) static let pointer: UnsafePointer<trubuild_host> = constant(
        trubuild_host(
            magic: TRUBUILD_MAGIC,
            struct_size: UInt32(MemoryLayout<trubuild_host>.size),
            abi_major: TRUBUILD_ABI_MAJOR,
            abi_minor: TRUBUILD_ABI_MINOR,
            abi_flags: 0,
            name: constantSlice("trubuild-host"),
            version: constantSlice(productVersion),
            is_cancelled: HostCalls.isCancelled,
            progress: HostCalls.progress,
            log: HostCalls.log,
            set_error: HostCalls.setError,
            set_delay: HostCalls.setDelay,
            artifact_open: HostCalls.artifactOpen,
            artifact_write: HostCalls.artifactWrite,
            artifact_commit: HostCalls.artifactCommit,
            artifact_abort: HostCalls.artifactAbort,
            get_extension: HostCalls.getExtension))

    nonisolated(unsafe) static let checkpoint: UnsafePointer<trubuild_checkpoint_v1> = constant(
        trubuild_checkpoint_v1(
            struct_size: UInt32(MemoryLayout<trubuild_checkpoint_v1>.size), reserved: 0,
            save: HostCalls.checkpointSave, load: HostCalls.checkpointLoad))

    nonisolated(unsafe) static let cancelFD: UnsafePointer<trubuild_cancel_fd_v1> = constant(
        trubuild_cancel_fd_v1(
            struct_size: UInt32(MemoryLayout<trubuild_cancel_fd_v1>.size), reserved: 0,
            descriptor: HostCalls.cancelDescriptor))

    nonisolated(unsafe) static let earlierArtifacts: UnsafePointer<trubuild_earlier_artifacts_v1> = constant(
        trubuild_earlier_artifacts_v1(
            struct_size: UInt32(MemoryLayout<trubuild_earlier_artifacts_v1>.size), reserved: 0,
            newest: HostCalls.newestEarlier))

    /// The table of an extension, or nil.
    static func table(named name: String) -> UnsafeRawPointer? {
        switch name {
        case TRUBUILD_EXT_CHECKPOINT: UnsafeRawPointer(checkpoint)
        case TRUBUILD_EXT_CANCEL_FD: UnsafeRawPointer(cancelFD)
        case TRUBUILD_EXT_EARLIER_ARTIFACTS: UnsafeRawPointer(earlierArtifacts)
        default: nil
        }
    }

    private static func constant<Table>(_ table: Table) -> UnsafePointer<Table> {
        let pointer = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        pointer.initialize(to: table)
        return UnsafePointer(pointer)
    }

    private static func constantSlice(_ text: String) -> trubuild_host_slice {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
        return trubuild_host_slice(ptr: bytes.baseAddress, len: UInt64(bytes.count))
    }
}
