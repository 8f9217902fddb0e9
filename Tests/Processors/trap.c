/* Executes the trap instruction, as a failed check of a Swift or Rust runtime does. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   __builtin_trap();
}

TEST_PROCESSOR("test_trap")
