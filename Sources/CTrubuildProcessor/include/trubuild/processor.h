/* trubuild/processor.h: the processor ABI, version 1.1
 *
 * A processor is a shared library that does one kind of job for trubuild-host. It is built against this header alone,
 * in any language that can export a C function, and needs no other file of the project. C99; only <stdint.h> and
 * <stddef.h> are included. docs/abi.md is the guide; this header is the law.
 *
 * Words
 *   host       trubuild-host, or the trubuild-runner process that it starts. A processor cannot tell them apart.
 *   job        what the App asked for: a type, a payload, a package of files.
 *   run        one attempt at a job. `run_id` names it; `attempt_no` starts at 1.
 *   instance   what create() made. The host may make several; each serves at most one run at a time.
 *   MUST, MUST NOT, SHOULD, MAY as in RFC 2119.
 *
 * History
 *   1.0   first version
 *   1.1   trubuild.earlier-artifacts/1; artifacts of other content types than JSON, where the host takes them;
 *         checkpoints of up to 1 MiB (64 KiB before); TRUBUILD_CALL_UNSUPPORTED, TRUBUILD_CALL_ABSENT
 *
 * Compatibility
 *   The major versions of host and processor MUST be equal. The minor version is a promise both ways: a processor built
 *   for 1.0 runs on every 1.y host, and one built for 1.5 runs on a 1.0 host that has the extensions it requires.
 *   Structs only grow at their end. Each starts with the size that its maker knew, and a reader uses a field only after
 *   TRUBUILD_HAS() says that it is there. What a field means never changes.
 *   New power comes as a named extension with a revision ("trubuild.checkpoint/1"), never as a change of an old one.
 *
 * Memory
 *   Memory is freed by the side that made it; none changes hands. The two slice types say who owns the bytes.
 *   Text is UTF-8 with a length, and is not terminated by a NUL. A slice of length 0 MAY have a null pointer.
 *
 * Limits
 *   Figures with (*) are what a host allows unless its manifest says otherwise for the processor (`limits`).
 *
 * Threads
 *   Each function carries a tag:
 *     [load-thread]   the thread that loads the library; never during a run of the same instance
 *     [run-thread]    the thread of one run; may be another one for the next run. At least 8 MiB of stack
 *     [any-thread]    any thread, at any time between create() and destroy(), several at once
 *   Every function of the host is [any-thread], returns without waiting for the disk, the network or the App, and never
 *   calls back into the processor; artifact_write() and log() may wait until the host has taken what came before, and
 *   trubuild.earlier-artifacts/1 waits for the database, within a limit. Threads that a processor starts MUST have
 *   stopped using the run when run() returns.
 *
 * Errors
 *   Nothing may unwind across this boundary: no C++ exception, no Rust panic, no longjmp. A processor catches its own
 *   and returns an outcome. A crash ends only the runner process, and the host says in the run's error how it ended.
 */
#ifndef TRUBUILD_PROCESSOR_H
#define TRUBUILD_PROCESSOR_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TRUBUILD_ABI_MAJOR 1u
#define TRUBUILD_ABI_MINOR 1u

/* The version as one number, as trubuild_processor_entry() receives it. */
#define TRUBUILD_ABI_VERSION(major, minor) (((uint32_t)(major) << 16) | (uint32_t)(minor))

/* "TBPR" read as a little-endian number: the first four bytes of the tables of both sides. */
#define TRUBUILD_MAGIC 0x52504254u

/* True when the maker of `*ptr` knew `field`. `ptr` points to a struct that has a struct_size. */
#define TRUBUILD_HAS(ptr, field) \
   ((ptr)->struct_size >= offsetof(__typeof__(*(ptr)), field) + sizeof((ptr)->field))

#if defined(__GNUC__)
#define TRUBUILD_EXPORT __attribute__((visibility("default")))
#else
#define TRUBUILD_EXPORT
#endif

/* ==== Slices ============================================================================================= */

/* OWNERSHIP: host. Valid until the call that it was passed to returns, or as long as the function that returned it
 * says. A processor that wants it longer copies it. */
typedef struct trubuild_host_slice {
   const uint8_t *ptr;
   uint64_t       len;
} trubuild_host_slice;

/* OWNERSHIP: processor. The host copies what it needs before it returns, except in trubuild_descriptor, which says so. */
typedef struct trubuild_plugin_slice {
   const uint8_t *ptr;
   uint64_t       len;
} trubuild_plugin_slice;

/* A slice of a string literal: TRUBUILD_LITERAL("analysing"). */
#define TRUBUILD_LITERAL(text) {(const uint8_t *)("" text ""), sizeof(text) - 1}

/* ==== Numbers that cross the boundary ==================================================================== */

/* What run() returns. Values not listed here are taken as TRUBUILD_RETRY and logged as misbehaviour. */
#define TRUBUILD_OK          0 /* done: committed artifacts become the job's result */
#define TRUBUILD_RETRY       1 /* failed in a way that may pass: try again after the host's own backoff */
#define TRUBUILD_RETRY_AFTER 2 /* the same, but not before the delay given to set_delay() */
#define TRUBUILD_PERMANENT   3 /* failed for good: the job fails with the error given to set_error() */
#define TRUBUILD_CANCELLED   4 /* stopped because is_cancelled() said so */
#define TRUBUILD_SNOOZE      5 /* not now: again after the delay given to set_delay(), and no attempt is charged */

/* What the host's functions return: 0 or more is success. */
#define TRUBUILD_CALL_OK             0
#define TRUBUILD_CALL_STOP           1    /* accepted, and the run has been cancelled: return soon */
#define TRUBUILD_CALL_INVALID      (-1)   /* a malformed argument: bad UTF-8, bad JSON, a fraction out of range */
#define TRUBUILD_CALL_TOO_LARGE    (-2)   /* over a limit of the host; nothing of this call was taken */
#define TRUBUILD_CALL_STATE        (-3)   /* not now: no such run or artifact (any more), or it is in another state */
#define TRUBUILD_CALL_FAILED       (-4)   /* the host could not do it (disk full, host gone); the run will be retried */
#define TRUBUILD_CALL_UNSUPPORTED  (-5)   /* since 1.1: this host does not take that; the run may go on without it */
#define TRUBUILD_CALL_ABSENT       (-6)   /* since 1.1: there is none; asking again in this run changes nothing */

/* What is_cancelled() returns: 0 while the run may go on, else why it should stop. Other values: stop, too. */
#define TRUBUILD_CANCEL_NONE     0u
#define TRUBUILD_CANCEL_USER     1u /* somebody cancelled the job */
#define TRUBUILD_CANCEL_TIMEOUT  2u /* the run's deadline has passed */
#define TRUBUILD_CANCEL_SHUTDOWN 3u /* the host is stopping; the job goes back to the queue */
#define TRUBUILD_CANCEL_LOST     4u /* this run no longer owns its job; nothing it writes will be kept */

#define TRUBUILD_LOG_TRACE   0u
#define TRUBUILD_LOG_DEBUG   1u
#define TRUBUILD_LOG_INFO    2u
#define TRUBUILD_LOG_WARNING 3u
#define TRUBUILD_LOG_ERROR   4u

/* trubuild_progress.fraction when the length of the work is not known. */
#define TRUBUILD_PROGRESS_UNKNOWN (-1.0)

/* ==== What the host gives to a run ======================================================================= */

/* A run, as the host names it in callbacks. It is a token, not an address: the host checks it at each call, and a call
 * after the run has ended returns TRUBUILD_CALL_STATE. */
typedef struct trubuild_run_handle trubuild_run_handle;

/* OWNERSHIP: host. The struct and its slices are valid until run() returns. */
typedef struct trubuild_run {
   uint32_t            struct_size;           /* since 1.0 */
   uint32_t            attempt_no;            /* since 1.0: 1 for the first attempt */
   trubuild_run_handle *handle;               /* since 1.0: first argument of the host's functions */
   trubuild_host_slice run_id;                /* since 1.0: a UUID in lower-case text */
   trubuild_host_slice job_id;                /* since 1.0: a UUID in lower-case text */
   trubuild_host_slice job_type;              /* since 1.0: for example "tech_rfp_summary" */
   trubuild_host_slice company_id;            /* since 1.0: empty when the job names none */
   trubuild_host_slice user_id;               /* since 1.0: empty when the job names none */
   trubuild_host_slice payload;               /* since 1.0: a JSON object, exactly as the database gave it */
   trubuild_host_slice package_dir;           /* since 1.0: absolute path of the package's files, read only; the folder
                                                 may be missing; empty when the job names no company */
   trubuild_host_slice scratch_dir;           /* since 1.0: absolute path of the run's own empty folder, deleted after it */
   uint64_t            deadline_monotonic_ns; /* since 1.0: CLOCK_MONOTONIC, in ns; 0 when the run has no deadline */
} trubuild_run;

/* One report of progress. It MAY go backwards. Only the newest report counts; the host writes a few a second.
 * The App sees a JSON object: `details` when it is given, else one made of stage, message and fraction. */
typedef struct trubuild_progress {
   uint32_t              struct_size; /* since 1.0 */
   uint32_t              reserved;    /* since 1.0: 0 */
   double                fraction;    /* since 1.0: 0 to 1, or TRUBUILD_PROGRESS_UNKNOWN */
   trubuild_plugin_slice stage;       /* since 1.0: a short id, "loading"; may be empty */
   trubuild_plugin_slice message;     /* since 1.0: one line for people; may be empty */
   trubuild_plugin_slice details;     /* since 1.0: a JSON object of at most 8 KiB (*), or empty */
} trubuild_progress;

/* The host's functions. OWNERSHIP: host, valid from create() until destroy() returns.
 * The first five fields are the frozen head: they stay where they are in every version. */
typedef struct trubuild_host {
   uint32_t            magic;       /* since 1.0: TRUBUILD_MAGIC */
   uint32_t            struct_size; /* since 1.0 */
   uint32_t            abi_major;   /* since 1.0 */
   uint32_t            abi_minor;   /* since 1.0 */
   uint64_t            abi_flags;   /* since 1.0: 0; unknown bits are ignored */
   trubuild_host_slice name;        /* since 1.0: for messages, for example "trubuild-runner" */
   trubuild_host_slice version;     /* since 1.0: for messages */

   /* since 1.0. Whether the run should stop, and why: a TRUBUILD_CANCEL_ value. One atomic read; call it often.
    * A handle that names no run answers TRUBUILD_CANCEL_LOST.
    * A processor that does not return within the host's grace is ended with its process.
    * [any-thread] */
   uint32_t (*is_cancelled)(trubuild_run_handle *run);

   /* since 1.0. Report progress. Cheap: the newest report replaces the one not yet written. `stage` and `message` are cut
    * at 128 bytes and 1 KiB.
    * Returns TRUBUILD_CALL_OK or _STOP; _INVALID, _TOO_LARGE (details over 8 KiB (*)), _STATE.
    * [any-thread] */
   int32_t (*progress)(trubuild_run_handle *run, const trubuild_progress *progress);

   /* since 1.0. Write one message to the host's log, marked with the run. `run` may be null while create(), warm_up()
    * or destroy() run, on their thread. Text over 8 KiB (*) is cut, and what comes faster
    * than 1,000 lines a second (*) is dropped; an unknown level counts as TRUBUILD_LOG_ERROR.
    * Returns TRUBUILD_CALL_OK or _INVALID, _STATE.
    * [any-thread] */
   int32_t (*log)(trubuild_run_handle *run, uint32_t level, trubuild_plugin_slice message);

   /* since 1.0. Say why the run (or, with a null `run`, create() or warm_up()) is about to fail; the last call wins.
    * `code` is a short stable id for programs, "criteria.not_found"; `message` is for people: what was seen, what was
    * wanted, what to do. Both are shown to the App, cut at 128 bytes and 8 KiB.
    * Returns TRUBUILD_CALL_OK or _INVALID, _STATE.
    * [any-thread] */
   int32_t (*set_error)(trubuild_run_handle *run, trubuild_plugin_slice code, trubuild_plugin_slice message);

   /* since 1.0. The delay, in ms, of TRUBUILD_RETRY_AFTER and TRUBUILD_SNOOZE; the last call wins.
    * Without it the host's own backoff is used. Returns TRUBUILD_CALL_OK or _STATE.
    * [any-thread] */
   int32_t (*set_delay)(trubuild_run_handle *run, uint64_t delay_ms);

   /* since 1.0. Open an artifact of the run: a result that the App can fetch. `type` is its name in the database
    * ("result", "report"): 1 to 64 characters of A-Z a-z 0-9 . _ -, used once in a run. `content_type` is in lower case
    * and without parameters; every host takes "application/json", and some take "text/html". Writes a handle, never 0, to
    * `*artifact`. Returns TRUBUILD_CALL_OK or _STOP; _INVALID, _TOO_LARGE (more than 256 (*), without those that were
    * aborted; a run that returns TRUBUILD_OK afterwards fails for good), _STATE (the type is in use), _FAILED,
    * _UNSUPPORTED (not this content type; a host of 1.0 says _INVALID): a run that does without the artifact is none the
    * worse for it.
    * [any-thread] */
   int32_t (*artifact_open)(trubuild_run_handle *run, trubuild_plugin_slice type, trubuild_plugin_slice content_type,
                            uint64_t *artifact);

   /* since 1.0. Append bytes; a cut may fall anywhere, also inside a character. JSON is checked as it passes: U+0000 is
    * dropped, unpaired surrogates become U+FFFD; of other text only the UTF-8 is checked. An artifact has at most 64 MiB (*),
    * all of a run together 256 MiB (*). Returns TRUBUILD_CALL_OK or _STOP; _INVALID (not UTF-8, not JSON, a number that no
    * double holds or with over 16383 decimals), _TOO_LARGE, _STATE, _FAILED. After an error only artifact_abort() is left; a run that does without it and returns TRUBUILD_OK fails for
    * good.
    * [any-thread], one at a time for one artifact */
   int32_t (*artifact_write)(trubuild_run_handle *run, uint64_t artifact, trubuild_plugin_slice bytes);

   /* since 1.0. The artifact is whole. The App sees it only when run() returns TRUBUILD_OK and the run still owns its
    * job. A run that returns TRUBUILD_OK with an artifact neither committed nor aborted fails for good.
    * Returns TRUBUILD_CALL_OK or _STOP; _INVALID (the JSON or text is not whole), _STATE, _FAILED.
    * [any-thread] */
   int32_t (*artifact_commit)(trubuild_run_handle *run, uint64_t artifact);

   /* since 1.0. Forget the artifact; its type may be opened again. Returns TRUBUILD_CALL_OK or _STATE.
    * [any-thread] */
   int32_t (*artifact_abort)(trubuild_run_handle *run, uint64_t artifact);

   /* since 1.0. A table of optional functions by its id, or null when this host has none of that name. The table is
    * cast to the type that the extension names. OWNERSHIP: host, valid until destroy() returns.
    * [any-thread] */
   const void *(*get_extension)(trubuild_plugin_slice id);
} trubuild_host;

/* ==== What the processor gives to the host =============================================================== */

/* What create() made; the host never looks inside. */
typedef struct trubuild_instance trubuild_instance;

/* What the processor is. OWNERSHIP: processor; constant, valid as long as the library is loaded.
 * A name has 1 to 100 characters of A-Z a-z 0-9 . _ - */
typedef struct trubuild_descriptor {
   uint32_t                     struct_size;              /* since 1.0 */
   uint32_t                     job_type_count;           /* since 1.0: 1 to 64 */
   const trubuild_plugin_slice *job_types;                /* since 1.0: names: "tech_rfp_summary" */
   trubuild_plugin_slice        id;                       /* since 1.0: a name, "com.example.rfp"; never changes */
   trubuild_plugin_slice        version;                  /* since 1.0: the processor's own, "2.1.0"; 1 to 64 bytes */
   trubuild_plugin_slice        summary;                  /* since 1.0: one line for people, up to 1 KiB; may be empty */
   trubuild_plugin_slice        payload_schema;           /* since 1.0: JSON Schema, an object of up to 1 MiB, or empty */
   const trubuild_plugin_slice *required_extensions;      /* since 1.0: the host refuses the library if it lacks one */
   uint32_t                     required_extension_count; /* since 1.0: 0 to 64 */
   uint32_t                     reserved;                 /* since 1.0: 0 */
} trubuild_descriptor;

/* The processor's functions. OWNERSHIP: processor; constant, valid as long as the library is loaded. The host never
 * unloads a library. The first five fields are the frozen head: they stay where they are in every version. */
typedef struct trubuild_processor_entry_v1 {
   uint32_t magic;       /* since 1.0: TRUBUILD_MAGIC */
   uint32_t struct_size; /* since 1.0: sizeof(trubuild_processor_entry_v1) */
   uint32_t abi_major;   /* since 1.0: TRUBUILD_ABI_MAJOR */
   uint32_t abi_minor;   /* since 1.0: TRUBUILD_ABI_MINOR */
   uint64_t abi_flags;   /* since 1.0: 0 */

   /* since 1.0. What this processor is. Pure: no files, no threads, no environment; it answers within 50 ms.
    * Called before anything else, possibly in a process that then does no work.
    * [load-thread] */
   const trubuild_descriptor *(*describe)(void);

   /* since 1.0. Make an instance and write it to `*instance`, which MAY stay null. `config` is the JSON object that the
    * manifest has for this processor ("{}" when it has none), valid until create() returns. Returns TRUBUILD_OK; anything
    * else refuses to serve, with the text of set_error(null, …). MUST NOT keep the process busy: load big things in
    * the extension "trubuild.warm-up/1".
    * [load-thread] */
   int32_t (*create)(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance);

   /* since 1.0. Release the instance. No run is going on. A runner that is killed does not call it.
    * [load-thread] */
   void (*destroy)(trubuild_instance *instance);

   /* since 1.0. Do one run and return an outcome (TRUBUILD_OK, …). At most one call at a time for an instance. MUST return
    * soon after is_cancelled() is not 0. MUST NOT call exit(), change signal handlers, or write to descriptors that it
    * did not open; what it prints goes to the host's log.
    * [run-thread] */
   int32_t (*run)(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host);

   /* since 1.0. A table of optional functions of the processor by its id, or null. May itself be null.
    * OWNERSHIP: processor; constant.
    * [any-thread] */
   const void *(*get_extension)(trubuild_host_slice id);
} trubuild_processor_entry_v1;

/* The one symbol that a processor exports, under exactly this name. `host_abi` is the newest version that the host knows,
 * as TRUBUILD_ABI_VERSION(major, minor). Returns the table, or null when the processor cannot work with such a host.
 * A function and not a variable: only functions are found alike by every loader.
 * [load-thread] */
#define TRUBUILD_ENTRY_SYMBOL "trubuild_processor_entry"
typedef const trubuild_processor_entry_v1 *(*trubuild_processor_entry_fn)(uint32_t host_abi);

/* ==== Extensions of the host ============================================================================= */

/* Checkpoints: a small state that outlives the run. What the last run of a job saved is given to the next attempt, so that
 * finished work is not done again. Saving is cheap: the newest replaces the one not yet written, and it is durable a
 * moment later, not at the return; a large one about a second later. */
#define TRUBUILD_EXT_CHECKPOINT "trubuild.checkpoint/1"
typedef struct trubuild_checkpoint_v1 {
   uint32_t struct_size; /* since 1.0 */
   uint32_t reserved;    /* since 1.0: 0 */

   /* since 1.0. Save at most 1 MiB (*) of any bytes (a host of 1.0: 64 KiB). Returns TRUBUILD_CALL_OK or _STOP; _INVALID,
    * _TOO_LARGE, _STATE.
    * [any-thread] */
   int32_t (*save)(trubuild_run_handle *run, trubuild_plugin_slice bytes);

   /* since 1.0. What an earlier attempt saved last; empty when there is none. What this run saves does not change it.
    * Valid until run() returns. [any-thread] */
   trubuild_host_slice (*load)(trubuild_run_handle *run);
} trubuild_checkpoint_v1;

/* A descriptor to wait on: for processors that sleep in poll() and cannot ask is_cancelled() meanwhile. */
#define TRUBUILD_EXT_CANCEL_FD "trubuild.cancel-fd/1"
typedef struct trubuild_cancel_fd_v1 {
   uint32_t struct_size; /* since 1.0 */
   uint32_t reserved;    /* since 1.0: 0 */

   /* since 1.0. A descriptor that becomes readable when the run is cancelled, or -1. The host owns it: MUST NOT be read
    * from, written to or closed; valid until run() returns.
    * [any-thread] */
   int32_t (*descriptor)(trubuild_run_handle *run);
} trubuild_cancel_fd_v1;

/* Results of earlier jobs of the run's own company and package, and of no others: the host fills both in from the run's
 * job, which is itself left out. */
#define TRUBUILD_EXT_EARLIER_ARTIFACTS "trubuild.earlier-artifacts/1"

/* OWNERSHIP: processor, which sets struct_size before the call. The slices are the host's, valid until run() returns. */
typedef struct trubuild_earlier_artifact {
   uint32_t            struct_size;  /* since 1.1: sizeof(trubuild_earlier_artifact) */
   uint32_t            reserved;     /* since 1.1: 0 */
   trubuild_host_slice job_id;       /* since 1.1: a UUID in lower-case text */
   trubuild_host_slice completed_at; /* since 1.1: when its run was completed: RFC 3339, UTC, "2026-01-05T08:30:00.000Z" */
   trubuild_host_slice payload;      /* since 1.1: the job's payload, JSON */
   trubuild_host_slice data;         /* since 1.1: the artifact, JSON */
} trubuild_earlier_artifact;

typedef struct trubuild_earlier_artifacts_v1 {
   uint32_t struct_size; /* since 1.1 */
   uint32_t reserved;    /* since 1.1: 0 */

   /* since 1.1. The artifact of the newest job of `job_type` whose latest run is completed and has an artifact of that
    * type. Of the jobs of this type, company and package the 200 newest are looked at. Waits for the database, for at
    * most a minute; a run puts one question at a time. What was answered once has the same answer until run() returns.
    * Returns TRUBUILD_CALL_OK; _STOP (the run has been cancelled, nothing was found out); _ABSENT (there is none), _FAILED
    * (the host could not find out; may be asked again), _TOO_LARGE (over 64 MiB (*) of answers in a run, or over 16
    * (*) questions), _INVALID, _STATE. After anything but TRUBUILD_CALL_OK the slices are empty.
    * [any-thread] */
   int32_t (*newest)(trubuild_run_handle *run, trubuild_plugin_slice job_type, trubuild_plugin_slice artifact_type,
                     trubuild_earlier_artifact *artifact);
} trubuild_earlier_artifacts_v1;

/* ==== Extensions of the processor ======================================================================== */

/* Work to be done once before the first run, outside any run's deadline: load a model, fill a cache. */
#define TRUBUILD_EXT_WARM_UP "trubuild.warm-up/1"
typedef struct trubuild_warm_up_v1 {
   uint32_t struct_size; /* since 1.0 */
   uint32_t reserved;    /* since 1.0: 0 */

   /* since 1.0. Called after create() and before the first run(). Returns TRUBUILD_OK; anything else refuses to
    * serve, with the text of set_error(null, …).
    * [load-thread] */
   int32_t (*warm_up)(trubuild_instance *instance);
} trubuild_warm_up_v1;

#ifdef __cplusplus
}
#endif

#endif /* TRUBUILD_PROCESSOR_H */
