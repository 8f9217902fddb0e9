/* Ends its process by abort(), after a word on standard error. */
#include <stdio.h>
#include <stdlib.h>
#include "common.h"

static int32_t run(trubuild_instance *instance, const trubuild_run *run, const trubuild_host *host)
{
   (void)instance;
   (void)run;
   (void)host;
   fputs("the last words of abort.c\n", stderr);
   abort();
}

TEST_PROCESSOR("test_abort")
