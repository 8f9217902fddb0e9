/* Reports progress that is not UTF-8 and not JSON, notices, and fails without saying why. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   trubuild_progress progress = {0};
   progress.struct_size = sizeof progress;
   progress.fraction = TRUBUILD_PROGRESS_UNKNOWN;
   progress.message = text("\xff");
   if (host->progress(run->handle, &progress) != TRUBUILD_CALL_INVALID) return TRUBUILD_OK;
   progress.message = text("");
   progress.details = text("[1]");
   if (host->progress(run->handle, &progress) != TRUBUILD_CALL_INVALID) return TRUBUILD_OK;
   return TRUBUILD_PERMANENT;
}

TEST_PROCESSOR("test_bad_progress")
