/* Says that it is done, and leaves an artifact open. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   uint64_t artifact = 0;
   host->artifact_open(run->handle, text("result"), text("application/json"), &artifact);
   host->artifact_write(run->handle, artifact, text("{}"));
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_uncommitted")
