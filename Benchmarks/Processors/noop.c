/* Does nothing but what each job has to: a small result. It says when it began, in ns of CLOCK_MONOTONIC, and takes that
 * time before anything else. */
#include <stdio.h>
#include <time.h>
#include <trubuild/processor.h>

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   struct timespec now;
   clock_gettime(CLOCK_MONOTONIC, &now);
   static const trubuild_plugin_slice type = TRUBUILD_LITERAL("result");
   static const trubuild_plugin_slice json = TRUBUILD_LITERAL("application/json");
   (void)instance;

   char     text[64];
   int      length = snprintf(text, sizeof text, "{\"began\":%lld%09ld}", (long long)now.tv_sec, now.tv_nsec);
   uint64_t artifact;
   trubuild_plugin_slice bytes = {(const uint8_t *)text, (uint64_t)length};
   if (host->artifact_open(run->handle, type, json, &artifact) < 0) return TRUBUILD_RETRY;
   if (host->artifact_write(run->handle, artifact, bytes) < 0) return TRUBUILD_RETRY;
   if (host->artifact_commit(run->handle, artifact) < 0) return TRUBUILD_RETRY;
   return TRUBUILD_OK;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("bench_noop")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.bench-noop"),
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
