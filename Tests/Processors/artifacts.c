/* Several artifacts: a small one, a big one in odd pieces that cut characters, and one that is aborted and opened again. */
#include <stdlib.h>
#include "common.h"

static int32_t put_big(const trubuild_host *host, const trubuild_run *run)
{
   /* A string of 300,000 times "é€😀", nine bytes each, written 1,009 bytes at a time. */
   static const char unit[] = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
   enum { UNITS = 300000, UNIT = sizeof unit - 1, PIECE = 1009 };
   const uint64_t length = (uint64_t)UNITS * UNIT + 2;
   char          *bytes = malloc(length);
   uint64_t       artifact = 0;
   int32_t        status;
   if (bytes == NULL) return TRUBUILD_CALL_FAILED;
   bytes[0] = bytes[length - 1] = '"';
   for (uint64_t i = 0; i < UNITS; i++) memcpy(bytes + 1 + i * UNIT, unit, UNIT);

   status = host->artifact_open(run->handle, text("big"), text("application/json"), &artifact);
   for (uint64_t start = 0; start < length && status >= 0; start += PIECE)
      status = host->artifact_write(
         run->handle, artifact, slice(bytes + start, length - start < PIECE ? length - start : PIECE));
   if (status >= 0) status = host->artifact_commit(run->handle, artifact);
   free(bytes);
   return status;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   uint64_t draft = 0;
   (void)instance;
   if (put_artifact(host, run, "result", "{\"clean\":\"\\u0000a\\ud800b\"}") < 0) return TRUBUILD_RETRY;
   if (put_big(host, run) < 0) return TRUBUILD_RETRY;

   host->artifact_open(run->handle, text("draft"), text("application/json"), &draft);
   host->artifact_write(run->handle, draft, text("{\"unfinished\":"));
   if (host->artifact_abort(run->handle, draft) < 0) return TRUBUILD_RETRY;
   return put_artifact(host, run, "draft", "[2]") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_artifacts")
