/* Requires an extension that no host has. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

static const trubuild_plugin_slice the_job_types[] = {TRUBUILD_LITERAL("test_needs_extension")};
static const trubuild_plugin_slice the_extensions[] = {
   TRUBUILD_LITERAL(TRUBUILD_EXT_CHECKPOINT), TRUBUILD_LITERAL("trubuild.teleport/1")};
static const trubuild_descriptor the_descriptor = {
   .struct_size = sizeof the_descriptor,
   .job_type_count = 1,
   .job_types = the_job_types,
   .id = TRUBUILD_LITERAL("com.trubuild.test_needs_extension"),
   .version = TRUBUILD_LITERAL("1.0.0"),
   .required_extensions = the_extensions,
   .required_extension_count = 2,
};

static const trubuild_descriptor *describe(void)
{
   return &the_descriptor;
}

TEST_INSTANCE
TEST_ENTRY(.get_extension = NULL)
