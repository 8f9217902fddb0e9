/* Waits until a file "go" appears in its package folder, and never looks whether it should stop. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char path[512];
   (void)instance;
   snprintf(path, sizeof path, "%.*s/go", (int)run->package_dir.len, (const char *)run->package_dir.ptr);
   while (access(path, F_OK) != 0) {
      struct timespec pause = {0, 1000000};
      nanosleep(&pause, NULL);
   }
   return put_artifact(host, run, "result", "{}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_deaf")
