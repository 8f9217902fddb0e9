/* Never returns, whatever it is told. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   report(host, run, 0.1, "hanging");
   for (volatile unsigned long i = 0, one = 1; one; i++) {}
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_hang")
