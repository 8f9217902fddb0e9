/* Exports something, but not what the host looks for. */
#include "common.h"

TRUBUILD_EXPORT int processor_entry(void)
{
   return 0;
}
