/* Reports progress a million times, plain and with details, then goes on until some seconds are over. Its result is what
 * a call costs, in ns, and how many calls there were. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <trubuild/processor.h>

enum { CALLS = 1000000, SECONDS = 5 };

static int64_t now(void)
{
   struct timespec time;
   clock_gettime(CLOCK_MONOTONIC, &time);
   return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* The cost of a call. Each report differs from the one before. */
static double measure(const trubuild_run *run, const trubuild_host *host, int has_details)
{
   /* What the App's own processors send. */
   static const char sample[] = "{\"currentContractor\":\"Meridian Construction\",\"overallPercentageCompletion\":0.25,"
                                "\"totalNumberOfCriteriaToBeAnalyzed\":100,\"criterion\":\"Programme of works\",\"n\":1000000}";
   int64_t start = now();
   for (int i = 0; i < CALLS; i++) {
      char              text[sizeof sample];
      trubuild_progress progress = {.struct_size = sizeof progress, .fraction = i / (double)CALLS,
                                    .stage = TRUBUILD_LITERAL("measuring"),
                                    .message = TRUBUILD_LITERAL("what a call costs")};
      if (has_details) {
         memcpy(text, sample, sizeof sample);
         size_t length = sizeof sample - 1;
         for (int rest = i, place = 2; place < 8; place++, rest /= 10) text[length - place] = (char)('0' + rest % 10);
         progress.details.ptr = (const uint8_t *)text, progress.details.len = length;
      }
      if (host->progress(run->handle, &progress) < 0) return -1;
   }
   return (double)(now() - start) / CALLS;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   static const trubuild_plugin_slice result = TRUBUILD_LITERAL("result"), json = TRUBUILD_LITERAL("application/json");
   int64_t  start = now(), calls = 2 * (int64_t)CALLS;
   double   plain = measure(run, host, 0), details = measure(run, host, 1);
   char     text[256];
   uint64_t artifact;
   (void)instance;
   if (plain < 0 || details < 0) return TRUBUILD_PERMANENT;
   while (now() - start < (int64_t)SECONDS * 1000000000) {
      if (measure(run, host, 0) < 0) return TRUBUILD_PERMANENT;
      calls += CALLS;
   }
   int length = snprintf(text, sizeof text, "{\"plain\":%.1f,\"details\":%.1f,\"calls\":%lld,\"seconds\":%.3f}", plain,
                         details, (long long)calls, (double)(now() - start) / 1e9);
   trubuild_plugin_slice bytes = {(const uint8_t *)text, (uint64_t)length};
   if (host->artifact_open(run->handle, result, json, &artifact) < 0) return TRUBUILD_RETRY;
   if (host->artifact_write(run->handle, artifact, bytes) < 0) return TRUBUILD_RETRY;
   return host->artifact_commit(run->handle, artifact) < 0 ? TRUBUILD_RETRY : TRUBUILD_OK;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("bench_reports")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.bench-reports"),
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
