/* Sleeps in poll() until the descriptor of the cancel-fd extension says to stop. */
#include <poll.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   const trubuild_cancel_fd_v1 *cancel = host->get_extension(text(TRUBUILD_EXT_CANCEL_FD));
   if (cancel == NULL) return TRUBUILD_PERMANENT;
   struct pollfd entry = {.fd = cancel->descriptor(run->handle), .events = POLLIN};
   if (entry.fd < 0) return TRUBUILD_PERMANENT;
   report(host, run, 0.1, "waiting to be cancelled");
   while (poll(&entry, 1, -1) < 1) {}
   return host->is_cancelled(run->handle) == TRUBUILD_CANCEL_NONE ? TRUBUILD_PERMANENT : TRUBUILD_CANCELLED;
}

TEST_PROCESSOR("test_cancel_fd")
