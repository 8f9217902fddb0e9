/* Reports progress a million times, and logs ten thousand lines. */
#include <stdio.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   for (int i = 1; i <= 1000000; i++) {
      report(host, run, i / 1e6, "flooding");
      if (i % 100 == 0) {
         char line[32];
         snprintf(line, sizeof line, "line %d", i / 100);
         host->log(run->handle, TRUBUILD_LOG_DEBUG, text(line));
      }
   }
   return put_artifact(host, run, "result", "{\"reports\":1000000}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_flood")
