/* Works for as many milliseconds as the payload says, and holds a lock of its job meanwhile: a second run of the same job
   at the same time would not get it. {"ms": 20, "lock": 7}; with "quiet": 1 it reports no progress. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>
#include "common.h"

static long number(const trubuild_run *run, const char *key, long fallback)
{
   char        copy[512] = {0};
   const char *found;
   memcpy(copy, run->payload.ptr, run->payload.len < sizeof copy ? run->payload.len : sizeof copy - 1);
   found = strstr(copy, key);
   return found == NULL ? fallback : strtol(found + strlen(key) + 2, NULL, 10);
}

static int32_t work(const trubuild_run *run, const trubuild_host *host)
{
   long rest = number(run, "\"ms\"", 0);
   long quiet = number(run, "\"quiet\"", 0);
   while (rest > 0) {
      struct timespec step = {0, (rest < 5 ? rest : 5) * 1000000};
      if (host->is_cancelled(run->handle) != TRUBUILD_CANCEL_NONE) return TRUBUILD_CANCELLED;
      if (!quiet && rest % 100 < 5) report(host, run, 0.5, "working");
      nanosleep(&step, NULL);
      rest -= 5;
   }
   return put_artifact(host, run, "result", "{\"done\":true}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   char    path[512];
   int     lock;
   int32_t outcome = TRUBUILD_PERMANENT;
   (void)instance;
   snprintf(path, sizeof path, "%.*s/lock-%ld", (int)run->package_dir.len, (const char *)run->package_dir.ptr,
            number(run, "\"lock\"", 0));
   lock = open(path, O_RDONLY | O_CLOEXEC);
   if (lock < 0)
      host->set_error(run->handle, text("work.no_lock"), text(path));
   else if (flock(lock, LOCK_EX | LOCK_NB) != 0)
      host->set_error(run->handle, text("work.doubled"), text("another run of this job is at work"));
   else
      outcome = work(run, host);
   if (lock >= 0) close(lock);
   return outcome;
}

TEST_PROCESSOR("test_work")
