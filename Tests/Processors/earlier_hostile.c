/* Asks for earlier artifacts as nobody should: from many threads, in absurd words, without end, and after the run. Counts
 * what it was given, and how much of it is marked "secret". */
#include <pthread.h>
#include <stdio.h>
#include <time.h>
#include "common.h"

static const trubuild_earlier_artifacts_v1 *earlier;

typedef struct asker {
   trubuild_run_handle *handle;
   int                  given, secrets, absent, invalid, refused, other;
} asker;

/* What a thread of an earlier run was told, after it had been told once that the run is over. */
static int late_given, late_refused;

static int holds_secret(trubuild_host_slice slice)
{
   for (uint64_t i = 0; i + 6 <= slice.len; i++)
      if (memcmp(slice.ptr + i, "secret", 6) == 0) return 1;
   return 0;
}

static void ask(asker *a, trubuild_plugin_slice type, trubuild_plugin_slice artifact)
{
   trubuild_earlier_artifact found = {.struct_size = sizeof found};
   int32_t                   status = earlier->newest(a->handle, type, artifact, &found);
   if (status == TRUBUILD_CALL_OK) {
      a->given++;
      if (holds_secret(found.data) || holds_secret(found.payload)) a->secrets++;
   } else {
      if (found.data.len != 0 || found.payload.len != 0) a->other++;
      if (status == TRUBUILD_CALL_ABSENT) a->absent++;
      else if (status == TRUBUILD_CALL_INVALID) a->invalid++;
      else if (status == TRUBUILD_CALL_TOO_LARGE) a->refused++;
      else a->other++;
   }
}

static void *work(void *argument)
{
   asker                    *a = argument;
   trubuild_earlier_artifact small = {.struct_size = 8};
   char                      name[32];
   for (int i = 0; i < 100; i++) {
      ask(a, text("tech_rfp_analysis"), text("result"));
      ask(a, text("' OR true --"), text("result"));
      ask(a, text("tech_rfp_analysis"), text("re%sult"));
      ask(a, text(""), text(""));
      ask(a, slice(NULL, 10), text("result"));
      ask(a, slice("x", 1ull << 40), text("result"));
      ask(a, text("\xff\xfe"), text("result"));
      ask(a, text("tech_rfp_analysis"), text("../../result"));
      if (earlier->newest(a->handle, text("tech_rfp_analysis"), text("result"), NULL) != TRUBUILD_CALL_INVALID) a->other++;
      if (earlier->newest(a->handle, text("tech_rfp_analysis"), text("result"), &small) != TRUBUILD_CALL_INVALID) a->other++;
      snprintf(name, sizeof name, "type_%d", i);
      ask(a, text(name), text("result"));
   }
   return NULL;
}

static void *work_on(void *argument)
{
   trubuild_run_handle *handle = argument;
   struct timespec      pause = {0, 1000000};
   int                  is_over = 0;
   while (late_refused < 20) {
      trubuild_earlier_artifact found = {.struct_size = sizeof found};
      int32_t status = earlier->newest(handle, text("tech_rfp_analysis"), text("result"), &found);
      if (status == TRUBUILD_CALL_STATE) {
         is_over = 1;
         late_refused++;
      } else if (is_over) {
         late_given++;
      }
      nanosleep(&pause, NULL);
   }
   return NULL;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   enum { COUNT = 8 };
   static int has_run;
   pthread_t  threads[COUNT], late;
   asker      askers[COUNT], sum = {0};
   char       json[256];
   (void)instance;
   earlier = host->get_extension(text(TRUBUILD_EXT_EARLIER_ARTIFACTS));
   if (earlier == NULL) return TRUBUILD_PERMANENT;
   if (!has_run && pthread_create(&late, NULL, work_on, run->handle) == 0) pthread_detach(late);
   has_run = 1;
   for (int i = 0; i < COUNT; i++) {
      memset(&askers[i], 0, sizeof askers[i]);
      askers[i].handle = run->handle;
      if (pthread_create(&threads[i], NULL, work, &askers[i]) != 0) return TRUBUILD_RETRY;
   }
   for (int i = 0; i < COUNT; i++) {
      pthread_join(threads[i], NULL);
      sum.given += askers[i].given;
      sum.secrets += askers[i].secrets;
      sum.absent += askers[i].absent;
      sum.invalid += askers[i].invalid;
      sum.refused += askers[i].refused;
      sum.other += askers[i].other;
   }
   snprintf(json, sizeof json,
            "{\"given\":%d,\"secrets\":%d,\"absent\":%d,\"invalid\":%d,\"refused\":%d,\"other\":%d,\"late\":[%d,%d]}",
            sum.given, sum.secrets, sum.absent, sum.invalid, sum.refused, sum.other, late_given, late_refused);
   put_artifact(host, run, "result", json);
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_earlier_hostile")
