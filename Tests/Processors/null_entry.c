/* Says that it cannot work with this host. */
#include "common.h"

TRUBUILD_EXPORT const trubuild_processor_entry_v1 *trubuild_processor_entry(uint32_t host_abi)
{
   (void)host_abi;
   return NULL;
}
