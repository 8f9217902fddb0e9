/* Prints: whole lines, a line in two parts, bytes that are not UTF-8, and a last line without an end. */
#include <stdio.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   puts("a line on standard output");
   fputs("a line on standard error\n", stderr);
   fputs("the first half ", stdout);
   fflush(stdout);
   fputs("and the second half\n", stdout);
   fputs("not UTF-8: \xff\xfe.\n", stdout);
   fputs("a last line without an end", stdout);
   return put_artifact(host, run, "result", "{}") >= 0 ? TRUBUILD_OK : TRUBUILD_RETRY;
}

TEST_PROCESSOR("test_stdout")
