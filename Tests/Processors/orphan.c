/* Leaves a process behind that would live for ever, tells its number, and crashes. */
#include <stdlib.h>
#include "common.h"
#include "lasting_child.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   start_lasting_child("orphan");
   abort();
}

TEST_PROCESSOR("test_orphan")
