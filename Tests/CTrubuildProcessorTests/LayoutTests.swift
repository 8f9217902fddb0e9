import CTrubuildProcessor
import Testing

/// The layout that teams have compiled against, fixed for ever: the same figures as in layout.c, as Swift sees them.
@Suite("Layout of the processor ABI")
struct LayoutTests {
    @Test("Slices")
    func slices() {
        expectSize(trubuild_host_slice.self, 16)
        expectOffset(\trubuild_host_slice.ptr, 0)
        expectOffset(\trubuild_host_slice.len, 8)
        expectSize(trubuild_plugin_slice.self, 16)
        expectOffset(\trubuild_plugin_slice.ptr, 0)
        expectOffset(\trubuild_plugin_slice.len, 8)
    }

    @Test("trubuild_run")
    func run() {
        expectSize(trubuild_run.self, 152)
        expectOffset(\trubuild_run.struct_size, 0)
        expectOffset(\trubuild_run.attempt_no, 4)
        expectOffset(\trubuild_run.handle, 8)
        expectOffset(\trubuild_run.run_id, 16)
        expectOffset(\trubuild_run.job_id, 32)
        expectOffset(\trubuild_run.job_type, 48)
        expectOffset(\trubuild_run.company_id, 64)
        expectOffset(\trubuild_run.user_id, 80)
        expectOffset(\trubuild_run.payload, 96)
        expectOffset(\trubuild_run.package_dir, 112)
        expectOffset(\trubuild_run.scratch_dir, 128)
        expectOffset(\trubuild_run.deadline_monotonic_ns, 144)
    }

    @Test("trubuild_progress")
    func progress() {
        expectSize(trubuild_progress.self, 64)
        expectOffset(\trubuild_progress.struct_size, 0)
        expectOffset(\trubuild_progress.reserved, 4)
        expectOffset(\trubuild_progress.fraction, 8)
        expectOffset(\trubuild_progress.stage, 16)
        expectOffset(\trubuild_progress.message, 32)
        expectOffset(\trubuild_progress.details, 48)
    }

    @Test("trubuild_host")
    func host() {
        expectSize(trubuild_host.self, 136)
        expectOffset(\trubuild_host.magic, 0)
        expectOffset(\trubuild_host.struct_size, 4)
        expectOffset(\trubuild_host.abi_major, 8)
        expectOffset(\trubuild_host.abi_minor, 12)
        expectOffset(\trubuild_host.abi_flags, 16)
        expectOffset(\trubuild_host.name, 24)
        expectOffset(\trubuild_host.version, 40)
        expectOffset(\trubuild_host.is_cancelled, 56)
        expectOffset(\trubuild_host.progress, 64)
        expectOffset(\trubuild_host.log, 72)
        expectOffset(\trubuild_host.set_error, 80)
        expectOffset(\trubuild_host.set_delay, 88)
        expectOffset(\trubuild_host.artifact_open, 96)
        expectOffset(\trubuild_host.artifact_write, 104)
        expectOffset(\trubuild_host.artifact_commit, 112)
        expectOffset(\trubuild_host.artifact_abort, 120)
        expectOffset(\trubuild_host.get_extension, 128)
    }

    @Test("trubuild_descriptor")
    func descriptor() {
        expectSize(trubuild_descriptor.self, 96)
        expectOffset(\trubuild_descriptor.struct_size, 0)
        expectOffset(\trubuild_descriptor.job_type_count, 4)
        expectOffset(\trubuild_descriptor.job_types, 8)
        expectOffset(\trubuild_descriptor.id, 16)
        expectOffset(\trubuild_descriptor.version, 32)
        expectOffset(\trubuild_descriptor.summary, 48)
        expectOffset(\trubuild_descriptor.payload_schema, 64)
        expectOffset(\trubuild_descriptor.required_extensions, 80)
        expectOffset(\trubuild_descriptor.required_extension_count, 88)
        expectOffset(\trubuild_descriptor.reserved, 92)
    }

    @Test("trubuild_processor_entry_v1")
    func entry() {
        expectSize(trubuild_processor_entry_v1.self, 64)
        expectOffset(\trubuild_processor_entry_v1.magic, 0)
        expectOffset(\trubuild_processor_entry_v1.struct_size, 4)
        expectOffset(\trubuild_processor_entry_v1.abi_major, 8)
        expectOffset(\trubuild_processor_entry_v1.abi_minor, 12)
        expectOffset(\trubuild_processor_entry_v1.abi_flags, 16)
        expectOffset(\trubuild_processor_entry_v1.describe, 24)
        expectOffset(\trubuild_processor_entry_v1.create, 32)
        expectOffset(\trubuild_processor_entry_v1.destroy, 40)
        expectOffset(\trubuild_processor_entry_v1.run, 48)
        expectOffset(\trubuild_processor_entry_v1.get_extension, 56)
    }

    @Test("Tables of extensions")
    func extensions() {
        expectSize(trubuild_checkpoint_v1.self, 24)
        expectOffset(\trubuild_checkpoint_v1.struct_size, 0)
        expectOffset(\trubuild_checkpoint_v1.reserved, 4)
        expectOffset(\trubuild_checkpoint_v1.save, 8)
        expectOffset(\trubuild_checkpoint_v1.load, 16)
        expectSize(trubuild_cancel_fd_v1.self, 16)
        expectOffset(\trubuild_cancel_fd_v1.struct_size, 0)
        expectOffset(\trubuild_cancel_fd_v1.reserved, 4)
        expectOffset(\trubuild_cancel_fd_v1.descriptor, 8)
        expectSize(trubuild_warm_up_v1.self, 16)
        expectOffset(\trubuild_warm_up_v1.struct_size, 0)
        expectOffset(\trubuild_warm_up_v1.reserved, 4)
        expectOffset(\trubuild_warm_up_v1.warm_up, 8)
        expectSize(trubuild_earlier_artifacts_v1.self, 16)
        expectOffset(\trubuild_earlier_artifacts_v1.struct_size, 0)
        expectOffset(\trubuild_earlier_artifacts_v1.reserved, 4)
        expectOffset(\trubuild_earlier_artifacts_v1.newest, 8)
        expectSize(trubuild_earlier_artifact.self, 72)
        expectOffset(\trubuild_earlier_artifact.struct_size, 0)
        expectOffset(\trubuild_earlier_artifact.reserved, 4)
        expectOffset(\trubuild_earlier_artifact.job_id, 8)
        expectOffset(\trubuild_earlier_artifact.completed_at, 24)
        expectOffset(\trubuild_earlier_artifact.payload, 40)
        expectOffset(\trubuild_earlier_artifact.data, 56)
    }

    @Test("Numbers that cross the boundary")
    func numbers() {
        #expect(TRUBUILD_MAGIC == 0x5250_4254)
        #expect(TRUBUILD_ABI_MAJOR == 1)
        #expect(
            [
                TRUBUILD_OK, TRUBUILD_RETRY, TRUBUILD_RETRY_AFTER, TRUBUILD_PERMANENT, TRUBUILD_CANCELLED,
                TRUBUILD_SNOOZE,
            ]
                == [0, 1, 2, 3, 4, 5])
        #expect(
            [
                TRUBUILD_CALL_OK, TRUBUILD_CALL_STOP, TRUBUILD_CALL_INVALID, TRUBUILD_CALL_TOO_LARGE,
                TRUBUILD_CALL_STATE, TRUBUILD_CALL_FAILED, TRUBUILD_CALL_UNSUPPORTED, TRUBUILD_CALL_ABSENT,
            ] == [0, 1, -1, -2, -3, -4, -5, -6])
        #expect(
            [
                TRUBUILD_CANCEL_NONE, TRUBUILD_CANCEL_USER, TRUBUILD_CANCEL_TIMEOUT, TRUBUILD_CANCEL_SHUTDOWN,
                TRUBUILD_CANCEL_LOST,
            ] == [0, 1, 2, 3, 4])
        #expect(
            [TRUBUILD_LOG_TRACE, TRUBUILD_LOG_DEBUG, TRUBUILD_LOG_INFO, TRUBUILD_LOG_WARNING, TRUBUILD_LOG_ERROR]
                == [0, 1, 2, 3, 4])
        #expect(TRUBUILD_PROGRESS_UNKNOWN == -1)
        #expect(TRUBUILD_ENTRY_SYMBOL == "trubuild_processor_entry")
    }

    private func expectSize<Table>(
        _ type: Table.Type, _ size: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(MemoryLayout<Table>.size == size, sourceLocation: sourceLocation)
        #expect(MemoryLayout<Table>.stride == size, sourceLocation: sourceLocation)
    }

    private func expectOffset<Table, Field>(
        _ field: KeyPath<Table, Field>, _ offset: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(MemoryLayout<Table>.offset(of: field) == offset, sourceLocation: sourceLocation)
    }
}
