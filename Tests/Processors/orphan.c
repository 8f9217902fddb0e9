/* Leaves a process behind that would live for ever, tells its number, and crashes. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   pid_t child = fork();
   (void)instance;
   (void)run;
   (void)host;
   if (child == 0) {
      for (;;) pause();
   }
   printf("orphan %d\n", (int)child);
   fflush(stdout);
   abort();
}

TEST_PROCESSOR("test_orphan")
