/* Writes artifacts of the sizes and the kind that the payload names: {"count": 1, "kib": 1024, "kind": "text"}.
   Kinds: "text" is a list of texts, "ones" a list of the number 1, "escaped" needs escapes in every encoding. */
#include <stdio.h>
#include <stdlib.h>
#include "common.h"

static const char *find(const trubuild_run *run, const char *key, char *copy, size_t size)
{
   const char *found;
   memset(copy, 0, size);
   memcpy(copy, run->payload.ptr, run->payload.len < size ? run->payload.len : size - 1);
   found = strstr(copy, key);
   return found == NULL ? NULL : found + strlen(key) + 2;
}

static long number(const trubuild_run *run, const char *key, long fallback)
{
   char        copy[512];
   const char *found = find(run, key, copy, sizeof copy);
   return found == NULL ? fallback : strtol(found, NULL, 10);
}

static const char *unit(const trubuild_run *run)
{
   char        copy[512];
   const char *found = find(run, "\"kind\"", copy, sizeof copy);
   if (found != NULL && strstr(found, "\"ones\"") != NULL) return "1,";
   if (found != NULL && strstr(found, "\"escaped\"") != NULL)
      return "\"\\\\ \\\"quoted\\\" \\n\\u00e9 \xd9\x85\",\n\t\r ";
   return "\"The contractor shows a full programme with float, resources and a critical path.\",";
}

/* An artifact of about so many bytes, in pieces of 64 KiB. */
static int32_t put_large(const trubuild_host *host, const trubuild_run *run, const char *type, uint64_t size)
{
   enum { PIECE = 65536 };
   const char *part = unit(run);
   size_t      length = strlen(part), filled = 0;
   char       *piece = malloc(PIECE);
   uint64_t    artifact = 0;
   int32_t     status;
   if (piece == NULL) return TRUBUILD_CALL_FAILED;
   while (filled + length <= PIECE) memcpy(piece + filled, part, length), filled += length;
   status = host->artifact_open(run->handle, text(type), text("application/json"), &artifact);
   if (status >= 0) status = host->artifact_write(run->handle, artifact, text("["));
   for (uint64_t done = 0; done < size && status >= 0; done += filled)
      status = host->artifact_write(run->handle, artifact, slice(piece, size - done < filled
                                                                            ? (size - done) / length * length
                                                                            : filled));
   if (status >= 0) status = host->artifact_write(run->handle, artifact, text("0]"));
   if (status >= 0) status = host->artifact_commit(run->handle, artifact);
   free(piece);
   return status;
}

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   long count = number(run, "\"count\"", 1);
   (void)instance;
   for (long i = 0; i < count; i++) {
      char type[32];
      snprintf(type, sizeof type, "part-%ld", i);
      /* A deaf one goes on and says OK whatever it is told. */
      if (put_large(host, run, i == 0 ? "result" : type, (uint64_t)number(run, "\"kib\"", 1024) * 1024) < 0
          && number(run, "\"deaf\"", 0) == 0)
         return TRUBUILD_PERMANENT;
   }
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_large_artifact")
