/* Describes itself with a fault in every field. */
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

static const trubuild_plugin_slice the_job_types[] = {
   TRUBUILD_LITERAL("has space"), TRUBUILD_LITERAL("twice"), TRUBUILD_LITERAL("twice")};
static const trubuild_descriptor the_descriptor = {
   .struct_size = sizeof the_descriptor,
   .job_type_count = 3,
   .job_types = the_job_types,
   .id = TRUBUILD_LITERAL("not/an/id"),
   .version = {NULL, 7},
   .summary = TRUBUILD_LITERAL("\xff"),
   .payload_schema = TRUBUILD_LITERAL("[]"),
   .required_extension_count = 65,
};

static const trubuild_descriptor *describe(void)
{
   return &the_descriptor;
}

TEST_INSTANCE
TEST_ENTRY(.get_extension = NULL)
