/* Writes one artifact of as many kB as the payload says: {"kb": 1000}. */
#include <stdlib.h>
#include <string.h>
#include <trubuild/processor.h>

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   static const trubuild_plugin_slice result = TRUBUILD_LITERAL("result"), json = TRUBUILD_LITERAL("application/json");
   static const trubuild_plugin_slice head = TRUBUILD_LITERAL("["), tail = TRUBUILD_LITERAL("0]");
   /* 100 bytes in an array of strings, a thousand times. */
   static const char unit[] = "\"The contractor shows a full programme with float, resources and a critical path, on page 12 (b)..\",";
   static char       piece[100000];
   char              copy[256] = {0};
   uint64_t          artifact;
   (void)instance;
   memcpy(copy, run->payload.ptr, run->payload.len < sizeof copy ? run->payload.len : sizeof copy - 1);
   const char *found = strstr(copy, "\"kb\"");
   long        bytes = found == NULL ? 1000 : strtol(found + 5, NULL, 10) * 1000;
   for (size_t i = 0; i < sizeof piece; i++) piece[i] = unit[i % (sizeof unit - 1)];
   if (host->artifact_open(run->handle, result, json, &artifact) < 0) return TRUBUILD_PERMANENT;
   if (host->artifact_write(run->handle, artifact, head) < 0) return TRUBUILD_PERMANENT;
   while (bytes > 0) {
      long                  length = bytes < (long)sizeof piece ? bytes : (long)sizeof piece;
      trubuild_plugin_slice part = {(const uint8_t *)piece, (uint64_t)(length / (long)(sizeof unit - 1) * (long)(sizeof unit - 1))};
      if (host->artifact_write(run->handle, artifact, part) < 0) return TRUBUILD_PERMANENT;
      bytes -= length;
   }
   if (host->artifact_write(run->handle, artifact, tail) < 0) return TRUBUILD_PERMANENT;
   return host->artifact_commit(run->handle, artifact) < 0 ? TRUBUILD_PERMANENT : TRUBUILD_OK;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("bench_large")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.bench-large"),
   .version = TRUBUILD_LITERAL("1.0.0"),
};

static const trubuild_descriptor *describe(void)
{
   return &descriptor;
}

static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance)
{
   (void)host, (void)config, (void)instance;
   return TRUBUILD_OK;
}

static void destroy(trubuild_instance *instance)
{
   (void)instance;
}

static const trubuild_processor_entry_v1 entry = {
   .magic = TRUBUILD_MAGIC,
   .struct_size = sizeof entry,
   .abi_major = TRUBUILD_ABI_MAJOR,
   .abi_minor = TRUBUILD_ABI_MINOR,
   .describe = describe,
   .create = create,
   .destroy = destroy,
   .run = run,
};

TRUBUILD_EXPORT const trubuild_processor_entry_v1 *trubuild_processor_entry(uint32_t host_abi)
{
   return host_abi >> 16 == TRUBUILD_ABI_MAJOR ? &entry : NULL;
}
