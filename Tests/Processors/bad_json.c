/* Writes an artifact that is no JSON, and does not look at what the host says to it. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   put_artifact(host, run, "result", "{\"a\": nothing}");
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_bad_json")
