/* Asks to be called again in a minute and a half. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   host->set_error(run->handle, text("test.not_yet"), text("the other system is not ready"));
   host->set_delay(run->handle, 90000);
   return TRUBUILD_SNOOZE;
}

TEST_PROCESSOR("test_snooze")
