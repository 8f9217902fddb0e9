/* Logs half a million lines as fast as it can. Its result is how many seconds that took. */
#include <stdio.h>
#include <time.h>
#include <trubuild/processor.h>

enum { LINES = 500000 };

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   static const trubuild_plugin_slice result = TRUBUILD_LITERAL("result"), json = TRUBUILD_LITERAL("application/json");
   static const trubuild_plugin_slice line = TRUBUILD_LITERAL("benchline: one line of a log, of a usual length, for the host");
   struct timespec start, end;
   char            text[64];
   uint64_t        artifact;
   (void)instance;
   clock_gettime(CLOCK_MONOTONIC, &start);
   for (int i = 0; i < LINES; i++)
      if (host->log(run->handle, TRUBUILD_LOG_INFO, line) < 0) return TRUBUILD_PERMANENT;
   clock_gettime(CLOCK_MONOTONIC, &end);
   int length = snprintf(text, sizeof text, "{\"seconds\":%.3f}",
                         (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
   trubuild_plugin_slice bytes = {(const uint8_t *)text, (uint64_t)length};
   if (host->artifact_open(run->handle, result, json, &artifact) < 0) return TRUBUILD_RETRY;
   if (host->artifact_write(run->handle, artifact, bytes) < 0) return TRUBUILD_RETRY;
   return host->artifact_commit(run->handle, artifact) < 0 ? TRUBUILD_RETRY : TRUBUILD_OK;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("bench_logs")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.bench-logs"),
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
