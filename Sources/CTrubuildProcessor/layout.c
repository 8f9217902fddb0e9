/* The layout that teams have compiled against, fixed for ever: a failure here is a broken promise, not a number to edit.
 * Tests/CTrubuildProcessorTests holds the same figures for Swift. Fields are only ever added below the last line of a struct. */
#include "trubuild/processor.h"

#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define ASSERT_LAYOUT(condition) _Static_assert(condition, #condition)
#else
#define ASSERT_JOIN(a, b) a##b
#define ASSERT_NAME(line) ASSERT_JOIN(layout_assertion_, line)
#define ASSERT_LAYOUT(condition) typedef char ASSERT_NAME(__LINE__)[(condition) ? 1 : -1]
#endif
#define AT(type, field, offset) ASSERT_LAYOUT(offsetof(type, field) == (offset))
#define SIZE(type, size) ASSERT_LAYOUT(sizeof(type) == (size))

ASSERT_LAYOUT(sizeof(void *) == 8);

SIZE(trubuild_host_slice, 16);
AT(trubuild_host_slice, ptr, 0);
AT(trubuild_host_slice, len, 8);

SIZE(trubuild_plugin_slice, 16);
AT(trubuild_plugin_slice, ptr, 0);
AT(trubuild_plugin_slice, len, 8);

SIZE(trubuild_run, 152);
AT(trubuild_run, struct_size, 0);
AT(trubuild_run, attempt_no, 4);
AT(trubuild_run, handle, 8);
AT(trubuild_run, run_id, 16);
AT(trubuild_run, job_id, 32);
AT(trubuild_run, job_type, 48);
AT(trubuild_run, company_id, 64);
AT(trubuild_run, user_id, 80);
AT(trubuild_run, payload, 96);
AT(trubuild_run, package_dir, 112);
AT(trubuild_run, scratch_dir, 128);
AT(trubuild_run, deadline_monotonic_ns, 144);

SIZE(trubuild_progress, 64);
AT(trubuild_progress, struct_size, 0);
AT(trubuild_progress, reserved, 4);
AT(trubuild_progress, fraction, 8);
AT(trubuild_progress, stage, 16);
AT(trubuild_progress, message, 32);
AT(trubuild_progress, details, 48);

SIZE(trubuild_host, 136);
AT(trubuild_host, magic, 0);
AT(trubuild_host, struct_size, 4);
AT(trubuild_host, abi_major, 8);
AT(trubuild_host, abi_minor, 12);
AT(trubuild_host, abi_flags, 16);
AT(trubuild_host, name, 24);
AT(trubuild_host, version, 40);
AT(trubuild_host, is_cancelled, 56);
AT(trubuild_host, progress, 64);
AT(trubuild_host, log, 72);
AT(trubuild_host, set_error, 80);
AT(trubuild_host, set_delay, 88);
AT(trubuild_host, artifact_open, 96);
AT(trubuild_host, artifact_write, 104);
AT(trubuild_host, artifact_commit, 112);
AT(trubuild_host, artifact_abort, 120);
AT(trubuild_host, get_extension, 128);

SIZE(trubuild_descriptor, 96);
AT(trubuild_descriptor, struct_size, 0);
AT(trubuild_descriptor, job_type_count, 4);
AT(trubuild_descriptor, job_types, 8);
AT(trubuild_descriptor, id, 16);
AT(trubuild_descriptor, version, 32);
AT(trubuild_descriptor, summary, 48);
AT(trubuild_descriptor, payload_schema, 64);
AT(trubuild_descriptor, required_extensions, 80);
AT(trubuild_descriptor, required_extension_count, 88);
AT(trubuild_descriptor, reserved, 92);

SIZE(trubuild_processor_entry_v1, 64);
AT(trubuild_processor_entry_v1, magic, 0);
AT(trubuild_processor_entry_v1, struct_size, 4);
AT(trubuild_processor_entry_v1, abi_major, 8);
AT(trubuild_processor_entry_v1, abi_minor, 12);
AT(trubuild_processor_entry_v1, abi_flags, 16);
AT(trubuild_processor_entry_v1, describe, 24);
AT(trubuild_processor_entry_v1, create, 32);
AT(trubuild_processor_entry_v1, destroy, 40);
AT(trubuild_processor_entry_v1, run, 48);
AT(trubuild_processor_entry_v1, get_extension, 56);

SIZE(trubuild_checkpoint_v1, 24);
AT(trubuild_checkpoint_v1, struct_size, 0);
AT(trubuild_checkpoint_v1, reserved, 4);
AT(trubuild_checkpoint_v1, save, 8);
AT(trubuild_checkpoint_v1, load, 16);

SIZE(trubuild_cancel_fd_v1, 16);
AT(trubuild_cancel_fd_v1, struct_size, 0);
AT(trubuild_cancel_fd_v1, reserved, 4);
AT(trubuild_cancel_fd_v1, descriptor, 8);

SIZE(trubuild_warm_up_v1, 16);
AT(trubuild_warm_up_v1, struct_size, 0);
AT(trubuild_warm_up_v1, reserved, 4);
AT(trubuild_warm_up_v1, warm_up, 8);

SIZE(trubuild_earlier_artifact, 72);
AT(trubuild_earlier_artifact, struct_size, 0);
AT(trubuild_earlier_artifact, reserved, 4);
AT(trubuild_earlier_artifact, job_id, 8);
AT(trubuild_earlier_artifact, completed_at, 24);
AT(trubuild_earlier_artifact, payload, 40);
AT(trubuild_earlier_artifact, data, 56);

SIZE(trubuild_earlier_artifacts_v1, 16);
AT(trubuild_earlier_artifacts_v1, struct_size, 0);
AT(trubuild_earlier_artifacts_v1, reserved, 4);
AT(trubuild_earlier_artifacts_v1, newest, 8);
