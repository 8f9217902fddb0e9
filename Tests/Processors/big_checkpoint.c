/* Saves checkpoints of a mebibyte, many in a row, and fails; completes with the size of the last one at the next attempt. */
#include <stdio.h>
#include "common.h"

enum { SIZE = 1 << 20 };
static uint8_t bytes[SIZE + 1];

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   const trubuild_checkpoint_v1 *checkpoint = host->get_extension(text(TRUBUILD_EXT_CHECKPOINT));
   char                          json[64];
   (void)instance;
   if (checkpoint == NULL) return TRUBUILD_PERMANENT;
   trubuild_host_slice saved = checkpoint->load(run->handle);
   if (saved.len != 0) {
      snprintf(json, sizeof json, "{\"size\":%llu,\"last\":%d}", (unsigned long long)saved.len, saved.ptr[SIZE - 1]);
      return put_artifact(host, run, "result", json) >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
   }
   for (int i = 1; i <= 100; i++) {
      memset(bytes, i, SIZE);
      if (checkpoint->save(run->handle, slice(bytes, SIZE)) != TRUBUILD_CALL_OK) return TRUBUILD_PERMANENT;
   }
   if (checkpoint->save(run->handle, slice(bytes, SIZE + 1)) != TRUBUILD_CALL_TOO_LARGE) return TRUBUILD_PERMANENT;
   host->set_error(run->handle, text("test.half_done"), text("stopped half-way, as it should"));
   return TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_big_checkpoint")
