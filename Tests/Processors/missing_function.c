/* Has no run(). */
#include "common.h"

TEST_DESCRIPTOR("test_missing_function")
TEST_INSTANCE

static const trubuild_processor_entry_v1 the_table = {
   .magic = TRUBUILD_MAGIC,
   .struct_size = sizeof the_table,
   .abi_major = TRUBUILD_ABI_MAJOR,
   .abi_minor = TRUBUILD_ABI_MINOR,
   .describe = describe,
   .create = create,
   .destroy = destroy,
};

TRUBUILD_EXPORT const trubuild_processor_entry_v1 *trubuild_processor_entry(uint32_t host_abi)
{
   (void)host_abi;
   return &the_table;
}
