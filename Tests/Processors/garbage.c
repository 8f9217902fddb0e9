/* Breaks every rule that a call can break, checks that the host says so each time, and returns a number that means nothing.
 * Answers that are not as the header promises are logged as errors that begin with "unexpected". */
#include <math.h>
#include <stdio.h>
#include "common.h"

static trubuild_run_handle *handle_of_last_run;

static const trubuild_host *the_host;
static const trubuild_run  *the_run;

static void expect(const char *call, int64_t wanted, int64_t seen)
{
   char line[160];
   if (seen == wanted) return;
   snprintf(line, sizeof line, "unexpected: %s returned %lld, wanted %lld", call, (long long)seen, (long long)wanted);
   the_host->log(the_run->handle, TRUBUILD_LOG_ERROR, text(line));
}

#define EXPECT(wanted, call) expect(#call, wanted, call)

static void use_handle(trubuild_run_handle *handle)
{
   const trubuild_host *host = the_host;
   trubuild_progress    progress = {.struct_size = sizeof progress, .fraction = 0.5};
   uint64_t             artifact = 0;
   EXPECT(TRUBUILD_CANCEL_LOST, host->is_cancelled(handle));
   EXPECT(TRUBUILD_CALL_STATE, host->progress(handle, &progress));
   EXPECT(TRUBUILD_CALL_STATE, host->log(handle, TRUBUILD_LOG_INFO, text("from nowhere")));
   EXPECT(TRUBUILD_CALL_STATE, host->set_error(handle, text("a"), text("b")));
   EXPECT(TRUBUILD_CALL_STATE, host->set_delay(handle, 1));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_open(handle, text("x"), text("application/json"), &artifact));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_write(handle, 1, text("{}")));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_commit(handle, 1));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_abort(handle, 1));
}

static void report_badly(void)
{
   const trubuild_host *host = the_host;
   trubuild_run_handle *handle = the_run->handle;
   trubuild_progress    progress = {.struct_size = sizeof progress};
   progress.fraction = NAN;
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.fraction = INFINITY;
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.fraction = -0.5;
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.fraction = 0.5;
   progress.message = text("\xc3\x28");
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.message = slice(NULL, 10);
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.message = text("");
   progress.details = text("{\"a\":1");
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   progress.details = slice("{", 1u << 30);
   EXPECT(TRUBUILD_CALL_TOO_LARGE, host->progress(handle, &progress));
   progress.struct_size = 3;
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, &progress));
   EXPECT(TRUBUILD_CALL_INVALID, host->progress(handle, NULL));
   EXPECT(TRUBUILD_CALL_INVALID, host->log(handle, 99, text("\xff")));
   EXPECT(TRUBUILD_CALL_INVALID, host->set_error(handle, text("code"), text("\xed\xa0\x80")));
}

static void write_badly(void)
{
   const trubuild_host  *host = the_host;
   trubuild_run_handle  *handle = the_run->handle;
   trubuild_plugin_slice json = text("application/json");
   uint64_t              artifact = 0, other = 0;
   EXPECT(TRUBUILD_CALL_INVALID, host->artifact_open(handle, text("with space"), json, &artifact));
   EXPECT(TRUBUILD_CALL_INVALID, host->artifact_open(handle, text(""), json, &artifact));
   EXPECT(TRUBUILD_CALL_UNSUPPORTED, host->artifact_open(handle, text("result"), text("image/png"), &artifact));
   EXPECT(TRUBUILD_CALL_INVALID, host->artifact_open(handle, text("result"), text(""), &artifact));
   EXPECT(TRUBUILD_CALL_INVALID, host->artifact_open(handle, text("result"), json, NULL));
   EXPECT(TRUBUILD_CALL_OK, host->artifact_open(handle, text("result"), json, &artifact));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_open(handle, text("result"), json, &other));
   EXPECT(TRUBUILD_CALL_INVALID, host->artifact_write(handle, artifact, text("{\"a\":\xff}")));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_write(handle, artifact, text("{}")));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_commit(handle, artifact));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_write(handle, 12345, text("{}")));
   EXPECT(TRUBUILD_CALL_STATE, host->artifact_abort(handle, 0));
   EXPECT(TRUBUILD_CALL_OK, host->artifact_open(handle, text("huge"), json, &other));
   EXPECT(TRUBUILD_CALL_TOO_LARGE, host->artifact_write(handle, other, slice("{", 1ull << 40)));
   EXPECT(TRUBUILD_CALL_OK, host->artifact_abort(handle, other));
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   the_host = host;
   the_run = run;
   use_handle(NULL);
   use_handle((trubuild_run_handle *)(uintptr_t)1);
   use_handle((trubuild_run_handle *)UINTPTR_MAX);
   use_handle((trubuild_run_handle *)run);
   use_handle(handle_of_last_run);
   report_badly();
   write_badly();
   if (host->get_extension(text("trubuild.teleport/1")) != NULL) expect("get_extension", 0, 1);
   if (host->get_extension(slice(NULL, 5)) != NULL) expect("get_extension", 0, 1);
   handle_of_last_run = run->handle;
   return 77;
}

TEST_PROCESSOR("test_garbage")
