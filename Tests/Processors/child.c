/* Starts a child that would live for ever, tells its number, and waits for it. */
#include <sys/wait.h>
#include "common.h"
#include "lasting_child.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   pid_t child = start_lasting_child("child");
   (void)instance;
   (void)run;
   (void)host;
   return waitpid(child, NULL, 0) == child ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_child")
