/* Closes every descriptor that it can think of, and says that all is well. */
#include <unistd.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   for (int descriptor = 0; descriptor < 1024; descriptor++) close(descriptor);
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_close_fds")
