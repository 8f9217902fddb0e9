/* Is warmed up before its first run; config {"fail":true} makes the warm-up fail. */
#include <stdbool.h>
#include "common.h"

static const trubuild_host *the_host;
static bool                 is_told_to_fail;
static int                  warm_ups;

static int32_t create(const trubuild_host *host, trubuild_host_slice config, trubuild_instance **instance)
{
   static const char fail[] = "{\"fail\":true}";
   (void)instance;
   the_host = host;
   is_told_to_fail = config.len == sizeof fail - 1 && memcmp(config.ptr, fail, config.len) == 0;
   return TRUBUILD_OK;
}

static void destroy(trubuild_instance *instance)
{
   (void)instance;
   the_host->log(NULL, TRUBUILD_LOG_INFO, text("destroyed"));
}

static int32_t warm_up(trubuild_instance *instance)
{
   (void)instance;
   the_host->log(NULL, TRUBUILD_LOG_INFO, text("warming up"));
   if (is_told_to_fail) {
      the_host->set_error(NULL, text("test.no_model"), text("the model is not there"));
      return TRUBUILD_PERMANENT;
   }
   warm_ups++;
   return TRUBUILD_OK;
}

static const trubuild_warm_up_v1 warm_up_table = {.struct_size = sizeof warm_up_table, .warm_up = warm_up};

static const void *get_extension(trubuild_host_slice id)
{
   static const char name[] = TRUBUILD_EXT_WARM_UP;
   return id.len == sizeof name - 1 && memcmp(id.ptr, name, id.len) == 0 ? &warm_up_table : NULL;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   return put_artifact(host, run, "result", warm_ups > 0 ? "{\"warm\":true}" : "{\"warm\":false}") >= 0 ? TRUBUILD_OK
                                                                                                       : TRUBUILD_RETRY;
}

TEST_DESCRIPTOR("test_warm_up")
TEST_ENTRY(.get_extension = get_extension)
