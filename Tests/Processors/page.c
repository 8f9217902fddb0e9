/* Writes a page beside its JSON, where the host takes one, and a page that is no text. */
#include <stdio.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   uint64_t page = 0, bad = 0;
   char     json[64];
   (void)instance;
   int32_t status = host->artifact_open(run->handle, text("report"), text("text/html"), &page);
   if (status >= 0) {
      /* Cut inside a character; JSON would not be allowed to look like this. */
      host->artifact_write(run->handle, page, text("<!doctype html>\n<p>{\"\xe2\x82"));
      if (host->artifact_write(run->handle, page, text("\xac</p>\n")) < 0) return TRUBUILD_RETRY;
      if (host->artifact_commit(run->handle, page) < 0) return TRUBUILD_RETRY;

      host->artifact_open(run->handle, text("bad"), text("text/html"), &bad);
      if (host->artifact_write(run->handle, bad, text("<p>\xff</p>")) != TRUBUILD_CALL_INVALID) return TRUBUILD_PERMANENT;
      host->artifact_abort(run->handle, bad);
      host->artifact_open(run->handle, text("bad"), text("text/html"), &bad);
      host->artifact_write(run->handle, bad, text("\xe2\x82"));
      if (host->artifact_commit(run->handle, bad) != TRUBUILD_CALL_INVALID) return TRUBUILD_PERMANENT;
      host->artifact_abort(run->handle, bad);
   }
   snprintf(json, sizeof json, "{\"page\":%d}", status);
   put_artifact(host, run, "result", json);
   return TRUBUILD_OK;
}

TEST_PROCESSOR("test_page")
