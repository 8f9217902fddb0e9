/* Works until it is told to stop. */
#include <time.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   report(host, run, 0.1, "waiting to be cancelled");
   while (host->is_cancelled(run->handle) == TRUBUILD_CANCEL_NONE) {
      struct timespec pause = {0, 1000000};
      nanosleep(&pause, NULL);
   }
   return TRUBUILD_CANCELLED;
}

TEST_PROCESSOR("test_hang_cancel")
