/* Refuses every config, and says why. */
#include "common.h"

static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance)
{
   (void)config;
   (void)instance;
   host->log(NULL, TRUBUILD_LOG_WARNING, text("about to refuse"));
   host->set_error(NULL, text("test.no_key"), text("config has no \"key\": add \"config\": {\"key\": …} to the manifest"));
   return TRUBUILD_PERMANENT;
}

static void destroy(trubuild_instance *instance)
{
   (void)instance;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   return TRUBUILD_OK;
}

TEST_DESCRIPTOR("test_bad_create")
TEST_ENTRY(.get_extension = NULL)
