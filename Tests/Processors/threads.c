/* Calls back from four threads at once; each writes an artifact of its own. */
#include <pthread.h>
#include <stdio.h>
#include "common.h"

typedef struct part {
   const trubuild_host *host;
   const trubuild_run  *run;
   int                  number;
   int32_t              status;
} part;

static void *work(void *argument)
{
   part    *p = argument;
   char     type[16], item[32];
   uint64_t artifact = 0;
   snprintf(type, sizeof type, "part_%d", p->number);
   p->status = p->host->artifact_open(p->run->handle, text(type), text("application/json"), &artifact);
   for (int i = 0; i < 500 && p->status >= 0; i++) {
      snprintf(item, sizeof item, "%s%d", i == 0 ? "[" : ",", p->number * 1000 + i);
      p->status = p->host->artifact_write(p->run->handle, artifact, text(item));
      report(p->host, p->run, i / 500.0, type);
      if (i % 100 == 0) p->host->log(p->run->handle, TRUBUILD_LOG_DEBUG, text(type));
      if (p->host->is_cancelled(p->run->handle) != TRUBUILD_CANCEL_NONE) break;
   }
   if (p->status >= 0) p->status = p->host->artifact_write(p->run->handle, artifact, text("]"));
   if (p->status >= 0) p->status = p->host->artifact_commit(p->run->handle, artifact);
   return NULL;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   enum { COUNT = 4 };
   pthread_t threads[COUNT];
   part      parts[COUNT];
   int32_t   outcome = TRUBUILD_OK;
   (void)instance;
   for (int i = 0; i < COUNT; i++) {
      parts[i] = (part){.host = host, .run = run, .number = i + 1};
      if (pthread_create(&threads[i], NULL, work, &parts[i]) != 0) return TRUBUILD_RETRY;
   }
   for (int i = 0; i < COUNT; i++) {
      pthread_join(threads[i], NULL);
      if (parts[i].status < 0) outcome = TRUBUILD_RETRY;
   }
   return outcome;
}

TEST_PROCESSOR("test_threads")
