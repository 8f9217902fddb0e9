/* Returns a table that does not begin with the magic number. */
#include "common.h"

static const struct { uint32_t words[16]; } the_table = {{0x0BADF00D}};

TRUBUILD_EXPORT const void *trubuild_processor_entry(uint32_t host_abi)
{
   (void)host_abi;
   return &the_table;
}
