/* Exports the entry function as a C++ compiler does without extern "C". */
#include "common.h"

TRUBUILD_EXPORT const void *_Z24trubuild_processor_entryj(uint32_t host_abi)
{
   (void)host_abi;
   return NULL;
}
