/* Measures what the host's functions cost the processor, in ns a call, as its result. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <trubuild/processor.h>

static int64_t now(void)
{
   struct timespec time;
   clock_gettime(CLOCK_MONOTONIC, &time);
   return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

#define MEASURE(name, calls, call) \
   do { \
      int64_t start = now(); \
      for (int i = 0; i < (calls); i++) \
         if ((call) < 0) return TRUBUILD_PERMANENT; \
      length += (size_t)snprintf( \
         text + length, sizeof text - length, "%s\"" name "\":%.1f", length == 1 ? "" : ",", \
         (double)(now() - start) / (calls)); \
   } while (0)

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   static const trubuild_plugin_slice result = TRUBUILD_LITERAL("result"), other = TRUBUILD_LITERAL("other");
   static const trubuild_plugin_slice json = TRUBUILD_LITERAL("application/json");
   static const trubuild_plugin_slice line = TRUBUILD_LITERAL("one line of a log, of a usual length, for the host");
   static const trubuild_plugin_slice extension = TRUBUILD_LITERAL(TRUBUILD_EXT_CHECKPOINT);
   /* 100 bytes in an array of strings. */
   static const trubuild_plugin_slice piece = TRUBUILD_LITERAL(
      "\"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456\",");
   static const trubuild_plugin_slice head = TRUBUILD_LITERAL("["), tail = TRUBUILD_LITERAL("0]");
   trubuild_progress progress = {
      .struct_size = sizeof progress, .fraction = 0.5, .stage = TRUBUILD_LITERAL("measuring"),
      .message = TRUBUILD_LITERAL("what a call costs")};
   char     text[1024] = "{";
   size_t   length = 1;
   uint64_t artifact;
   (void)instance;

   MEASURE("is_cancelled", 1000000, (int32_t)host->is_cancelled(run->handle));
   MEASURE("progress", 100000, host->progress(run->handle, &progress));
   MEASURE("log", 1000, host->log(run->handle, TRUBUILD_LOG_INFO, line));
   const trubuild_checkpoint_v1 *checkpoint = host->get_extension(extension);
   if (checkpoint == NULL) return TRUBUILD_PERMANENT;
   MEASURE("checkpoint_100_bytes", 1000, checkpoint->save(run->handle, line));
   if (host->artifact_open(run->handle, other, json, &artifact) < 0) return TRUBUILD_PERMANENT;
   if (host->artifact_write(run->handle, artifact, head) < 0) return TRUBUILD_PERMANENT;
   MEASURE("artifact_write_100_bytes", 10000, host->artifact_write(run->handle, artifact, piece));
   if (host->artifact_write(run->handle, artifact, tail) < 0) return TRUBUILD_PERMANENT;
   if (host->artifact_commit(run->handle, artifact) < 0) return TRUBUILD_PERMANENT;

   text[length++] = '}';
   trubuild_plugin_slice bytes = {(const uint8_t *)text, length};
   if (host->artifact_open(run->handle, result, json, &artifact) < 0) return TRUBUILD_PERMANENT;
   if (host->artifact_write(run->handle, artifact, bytes) < 0) return TRUBUILD_PERMANENT;
   return host->artifact_commit(run->handle, artifact) < 0 ? TRUBUILD_PERMANENT : TRUBUILD_OK;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("bench_calls")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.bench-calls"),
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
