/* Answers with what it was given. Complete and on the ABI's header alone: the shape of a real processor. */
#include <stdio.h>
#include <trubuild/processor.h>

/* Writes an artifact; after the first error the other calls do nothing. */
typedef struct writer {
   const trubuild_host *host;
   trubuild_run_handle *run;
   uint64_t             artifact;
   int32_t              status;
} writer;

static void put(writer *w, const void *bytes, uint64_t length)
{
   trubuild_plugin_slice slice = {(const uint8_t *)bytes, length};
   if (w->status >= 0) w->status = w->host->artifact_write(w->run, w->artifact, slice);
}

#define PUT(w, literal) put(w, literal, sizeof(literal) - 1)

static void put_string(writer *w, trubuild_host_slice string)
{
   PUT(w, "\"");
   for (uint64_t i = 0; i < string.len; i++) {
      char escaped[8];
      if (string.ptr[i] < 0x20 || string.ptr[i] == '"' || string.ptr[i] == '\\')
         put(w, escaped, (uint64_t)snprintf(escaped, sizeof escaped, "\\u%04x", string.ptr[i]));
      else
         put(w, string.ptr + i, 1);
   }
   PUT(w, "\"");
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   static const trubuild_plugin_slice message = TRUBUILD_LITERAL("echoing the payload");
   static const trubuild_plugin_slice type = TRUBUILD_LITERAL("result");
   static const trubuild_plugin_slice content_type = TRUBUILD_LITERAL("application/json");
   (void)instance;

   host->log(run->handle, TRUBUILD_LOG_INFO, message);
   trubuild_progress progress = {.struct_size = sizeof progress, .fraction = 0.5, .stage = TRUBUILD_LITERAL("echoing")};
   if (host->progress(run->handle, &progress) == TRUBUILD_CALL_STOP) return TRUBUILD_CANCELLED;

   writer w = {.host = host, .run = run->handle};
   w.status = host->artifact_open(run->handle, type, content_type, &w.artifact);
   PUT(&w, "{\"payload\":");
   put(&w, run->payload.ptr, run->payload.len);
   PUT(&w, ",\"run_id\":");
   put_string(&w, run->run_id);
   PUT(&w, ",\"job_id\":");
   put_string(&w, run->job_id);
   PUT(&w, ",\"job_type\":");
   put_string(&w, run->job_type);
   PUT(&w, ",\"company_id\":");
   put_string(&w, run->company_id);
   PUT(&w, ",\"user_id\":");
   put_string(&w, run->user_id);
   PUT(&w, ",\"package_dir\":");
   put_string(&w, run->package_dir);
   PUT(&w, ",\"scratch_dir\":");
   put_string(&w, run->scratch_dir);
   char rest[64];
   put(&w, rest, (uint64_t)snprintf(rest, sizeof rest, ",\"attempt\":%u}", run->attempt_no));
   if (w.status >= 0) w.status = host->artifact_commit(run->handle, w.artifact);
   return w.status >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("test_echo")};
static const trubuild_descriptor   descriptor = {
   .struct_size = sizeof descriptor,
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.test-echo"),
   .version = TRUBUILD_LITERAL("1.0.0"),
   .summary = TRUBUILD_LITERAL("Answers with what it was given"),
   .payload_schema = TRUBUILD_LITERAL("{\"type\": \"object\"}"),
};

static const trubuild_descriptor *describe(void)
{
   return &descriptor;
}

static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance)
{
   (void)host;
   (void)config;
   (void)instance;
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
   (void)host_abi;
   return &entry;
}
