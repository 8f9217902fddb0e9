/* Needs a function that no library has. */
#include "common.h"

extern int trubuild_test_function_that_is_nowhere(void);

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return trubuild_test_function_that_is_nowhere();
}

TEST_PROCESSOR("test_undefined_symbol")
