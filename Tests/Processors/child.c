/* Starts a child that would live for ever, tells its number, and waits for it. */
#include <stdio.h>
#include <sys/wait.h>
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
   printf("child %d\n", (int)child);
   fflush(stdout);
   return waitpid(child, NULL, 0) == child ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_child")
