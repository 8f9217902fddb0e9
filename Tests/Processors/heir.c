/* Leaves a child behind that logs for ever, out of reach of its process group, and ends as soon as the child is at it. */
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   int  ends[2];
   char byte = 0;
   (void)instance;
   if (pipe(ends) != 0) return TRUBUILD_RETRY;
   if (fork() == 0) {
      setsid();
      for (unsigned i = 0; i < 1000; i++) host->log(run->handle, TRUBUILD_LOG_TRACE, text("still here"));
      if (write(ends[1], &byte, 1) != 1) _exit(1);
      /* The runner of a test that fails must not stay for ever. */
      alarm(90);
      for (;;) host->log(run->handle, TRUBUILD_LOG_TRACE, text("still here"));
   }
   if (read(ends[0], &byte, 1) != 1) return TRUBUILD_RETRY;
   _exit(0);
}

TEST_PROCESSOR("test_heir")
