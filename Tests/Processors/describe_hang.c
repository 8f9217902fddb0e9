/* Never answers what it is. */
#include <unistd.h>
#include "common.h"

static const trubuild_descriptor *describe(void)
{
   for (;;) pause();
   return NULL;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

TEST_INSTANCE
TEST_ENTRY(.get_extension = NULL)
