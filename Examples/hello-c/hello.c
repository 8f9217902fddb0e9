#include <trubuild/processor.h>

static const trubuild_plugin_slice job_types[] = {TRUBUILD_LITERAL("hello")};

static const trubuild_descriptor descriptor = {
   .struct_size = sizeof(trubuild_descriptor),
   .job_type_count = 1,
   .job_types = job_types,
   .id = TRUBUILD_LITERAL("com.example.hello"),
   .version = TRUBUILD_LITERAL("1.0.0"),
};

static const trubuild_descriptor *describe(void) { return &descriptor; }

static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance) {
   (void)host, (void)config, (void)instance; /* nothing to keep: the instance stays null */
   return TRUBUILD_OK;
}

static void destroy(trubuild_instance *instance) { (void)instance; }

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host) {
   (void)instance;
   const trubuild_plugin_slice type = TRUBUILD_LITERAL("result");
   const trubuild_plugin_slice json = TRUBUILD_LITERAL("application/json");
   const trubuild_plugin_slice text = TRUBUILD_LITERAL("{\"hello\":\"world\"}");
   uint64_t artifact;
   if (host->artifact_open(run->handle, type, json, &artifact) < 0) return TRUBUILD_RETRY;
   if (host->artifact_write(run->handle, artifact, text) < 0) return TRUBUILD_RETRY;
   if (host->artifact_commit(run->handle, artifact) < 0) return TRUBUILD_RETRY;
   return TRUBUILD_OK;
}

static const trubuild_processor_entry_v1 entry = {
   .magic = TRUBUILD_MAGIC,
   .struct_size = sizeof(trubuild_processor_entry_v1),
   .abi_major = TRUBUILD_ABI_MAJOR,
   .abi_minor = TRUBUILD_ABI_MINOR,
   .describe = describe,
   .create = create,
   .destroy = destroy,
   .run = run,
};

TRUBUILD_EXPORT const trubuild_processor_entry_v1 *trubuild_processor_entry(uint32_t host_abi) {
   return host_abi >> 16 == TRUBUILD_ABI_MAJOR ? &entry : NULL;
}
