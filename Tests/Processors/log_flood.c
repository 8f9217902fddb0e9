/* Logs 100,000 lines as fast as it can, and prints as many when the payload asks for it: {"print": 1}. */
#include <stdio.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char      copy[64] = {0};
   (void)instance;
   memcpy(copy, run->payload.ptr, run->payload.len < sizeof copy ? run->payload.len : sizeof copy - 1);
   for (int i = 1; i <= 100000; i++) {
      char line[32];
      snprintf(line, sizeof line, "flooding: line %d", i);
      host->log(run->handle, TRUBUILD_LOG_INFO, text(line));
      if (strstr(copy, "print") != NULL) printf("printing: line %d\n", i);
   }
   fflush(stdout);
   return put_artifact(host, run, "result", "{}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_log_flood")
