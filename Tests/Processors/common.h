/* What the test processors share: the tables that each needs, and a few short forms. Plain C, the ABI's header alone. */
#ifndef TEST_PROCESSORS_COMMON_H
#define TEST_PROCESSORS_COMMON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <trubuild/processor.h>

static inline trubuild_plugin_slice slice(const void *bytes, uint64_t length)
{
   trubuild_plugin_slice result = {(const uint8_t *)bytes, length};
   return result;
}

static inline trubuild_plugin_slice text(const char *string)
{
   return slice(string, strlen(string));
}

static inline int32_t report(const trubuild_host *host, const trubuild_run *run, double fraction, const char *message)
{
   trubuild_progress progress = {0};
   progress.struct_size = sizeof progress;
   progress.fraction = fraction;
   progress.stage = text("test");
   progress.message = text(message);
   return host->progress(run->handle, &progress);
}

/* Opens, writes and commits an artifact. */
static inline int32_t put_artifact(const trubuild_host *host, const trubuild_run *run, const char *type, const char *json)
{
   uint64_t artifact = 0;
   int32_t  status = host->artifact_open(run->handle, text(type), text("application/json"), &artifact);
   if (status >= 0) status = host->artifact_write(run->handle, artifact, text(json));
   if (status >= 0) status = host->artifact_commit(run->handle, artifact);
   return status;
}

/* A descriptor for one job type, a create() that makes nothing, and a destroy() that releases nothing. */
#define TEST_DESCRIPTOR(job_type)                                                                                          \
   static const trubuild_plugin_slice the_job_types[] = {TRUBUILD_LITERAL(job_type)};                                      \
   static const trubuild_descriptor   the_descriptor = {                                                                   \
      .struct_size = sizeof the_descriptor,                                                                                \
      .job_type_count = 1,                                                                                                 \
      .job_types = the_job_types,                                                                                          \
      .id = TRUBUILD_LITERAL("com.trubuild." job_type),                                                                    \
      .version = TRUBUILD_LITERAL("1.0.0"),                                                                                \
   };                                                                                                                      \
   static const trubuild_descriptor *describe(void)                                                                        \
   {                                                                                                                       \
      return &the_descriptor;                                                                                              \
   }

#define TEST_INSTANCE                                                                                                      \
   static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance)              \
   {                                                                                                                       \
      (void)host;                                                                                                          \
      (void)config;                                                                                                        \
      (void)instance;                                                                                                      \
      return TRUBUILD_OK;                                                                                                  \
   }                                                                                                                       \
   static void destroy(trubuild_instance *instance)                                                                        \
   {                                                                                                                       \
      (void)instance;                                                                                                      \
   }

/* The table, with the functions describe, create, destroy and run of the file, and what else is given. */
#define TEST_ENTRY(...)                                                                                                    \
   static const trubuild_processor_entry_v1 the_entry = {                                                                  \
      .magic = TRUBUILD_MAGIC,                                                                                             \
      .struct_size = sizeof the_entry,                                                                                     \
      .abi_major = TRUBUILD_ABI_MAJOR,                                                                                     \
      .abi_minor = TRUBUILD_ABI_MINOR,                                                                                     \
      .describe = describe,                                                                                                \
      .create = create,                                                                                                    \
      .destroy = destroy,                                                                                                  \
      .run = run,                                                                                                          \
      __VA_ARGS__                                                                                                          \
   };                                                                                                                      \
   TRUBUILD_EXPORT const trubuild_processor_entry_v1 *trubuild_processor_entry(uint32_t host_abi)                          \
   {                                                                                                                       \
      (void)host_abi;                                                                                                      \
      return &the_entry;                                                                                                   \
   }

/* All of it, for a processor that is only a run(). */
#define TEST_PROCESSOR(job_type)                                                                                           \
   TEST_DESCRIPTOR(job_type)                                                                                               \
   TEST_INSTANCE                                                                                                           \
   TEST_ENTRY(.get_extension = NULL)

#endif
