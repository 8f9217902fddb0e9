/* Reports once, then waits until a file "go" appears in its package folder. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char path[512];
   (void)instance;
   snprintf(path, sizeof path, "%.*s/go", (int)run->package_dir.len, (const char *)run->package_dir.ptr);
   report(host, run, 0.5, "waiting");
   while (access(path, F_OK) != 0) {
      struct timespec pause = {0, 1000000};
      if (host->is_cancelled(run->handle) != TRUBUILD_CANCEL_NONE) return TRUBUILD_CANCELLED;
      nanosleep(&pause, NULL);
   }
   return put_artifact(host, run, "result", "{}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_lock_step")
