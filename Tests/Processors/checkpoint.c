/* Saves and fails at the first attempt; completes with what was saved at the next. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   const trubuild_checkpoint_v1 *checkpoint = host->get_extension(text(TRUBUILD_EXT_CHECKPOINT));
   uint64_t                      artifact = 0;
   (void)instance;
   if (checkpoint == NULL) return TRUBUILD_PERMANENT;

   trubuild_host_slice saved = checkpoint->load(run->handle);
   if (saved.len == 0) {
      /* Many in a row: only the newest counts. */
      checkpoint->save(run->handle, text("first of three"));
      checkpoint->save(run->handle, text("second of three"));
      checkpoint->save(run->handle, text("three of three"));
      host->set_error(run->handle, text("test.half_done"), text("stopped half-way, as it should"));
      return TRUBUILD_RETRY;
   }
   host->artifact_open(run->handle, text("result"), text("application/json"), &artifact);
   host->artifact_write(run->handle, artifact, text("{\"loaded\":\""));
   host->artifact_write(run->handle, artifact, slice(saved.ptr, saved.len));
   host->artifact_write(run->handle, artifact, text("\"}"));
   return host->artifact_commit(run->handle, artifact) >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

static const trubuild_plugin_slice the_job_types[] = {TRUBUILD_LITERAL("test_checkpoint")};
static const trubuild_plugin_slice the_extensions[] = {TRUBUILD_LITERAL(TRUBUILD_EXT_CHECKPOINT)};
static const trubuild_descriptor   the_descriptor = {
   .struct_size = sizeof the_descriptor,
   .job_type_count = 1,
   .job_types = the_job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.test_checkpoint"),
   .version = TRUBUILD_LITERAL("1.0.0"),
   .required_extensions = the_extensions,
   .required_extension_count = 1,
};

static const trubuild_descriptor *describe(void)
{
   return &the_descriptor;
}

TEST_INSTANCE
TEST_ENTRY(.get_extension = NULL)
