/* Is built for a major version that does not exist yet, with a table of another shape. */
#include "common.h"

static const struct {
   uint32_t magic, struct_size, abi_major, abi_minor;
   uint64_t abi_flags;
} the_table = {TRUBUILD_MAGIC, sizeof the_table, 2, 3, 0};

TRUBUILD_EXPORT const void *trubuild_processor_entry(uint32_t host_abi)
{
   (void)host_abi;
   return &the_table;
}
