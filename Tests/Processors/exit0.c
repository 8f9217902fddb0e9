/* Ends its process by exit(0), as if all were well. */
#include <stdlib.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   exit(0);
}

TEST_PROCESSOR("test_exit0")
