/* Asks for the newest result of an analysis, and writes down what it was told. Requires the extension. */
#include <stdio.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   const trubuild_earlier_artifacts_v1 *earlier = host->get_extension(text(TRUBUILD_EXT_EARLIER_ARTIFACTS));
   trubuild_earlier_artifact            found = {.struct_size = sizeof found}, again = {.struct_size = sizeof again};
   uint64_t                             artifact = 0;
   char                                 head[128];
   (void)instance;
   if (earlier == NULL) return TRUBUILD_PERMANENT;

   report(host, run, 0.5, "asking");
   int32_t status = earlier->newest(run->handle, text("tech_rfp_analysis"), text("result"), &found);
   if (status == TRUBUILD_CALL_STOP) return found.data.len == 0 ? TRUBUILD_CANCELLED : TRUBUILD_PERMANENT;
   if (status == TRUBUILD_CALL_FAILED) {
      host->set_error(run->handle, text("test.failed"), text("the host could not find out"));
      return TRUBUILD_RETRY;
   }
   /* The same question has the same answer, at the same place. */
   if (earlier->newest(run->handle, text("tech_rfp_analysis"), text("result"), &again) != status) return TRUBUILD_PERMANENT;
   if (again.data.ptr != found.data.ptr || again.payload.len != found.payload.len) return TRUBUILD_PERMANENT;

   snprintf(head, sizeof head, "{\"status\":%d,\"size\":%llu", status, (unsigned long long)found.data.len);
   host->artifact_open(run->handle, text("result"), text("application/json"), &artifact);
   host->artifact_write(run->handle, artifact, text(head));
   if (status == TRUBUILD_CALL_OK) {
      host->artifact_write(run->handle, artifact, text(",\"job_id\":\""));
      host->artifact_write(run->handle, artifact, slice(found.job_id.ptr, found.job_id.len));
      host->artifact_write(run->handle, artifact, text("\",\"completed_at\":\""));
      host->artifact_write(run->handle, artifact, slice(found.completed_at.ptr, found.completed_at.len));
      host->artifact_write(run->handle, artifact, text("\",\"payload\":"));
      host->artifact_write(run->handle, artifact, slice(found.payload.ptr, found.payload.len));
      if (found.data.len < 1 << 20) {
         host->artifact_write(run->handle, artifact, text(",\"data\":"));
         host->artifact_write(run->handle, artifact, slice(found.data.ptr, found.data.len));
      }
   }
   host->artifact_write(run->handle, artifact, text("}"));
   return host->artifact_commit(run->handle, artifact) >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

static const trubuild_plugin_slice the_job_types[] = {TRUBUILD_LITERAL("test_earlier")};
static const trubuild_plugin_slice the_extensions[] = {TRUBUILD_LITERAL(TRUBUILD_EXT_EARLIER_ARTIFACTS)};
static const trubuild_descriptor   the_descriptor = {
   .struct_size = sizeof the_descriptor,
   .job_type_count = 1,
   .job_types = the_job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.test_earlier"),
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
