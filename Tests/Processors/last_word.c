/* Does its job, and crashes where the program that has loaded it runs the destructors of its libraries. */
#include <stdlib.h>
#include "common.h"

__attribute__((destructor)) static void last_word(void)
{
   abort();
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_last_word")
