/* Is built for ABI 1.5, whose tables are longer than those of this host. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

TEST_DESCRIPTOR("test_newer_minor")
TEST_INSTANCE

static const struct {
   trubuild_processor_entry_v1 entry;
   void (*function_since_1_5)(void);
} the_table = {
   .entry =
      {
         .magic = TRUBUILD_MAGIC,
         .struct_size = sizeof the_table,
         .abi_major = 1,
         .abi_minor = 5,
         .describe = describe,
         .create = create,
         .destroy = destroy,
         .run = run,
      },
};

TRUBUILD_EXPORT const void *trubuild_processor_entry(uint32_t host_abi)
{
   (void)host_abi;
   return &the_table;
}
