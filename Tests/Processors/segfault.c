/* Writes where nothing is. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   report(host, run, 0.25, "about to crash");
   volatile int *nowhere = NULL;
   *nowhere = 1;
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_segfault")
